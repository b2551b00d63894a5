/* render_page_report.c - the texts of the reports, block by block, with a <mark id="r1-120-180">
 * around everything that the account points to, so that a plain link lights it up (:target),
 * without script. Places may nest and overlap. Sorted by beginning, longest first, they are opened
 * on a stack; one that would cross the end of the one around it is cut there, and the rest opens
 * behind it as a continuation without an id:
 *
 *     [ a      (  b  ] b' )      ->  <mark a>  <mark b></mark></mark><mark b'></mark>
 *
 * O(n log n) for n places; more than DEPTH levels or WAITING continuations at once lose their
 * colour, not their id. */
#include "account/render_page.h"

#include "base/sort.h"
#include "base/vec.h"

enum { DEPTH = 12, WAITING = 64 };

/* What is still to be marked of a place. */
struct piece {
    struct span at;
    struct span whole;
    bool has_id; /* it has been given out */
};

struct marker {
    struct render_page *page;
    uint32_t report;
    const struct span *place; /* sorted, each once */
    size_t n_places;
    size_t next;
    struct piece waiting[WAITING];
    size_t n_waiting;
    struct span open[DEPTH];
    size_t n_open;
};

struct spans {
    struct span *v;
    size_t n;
    size_t cap;
};

/* ---- which places ---- */

static void keep(struct render_page *p, struct spans *of, uint32_t report, struct span at) {
    if (!span_is_empty(at) && vec_push(&p->place.scratch, &of[report], at) != ERR_OK) {
        p->out->failed = p->place.scratch.last;
    }
}

static void keep_place(struct render_page *p, struct spans *of, const struct account *acct,
                       struct place place) {
    if (place.witness != NONE) {
        keep(p, of, acct->witness[place.witness].report, place.at);
    }
}

static void collect_claims(struct render_page *p, struct spans *of, const struct account *acct) {
    for (size_t i = 0; i < acct->n_claims; i++) {
        const struct claim *claim = &acct->claim[i];
        keep_place(p, of, acct, claim->base);
        for (size_t k = 0; k < claim->n_testimonies; k++) {
            keep_place(p, of, acct,
                       (struct place){claim->testimony[k].witness, claim->testimony[k].at});
        }
    }
}

static void collect(struct render_page *p, struct spans *of, const struct account *acct) {
    collect_claims(p, of, acct);
    for (size_t i = 0; i < acct->n_conflicts; i++) {
        for (size_t k = 0; k < acct->conflict[i].n_sides; k++) {
            const struct side *side = &acct->conflict[i].side[k];
            for (size_t n = 0; n < side->n_places; n++) {
                keep_place(p, of, acct, side->place[n]);
            }
        }
    }
    for (size_t i = 0; i < acct->n_timeline; i++) {
        for (size_t k = 0; k < acct->timeline[i].n_places; k++) {
            keep_place(p, of, acct, acct->timeline[i].place[k]);
        }
    }
    for (size_t i = 0; i < acct->n_lineage; i++) {
        const struct copy *copy = &p->place.all->copies.copy[acct->lineage[i].copy];
        for (size_t k = 0; k < copy->n_spans; k++) {
            keep(p, of, copy->a, copy->span[k].a);
            keep(p, of, copy->b, copy->span[k].b);
        }
    }
}

static int by_place(const void *a, const void *b, void *ctx) {
    const struct span *x = a;
    const struct span *y = b;
    (void)ctx;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return x->to > y->to ? -1 : x->to < y->to;
}

static void sort_places(struct render_page *p, struct spans *s) {
    if (sort_stable(&p->place.scratch, s->v, s->n, sizeof *s->v, by_place, NULL) != ERR_OK) {
        p->out->failed = p->place.scratch.last;
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (n == 0 || s->v[i].from != s->v[n - 1].from || s->v[i].to != s->v[n - 1].to) {
            s->v[n++] = s->v[i];
        }
    }
    s->n = n;
}

/* ---- marking ---- */

