/* date_lexicon.c - the words of time expressions, by class. Built once from tables/words.inc and
 * tables/holidays.inc (written for this project) and the number words; read by many threads. One
 * probe a token decides whether anything begins there. */
#include "time/form.h"
#include "time/holiday.h"

enum { MANY = 32, SHORT = 64, DOUBT = 128 };

static const struct {
    const char *word;
    uint8_t cls;
    uint32_t value;
} words[] = {
#define W(word, cls, value) {word, WORD_##cls, value},
#include "time/tables/words.inc"
#undef W
};

static const struct {
    const char *phrase;
    uint32_t holiday;
} names[] = {
#define P(phrase, name) {phrase, HOLIDAY_##name},
#include "time/tables/holidays.inc"
#undef P
};

enum err date_lexicon_new(arena *a, const struct date_lexicon **out) {
    struct date_lexicon *lex = arena_new(a, struct date_lexicon);
    if (!lex) {
        return a->last;
    }
    TRY(number_lexicon_init(&lex->number, a));
    TRY(map_init(&lex->word, a, sizeof words / sizeof words[0]));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        uint32_t packed = (uint32_t)words[i].cls << 24 | words[i].value;
        TRY(map_put(&lex->word, token_hash(str_from_cstr(words[i].word)), packed));
    }
    TRY(phrases_init(&lex->phrase, a, sizeof names / sizeof names[0]));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        TRY(phrases_add(&lex->phrase, str_from_cstr(names[i].phrase), names[i].holiday));
    }
    TRY(tense_words(&lex->verb, a));
    *out = lex;
    return ERR_OK;
}
