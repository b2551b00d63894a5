/* render_lines.c - the layers as JSON lines: one report a line, spans in code points, the same in
 * bytes beside them. The names of the members are those that scorers of quotations, dates, names
 * and events read. A chain joins mentions over the whole corpus: by the folded name when that says
 * who is meant (places, organisations, persons with two words or more), else inside the story, else
 * inside the report. O(annotations). */
#include "account/render_json.h"

#include "account/render_names.h"
#include "account/render_wording.h"
#include "text/fold.h"

static void spans(struct json *j, const char *key, const char *bytes_key,
                  const struct render_place *x, uint32_t report, const struct span *at, size_t n) {
    json_open_array(j, key);
    for (size_t i = 0; i < n; i++) {
        struct chars chars = render_place_chars(x, report, at[i]);
        if (!span_is_empty(at[i])) {
            render_target_pair(j, NULL, chars.from, chars.to);
        }
    }
    json_close_array(j);
    json_open_array(j, bytes_key);
    for (size_t i = 0; i < n; i++) {
        if (!span_is_empty(at[i])) {
            render_target_pair(j, NULL, at[i].from, at[i].to);
        }
    }
    json_close_array(j);
}

static void start_end(struct json *j, const struct render_place *x, uint32_t report,
                      struct span at) {
    struct chars chars = render_place_chars(x, report, at);
    json_uint(j, "start", chars.from);
    json_uint(j, "end", chars.to);
    render_target_pair(j, "bytes", at.from, at.to);
    json_str(j, "text", render_place_words(x, report, at));
}

static void words(struct json *j, const char *key, const struct render_place *x, uint32_t report,
                  struct span at) {
    render_target_str(j, key, render_place_words(x, report, at));
}