/* The piece that begins first, before `to`; continuations go before new ones. */
static bool take_piece(struct marker *m, uint32_t to, struct piece *out) {
    size_t best = WAITING;
    for (size_t i = 0; i < m->n_waiting; i++) {
        if (m->waiting[i].at.from < to &&
            (best == WAITING || by_place(&m->waiting[i].at, &m->waiting[best].at, NULL) < 0)) {
            best = i;
        }
    }
    bool fresh = m->next < m->n_places && m->place[m->next].from < to;
    if (fresh && (best == WAITING || m->place[m->next].from < m->waiting[best].at.from)) {
        *out = (struct piece){.at = m->place[m->next], .whole = m->place[m->next]};
        m->next++;
        return true;
    }
    if (best == WAITING) {
        return false;
    }
    *out = m->waiting[best];
    m->waiting[best] = m->waiting[--m->n_waiting];
    return true;
}

static void put_off(struct marker *m, struct piece piece) {
    if (!span_is_empty(piece.at) && m->n_waiting < WAITING) {
        m->waiting[m->n_waiting++] = piece;
    }
}

static void text_to(struct marker *m, uint32_t *pos, uint32_t to) {
    str text = m->page->place.all->notes[m->report].doc.text;
    if (to > *pos) {
        render_page_text(m->page, str_slice(text, *pos, to));
        *pos = to;
    }
}

static void close_to(struct marker *m, uint32_t *pos, uint32_t to) {
    while (m->n_open > 0 && m->open[m->n_open - 1].to <= to) {
        text_to(m, pos, m->open[m->n_open - 1].to);
        render_page_raw(m->page, "</mark>");
        m->n_open--;
    }
    text_to(m, pos, to);
}

static void write_name(struct marker *m, const char *attribute, struct span whole) {
    struct chars at = render_place_chars(&m->page->place, m->report, whole);
    render_page_fmt(m->page, " %s=\"r%u-%zu-%zu\"", attribute, (unsigned)m->report + 1, at.from,
                    at.to);
}

static void open_piece(struct marker *m, struct piece *piece, uint32_t end) {
    uint32_t limit = m->n_open ? m->open[m->n_open - 1].to : end;
    bool marks = m->n_open < DEPTH;
    render_page_raw(m->page, marks ? "<mark" : "<span");
    write_name(m, piece->has_id ? "data-of" : "id", piece->whole);
    render_page_raw(m->page, marks ? ">" : "></span>");
    if (marks) {
        struct span at = {piece->at.from, piece->at.to < limit ? piece->at.to : limit};
        m->open[m->n_open++] = at;
        put_off(m, (struct piece){{at.to, piece->at.to}, piece->whole, true});
    }
}

/* The text of one block, every mark in it closed at its end. */
static void write_marked(struct marker *m, struct span block) {
    uint32_t pos = block.from;
    struct piece piece;
    while (take_piece(m, block.to, &piece)) {
        piece.at.from = piece.at.from < block.from ? block.from : piece.at.from;
        if (span_is_empty(piece.at)) {
            continue;
        }
        close_to(m, &pos, piece.at.from);
        open_piece(m, &piece, block.to);
    }
    close_to(m, &pos, block.to);
}

/* ---- reports ---- */

static void write_block(struct marker *m, const struct block *block) {
    const char *kind = block_kind_name((enum block_kind)block->kind);
    bool labelled = !(block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADLINE ||
                      block->kind == BLOCK_HEADING || block->kind == BLOCK_LIST_ITEM ||
                      block->kind == BLOCK_TRANSCRIPT);
    render_page_fmt(m->page, "<p class=\"%s\" dir=\"auto\">", kind);
    if (labelled) {
        render_page_fmt(m->page, "<span class=\"label\">%s</span> ", kind);
    }
    write_marked(m, block->at);
    render_page_raw(m->page, "</p>\n");
}

static void write_address(struct render_page *p, str url) {
    bool safe = str_starts_with(url, STR("https://")) || str_starts_with(url, STR("http://"));
    render_page_raw(p, "<p class=\"small\">");
    if (safe) {
        render_page_raw(p, "<a rel=\"noreferrer\" href=\"");
        render_page_text(p, url);
        render_page_raw(p, "\">");
    }
    render_page_text(p, url);
    render_page_raw(p, safe ? "</a></p>\n" : "</p>\n");
}

