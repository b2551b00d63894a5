/* meta.c - the metadata of one page: collects the evidence (meta_evidence.c), ranks the candidates
 * for headline, day and authors (meta_title.c, meta_day.c, meta_author.c, meta_rank.c), and takes
 * the rest from the first source that has it, in order of trust. O(page + evidence x candidates).
 */
#include "page/meta.h"

#include "page/meta_address.h"
#include "page/meta_rank.h"

static struct page_value value_of(const struct meta_evidence *e, str value) {
    return (struct page_value){.value = value,
                               .origin = (uint8_t)meta_evidence_origin((enum meta_source)e->source),
                               .at = e->at};
}

/* The first evidence of the first source in the list that has any. */
static struct page_value first_of(const struct meta_table *m, const uint8_t *source, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct meta_evidence *e = meta_evidence_find(m, (enum meta_source)source[i]);
        if (e) {
            return value_of(e, e->value);
        }
    }
    return (struct page_value){.value = {"", 0}};
}

static enum err choose_title(struct meta_table *m, struct page_meta *out) {
    struct meta_candidates all = {0};
    TRY(meta_title_candidates(m, &all));
    const struct meta_candidate *best = meta_rank_best(META_MODEL_TITLE, &all);
    if (best) {
        out->title = value_of(best->from, best->value);
    }
    return ERR_OK;
}

static enum err set_day(struct meta_table *m, const struct meta_evidence *e, const struct day *day,
                        struct page_value *out) {
    str text = day_write(m->a, day);
    if (!text.ptr) {
        return m->a->last;
    }
    *out = value_of(e, text);
    return ERR_OK;
}

/* The change of the page: the most trusted source whose day isn't before that of publication. */
static enum err choose_modified(struct meta_table *m, const struct day *published,
                                struct page_meta *out) {
    static const uint8_t by_trust[] = {
        META_LD_MODIFIED,      META_OG_MODIFIED,   META_META_MODIFIED, META_ITEM_MODIFIED,
        META_LD_PAGE_MODIFIED, META_TIME_MODIFIED, META_TEXT_MODIFIED};
    for (size_t i = 0; i < sizeof by_trust; i++) {
        const struct meta_evidence *e = meta_evidence_find(m, (enum meta_source)by_trust[i]);
        struct day day;
        if (e && day_read(e->value, m->order, &day) && day_is_plausible(&day, m->hints->fetched) &&
            (!published || day_number(&day) >= day_number(published))) {
            return set_day(m, e, &day, &out->modified);
        }
    }
    return ERR_OK;
}

static enum err choose_days(struct meta_table *m, struct page_meta *out) {
    struct meta_candidates all = {0};
    TRY(meta_day_candidates(m, &all));
    const struct meta_candidate *best = meta_rank_best(META_MODEL_DAY, &all);
    if (!best || best->score < 0) {
        return choose_modified(m, NULL, out);
    }
    TRY(set_day(m, best->from, &best->day, &out->published));
    return choose_modified(m, &best->day, out);
}

static enum err choose_authors(struct meta_table *m, struct page_meta *out) {
    struct meta_candidates all = {0};
    TRY(meta_author_candidates(m, &all));
    const struct meta_candidate *best = meta_rank_best(META_MODEL_AUTHOR, &all);
    struct page_value *author = arena_array(m->a, all.list.n, sizeof *author);
    if (!author) {
        return m->a->last;
    }
    size_t n = 0;
    for (size_t i = 0; i < all.list.n; i++) {
        const struct meta_candidate *c = &all.list.v[i];
        bool only = c == best && c->score > META_LEAST_BEST_AUTHOR;
        if (c->score > META_LEAST_AUTHOR || only) {
            author[n++] = value_of(c->from, c->value);
        }
    }
    out->author = author;
    out->n_authors = n;
    return ERR_OK;
}

static bool is_tag_letter(char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* A language tag: letters, digits and hyphens, "de_DE" written with a hyphen; else empty. */
static enum err even_lang(struct meta_table *m, struct page_value *lang) {
    char *to = arena_alloc(m->a, lang->value.len + 1);
    if (!to) {
        return m->a->last;
    }
    size_t n = 0;
    for (size_t i = 0; i < lang->value.len; i++) {
        char c = lang->value.ptr[i] == '_' ? '-' : lang->value.ptr[i];
        if (!is_tag_letter(c)) {
            break;
        }
        to[n++] = c;
    }
    bool good = n == 2 || n == 3 || (n > 3 && n <= 35 && (to[2] == '-' || to[3] == '-'));
    *lang = good ? *lang : (struct page_value){.value = {"", 0}};
    lang->value.ptr = to;
    lang->value.len = good ? n : 0;
    return ERR_OK;
}

static enum err choose_address(struct meta_table *m, struct page_meta *out) {
    static const uint8_t urls[] = {META_LINK_CANONICAL, META_OG_URL, META_LD_URL};
    out->url = first_of(m, urls, sizeof urls);
    TRY(meta_address_resolve(m->a, m->hints->url, out->url.value, &out->url.value));
    if (out->url.value.len == 0 && m->hints->url.len > 0) {
        out->url = (struct page_value){.value = m->hints->url, .origin = PAGE_FROM_URL};
    }
    static const uint8_t images[] = {META_OG_IMAGE, META_LD_IMAGE, META_META_IMAGE};
    out->image = first_of(m, images, sizeof images);
    return meta_address_resolve(m->a, out->url.value, out->image.value, &out->image.value);
}

static enum err choose_rest(struct meta_table *m, struct page_meta *out) {
    static const uint8_t langs[] = {META_HTML_LANG, META_LD_LANG, META_OG_LOCALE, META_META_LANG};
    static const uint8_t sections[] = {META_OG_SECTION, META_LD_SECTION, META_META_SECTION,
                                       META_ITEM_SECTION};
    static const uint8_t descriptions[] = {META_OG_DESCRIPTION, META_META_DESCRIPTION,
                                           META_LD_DESCRIPTION};
    const struct meta_evidence *outlet = meta_evidence_outlet(m);
    if (outlet) {
        out->outlet = value_of(outlet, outlet->value);
    }
    out->section = first_of(m, sections, sizeof sections);
    out->description = first_of(m, descriptions, sizeof descriptions);
    out->lang = first_of(m, langs, sizeof langs);
    TRY(even_lang(m, &out->lang));
    return choose_address(m, out);
}

enum err meta_read(arena *a, const struct html_tree *t, const struct page_hints *hints,
                   struct page_meta *out, struct meta_extra *extra) {
    static const struct page_hints none = {{"", 0}, {"", 0}, 0};
    struct meta_table m = {.a = a, .t = t, .hints = hints ? hints : &none};
    memset(out, 0, sizeof *out);
    buf_init(&m.scratch, 2 * t->source.len + 4096);
    enum err code = meta_evidence_collect(&m);
    code = code ? code : choose_title(&m, out);
    code = code ? code : choose_days(&m, out);
    code = code ? code : choose_authors(&m, out);
    code = code ? code : choose_rest(&m, out);
    buf_done(&m.scratch);
    if (extra) {
        extra->json_ld_body = m.json_ld_body;
    }
    return code;
}
