/* voices.c - counts the different witnesses and voices among any number of testimonies.
 * Each count is a round; a witness or voice is new in a round when its stamp is older. So nothing
 * is cleared between counts, and a count is linear in what is added to it. */
#include "account/collate.h"

enum err voices_init(struct collation *c) {
    size_t n = c->out->n_witnesses;
    c->voices = (struct voices){.witness_stamp = arena_array(c->a, n, sizeof(uint32_t)),
                                .voice_stamp = arena_array(c->a, n, sizeof(uint32_t))};
    return c->voices.witness_stamp && c->voices.voice_stamp ? ERR_OK : c->a->last;
}

void voices_begin(struct collation *c) {
    c->voices.round++;
    c->voices.n_witnesses = 0;
    c->voices.n_voices = 0;
}

void voices_add(struct collation *c, uint32_t witness) {
    struct voices *v = &c->voices;
    uint32_t voice = c->out->witness[witness].voice;
    v->n_witnesses += v->witness_stamp[witness] != v->round;
    v->n_voices += v->voice_stamp[voice] != v->round;
    v->witness_stamp[witness] = v->round;
    v->voice_stamp[voice] = v->round;
}

void voices_count_claim(struct collation *c, struct claim *claim) {
    voices_begin(c);
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        voices_add(c, claim->testimony[i].witness);
    }
    claim->n_witnesses = c->voices.n_witnesses;
    claim->n_voices = c->voices.n_voices;
}