/* The first story that a report tells, and its letter there. */
struct part {
    uint32_t story; /* NONE when it tells none */
    uint32_t letter;
};

static struct part *first_parts(struct render_page *p) {
    size_t n = p->place.all->n_reports;
    struct part *part = arena_array(&p->place.scratch, n, sizeof *part);
    for (size_t i = 0; part && i < n; i++) {
        part[i].story = NONE;
    }
    for (size_t s = p->place.all->n; part && s-- > 0;) {
        const struct account *acct = &p->place.all->account[s];
        for (uint32_t w = 0; w < acct->n_witnesses; w++) {
            part[acct->witness[w].report] = (struct part){(uint32_t)s, w};
        }
    }
    return part;
}

static void write_head(struct render_page *p, uint32_t report, struct part part) {
    const struct document *doc = &p->place.all->notes[report].doc;
    const struct anchor *anchor = &p->place.all->notes[report].dates.anchor;
    char hex[2 * SHA256_BYTES + 1];
    hash_hex(doc->sha256, hex);
    render_page_fmt(
        p,
        "<article class=\"report\" id=\"r%u\" aria-labelledby=\"r%u-name\">\n<h3 id=\"r%u-name\">",
        (unsigned)report + 1, (unsigned)report + 1, (unsigned)report + 1);
    if (part.story != NONE) {
        render_page_letter(p, part.letter);
        render_page_raw(p, " ");
    }
    render_page_text(p, render_place_outlet(doc));
    render_page_raw(p, "</h3>\n<p class=\"small\">");
    render_page_text(p, doc->id);
    if (part.story != NONE && p->place.all->n > 1) {
        render_page_fmt(p, " \u00b7 story %u", (unsigned)part.story + 1);
    }
    if (anchor->day != DAY_NONE) {
        render_page_fmt(p, " \u00b7 %s", render_place_day(anchor->day).text);
        render_page_raw(p,
                        anchor->basis == BASIS_INFERRED ? " <i class=\"care\">inferred</i>" : "");
    }
    if (doc->author.len) {
        render_page_raw(p, " \u00b7 ");
        render_page_text(p, doc->author);
    }
    render_page_raw(p, "</p>\n");
    if (doc->url.len) {
        write_address(p, doc->url);
    }
    if (doc->title.len && (doc->n_blocks == 0 || doc->block[0].kind != BLOCK_HEADLINE)) {
        render_page_raw(p, "<p class=\"headline\" dir=\"auto\">");
        render_page_text(p, doc->title);
        render_page_raw(p, "</p>\n");
    }
    render_page_fmt(p, "<p class=\"hash\">sha256 %s</p>\n", hex);
}

static void write_report(struct render_page *p, uint32_t report, struct part part,
                         const struct spans *places) {
    const struct document *doc = &p->place.all->notes[report].doc;
    struct marker m = {.page = p, .report = report, .place = places->v, .n_places = places->n};
    write_head(p, report, part);
    render_page_raw(p, "<div class=\"text\"");
    if (doc->lang.len) {
        render_page_raw(p, " lang=\"");
        render_page_text(p, doc->lang);
        render_page_raw(p, "\"");
    }
    render_page_raw(p, ">\n");
    for (size_t i = 0; i < doc->n_blocks; i++) {
        write_block(&m, &doc->block[i]);
    }
    render_page_raw(p, "</div>\n</article>\n");
}

void render_page_report_all(struct render_page *p) {
    size_t n = p->place.all->n_reports;
    struct spans *of = arena_array(&p->place.scratch, n, sizeof *of);
    struct part *part = first_parts(p);
    if (!of || !part) {
        p->out->failed = p->place.scratch.last;
        return;
    }
    for (size_t i = 0; i < p->place.all->n; i++) {
        collect(p, of, &p->place.all->account[i]);
    }
    for (size_t i = 0; i < n; i++) {
        sort_places(p, &of[i]);
        write_report(p, (uint32_t)i, part[i], &of[i]);
    }
}