static void write_quotation(struct json *j, struct render_place *x, uint32_t report,
                            uint32_t index) {
    const struct notes *notes = &x->all->notes[report];
    const struct quotation *q = &notes->quotes.quotation[index];
    json_open_object(j, NULL);
    spans(j, "quote_spans", "quote_bytes", x, report, q->content, q->n_content);
    spans(j, "source_spans", "source_bytes", x, report, &q->source, 1);
    spans(j, "cue_spans", "cue_bytes", x, report, &q->cue, 1);
    json_cstr(j, "type", quote_type_name((enum quote_type)q->type));
    struct span hull = {q->content[0].from, q->content[q->n_content - 1].to};
    arena_pos mark = arena_mark(&x->scratch);
    json_str(j, "quote", render_wording_said(&x->scratch, x, report, index, hull));
    arena_reset(&x->scratch, mark);
    words(j, "source", x, report, q->source);
    words(j, "cue", x, report, q->cue);
    if (q->entity != NONE) {
        json_str(j, "speaker", notes->names.entity[q->entity].name);
        json_uint(j, "entity", q->entity);
    }
    json_cstr(j, "reason", quote_reason_name((enum quote_reason)q->reason));
    json_bool(j, "negated", q->negated);
    json_bool(j, "fragment", q->fragment);
    render_target_ratio(j, "confidence", q->confidence);
    json_open_array(j, "chain");
    for (size_t i = 0; i < q->n_links; i++) {
        json_open_object(j, NULL);
        json_cstr(j, "kind", link_kind_name((enum link_kind)q->link[i].kind));
        start_end(j, x, report, q->link[i].at);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void write_date(struct json *j, const struct render_place *x, uint32_t report,
                       const struct date *d) {
    json_open_object(j, NULL);
    start_end(j, x, report, d->at);
    json_cstr(j, "type", date_type_name((enum date_type)d->type));
    json_str(j, "timex", d->timex);
    render_target_str(j, "value", d->value);
    json_cstr(j, "grain", render_names_grain((enum date_grain)d->grain));
    json_cstr(j, "modifier", render_names_date_mod((enum date_mod)d->mod));
    json_cstr(j, "basis", date_basis_name((enum date_basis)d->basis));
    if (d->first_day != DAY_NONE) {
        render_target_day(j, "first_day", d->open_from ? DAY_NONE : d->first_day);
        render_target_day(j, "last_day", d->open_to ? DAY_NONE : d->last_day);
    }
    json_close_object(j);
}

static void write_figure(struct json *j, const struct render_place *x, uint32_t report,
                         const struct figure *f) {
    json_open_object(j, NULL);
    start_end(j, x, report, f->at);
    json_cstr(j, "type", figure_kind_name((enum figure_kind)f->kind));
    json_double(j, "value", f->low);
    if (f->high > f->low) {
        json_double(j, "high", f->high);
    }
    render_target_str(j, "unit", f->unit);
    render_target_str(j, "unit_name", f->unit_name);
    json_cstr(j, "approx", figure_approx_name((enum figure_approx)f->approx));
    spans(j, "number_spans", "number_bytes", x, report, &f->number, 1);
    spans(j, "amount_spans", "amount_bytes", x, report, &f->amount, 1);
    words(j, "counted", x, report, f->counted);
    json_close_object(j);
}

static void write_event(struct json *j, const struct render_place *x, uint32_t report,
                        const struct event *e) {
    const struct notes *notes = &x->all->notes[report];
    json_open_object(j, NULL);
    start_end(j, x, report, e->at);
    json_str(j, "type", e->type);
    json_cstr(j, "class", event_class_name((enum event_class)e->cls));
    json_cstr(j, "modality", event_modality_name((enum event_modality)e->modality));
    json_bool(j, "negated", e->negated);
    spans(j, "trigger_spans", "trigger_bytes", x, report, &e->trigger, 1);
    words(j, "trigger", x, report, e->trigger);
    spans(j, "source_spans", "source_bytes", x, report, &e->source_at, 1);
    words(j, "source", x, report, e->source_at);
    spans(j, "target_spans", "target_bytes", x, report, &e->target_at, 1);
    words(j, "target", x, report, e->target_at);
    if (e->place != NONE) {
        words(j, "place", x, report, notes->names.mention[e->place].at);
    }
    if (e->date != NONE) {
        words(j, "date", x, report, notes->dates.date[e->date].at);
        render_target_str(j, "when", notes->dates.date[e->date].value);
    }
    json_close_object(j);
}

static bool has_two_words(str s) {
    return memchr(s.ptr, ' ', s.len) != NULL;
}

/* The chain of entity `k` of a report; `story` and `witness` say where the report was collated
 * (NONE = in no story). */
static str chain_of(struct render_place *x, uint32_t report, uint32_t k, uint32_t story,
                    uint32_t witness) {
    const struct entity *entity = &x->all->notes[report].names.entity[k];
    const struct account *acct = story == NONE ? NULL : &x->all->account[story];
    uint32_t joined = acct ? acct->entities.of[witness][k] : NONE;
    str name = joined == NONE ? entity->name : acct->entities.entity[joined].name;
    str key = fold_case(&x->scratch, name);
    bool speaks_for_itself =
        (entity->kind != ENTITY_PERSON || (has_two_words(key) && entity->surname.len > 0)) &&
        entity->kind != ENTITY_GROUP;
    buf b;
    buf_init(&b, 4096);
    buf_addf(&b, "%s:%" STR_FMT, entity_kind_name((enum entity_kind)entity->kind), STR_ARG(key));
    if (!speaks_for_itself && joined != NONE) {
        buf_addf(&b, "#s%u.%u", (unsigned)story, (unsigned)joined);
    } else if (!speaks_for_itself) {
        buf_addf(&b, "#r%u.%u", (unsigned)report, (unsigned)k);
    }
    str chain = arena_copy(&x->scratch, buf_str(&b));
    buf_done(&b);
    return chain.ptr ? chain : (str){"", 0};
}

/* Where a report is told first, its story with most witnesses, which stands first (NONE = in none),
 * and where its passages are. */
struct home {
    uint32_t story;
    uint32_t witness; /* of the story's account; NONE when there's no account */
    size_t passage_from;
    size_t passage_to;
};

static struct home *homes(struct render_place *x) {
    const struct stories *stories = &x->all->stories;
    struct home *home = arena_array(&x->scratch, x->all->n_reports, sizeof *home);
    for (size_t i = 0; home && i < x->all->n_reports; i++) {
        home[i] = (struct home){.story = NONE, .witness = NONE};
    }
    for (size_t i = 0; home && i < stories->n_passages; i++) {
        const struct passage *p = &stories->passage[i];
        struct home *h = &home[p->report];
        h->passage_from = h->story == NONE ? i : h->passage_from;
        h->passage_to = i + 1;
        h->story = h->story == NONE || p->story < h->story ? p->story : h->story;
    }
    for (size_t s = 0; home && s < x->all->n; s++) {
        for (size_t w = 0; w < x->all->account[s].n_witnesses; w++) {
            struct home *h = &home[x->all->account[s].witness[w].report];
            h->witness = h->story == s ? (uint32_t)w : h->witness;
        }
    }
    return home;
}

static void write_names(struct json *j, struct render_place *x, uint32_t report, struct home home) {
    const struct names *names = &x->all->notes[report].names;
    for (size_t i = 0; i < names->n_mentions; i++) {
        const struct mention *m = &names->mention[i];
        arena_pos mark = arena_mark(&x->scratch);
        json_open_object(j, NULL);
        start_end(j, x, report, span_is_empty(m->name) ? m->at : m->name);
        if (m->entity == NONE) {
            buf b;
            buf_init(&b, 64);
            buf_addf(&b, "?#r%u.m%zu", (unsigned)report, i);
            json_str(j, "chain", buf_str(&b));
            buf_done(&b);
        } else {
            json_str(j, "chain", chain_of(x, report, m->entity, home.story, home.witness));
            json_str(j, "name", names->entity[m->entity].name);
            json_uint(j, "entity", m->entity);
        }
        json_cstr(j, "type", entity_kind_name((enum entity_kind)m->type));
        json_cstr(j, "kind", render_names_mention((enum mention_kind)m->kind));
        json_cstr(j, "reason", name_reason_name((enum name_reason)m->reason));
        spans(j, "phrase_spans", "phrase_bytes", x, report, &m->at, 1);
        words(j, "role", x, report, m->role);
        json_close_object(j);
        arena_reset(&x->scratch, mark);
    }
}

static void write_passages(struct json *j, const struct render_place *x, struct home home) {
    const struct stories *stories = &x->all->stories;
    for (size_t i = home.passage_from; i < home.passage_to; i++) {
        const struct passage *p = &stories->passage[i];
        json_open_object(j, NULL);
        json_uint(j, "story", p->story);
        json_str(j, "label", stories->story[p->story].label);
        render_target_spans(j, x, p->report, p->at);
        json_close_object(j);
    }
}

static void write_annotations(struct json *j, struct render_place *x, uint32_t report,
                              enum render_layer layer, struct home home) {
    const struct notes *notes = &x->all->notes[report];
    switch (layer) {
    case LAYER_QUOTES:
        for (size_t i = 0; i < notes->quotes.n; i++) {
            write_quotation(j, x, report, (uint32_t)i);
        }
        break;
    case LAYER_NAMES:
        write_names(j, x, report, home);
        break;
    case LAYER_DATES:
        for (size_t i = 0; i < notes->dates.n; i++) {
            write_date(j, x, report, &notes->dates.date[i]);
        }
        break;
    case LAYER_FIGURES:
        for (size_t i = 0; i < notes->figures.n; i++) {
            write_figure(j, x, report, &notes->figures.figure[i]);
        }
        break;
    case LAYER_EVENTS:
        for (size_t i = 0; i < notes->events.n; i++) {
            write_event(j, x, report, &notes->events.event[i]);
        }
        break;
    case LAYER_STORIES:
        write_passages(j, x, home);
        break;
    case LAYER_ACCOUNT:
    case LAYER_CONFLICTS:
    case LAYER_COPIES:
        break;
    }
}

static const char *array_name(enum render_layer layer) {
    static const char *const name[] = {
        [LAYER_ACCOUNT] = "stories",  [LAYER_CONFLICTS] = "conflicts", [LAYER_STORIES] = "passages",
        [LAYER_QUOTES] = "quotes",    [LAYER_NAMES] = "mentions",      [LAYER_DATES] = "entities",
        [LAYER_FIGURES] = "entities", [LAYER_EVENTS] = "events",       [LAYER_COPIES] = "copies"};
    return name[layer];
}

static void write_report_line(buf *out, struct render_place *x, uint32_t report,
                              enum render_layer layer, struct home home) {
    const struct document *doc = &x->all->notes[report].doc;
    char hex[2 * SHA256_BYTES + 1];
    hash_hex(doc->sha256, hex);
    struct json j;
    json_init(&j, out, false);
    json_open_object(&j, NULL);
    json_str(&j, "id", doc->id);
    json_cstr(&j, "sha256", hex);
    if (layer == LAYER_STORIES) {
        if (home.story == NONE) {
            json_null(&j, "story");
        } else {
            json_uint(&j, "story", home.story);
        }
    }
    json_open_array(&j, array_name(layer));
    write_annotations(&j, x, report, layer, home);
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(out, '\n');
    buf_drain(out);
}

void render_lines(buf *out, struct render_place *x, enum render_layer layer, bool all) {
    if (layer == LAYER_COPIES) {
        render_copies_lines(out, x, all);
        return;
    }
    struct home *home = homes(x);
    if (!home) {
        out->failed = x->scratch.last;
        return;
    }
    for (size_t i = 0; i < x->all->n_reports; i++) {
        write_report_line(out, x, (uint32_t)i, layer, home[i]);
    }
}
