/* article_text.c - one walk over the text nodes of a block. Runs of bytes that need no change are
 * copied whole and make one page_run, as long as text and source go on together; a decoded
 * reference or a run of white space that became one space ends it. Inside <pre> white space stays.
 */
#include "page/article_text.h"

#include "base/limits.h"
#include "text/utf8.h"

/* Writing one block. */
struct pen {
    struct article_text *w;
    str source;
    size_t begin; /* in out: behind the blank line */
    bool is_pre;
    char gap;      /* white space due before the next character: 0, ' ' or '\n' */
    uint32_t from; /* source of the block's first and last characters */
    uint32_t to;
};

/* Bytes that end a run of plain ones: white space, references, control characters, and the first
 * bytes of spaces and invisible characters outside ASCII. */
static bool is_plain(unsigned char c) {
    return c > ' ' && c != '&' && c != 0x7f && c != 0xc2 && c != 0xe2 && c != 0xe3 && c != 0xef;
}

static bool is_white(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Add `text` that stands for source [from, to). */
static enum err put(struct pen *p, str text, size_t from, size_t to) {
    struct article_text *w = p->w;
    if (p->gap && w->out.len > p->begin) {
        TRY(buf_add_byte(&w->out, p->gap));
    }
    p->gap = 0;
    if (w->out.len == p->begin) {
        p->from = (uint32_t)from;
    }
    p->to = (uint32_t)to;
    uint32_t at = (uint32_t)w->out.len;
    TRY(buf_add(&w->out, text));
    const char *source = p->source.ptr + from;
    bool same =
        text.len == to - from && (text.ptr == source || memcmp(text.ptr, source, text.len) == 0);
    struct page_run *last = w->is_open ? &w->run.v[w->run.n - 1] : NULL;
    w->is_open = same;
    if (same && last && last->text + last->len == at && last->source + last->source_len == from) {
        last->len += (uint32_t)text.len;
        last->source_len += (uint32_t)text.len;
        return ERR_OK;
    }
    return vec_push(
        w->a, &w->run,
        (struct page_run){at, (uint32_t)text.len, (uint32_t)from, (uint32_t)(to - from)});
}

/* Characters that are shown as a space or not at all; others are written as they are. */
static const struct {
    uint32_t from;
    uint32_t to;
    bool is_white;
} odd[] = {{0x80, 0x9f, false},     {0xa0, 0xa0, true},      {0xad, 0xad, false},
           {0x2000, 0x200a, true},  {0x200b, 0x200f, false}, {0x2028, 0x2029, true},
           {0x202a, 0x202e, false}, {0x202f, 0x202f, true},  {0x205f, 0x205f, true},
           {0x2060, 0x2060, false}, {0x3000, 0x3000, true},  {0xfeff, 0xfeff, false}};

/* What the character at the front of `text` is written as: itself, a space (*white) or nothing (an
 * empty slice). */
static str rewrite(str text, bool *white) {
    size_t len;
    uint32_t cp = utf8_decode(text, 0, &len);
    *white = false;
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        if (cp >= odd[i].from && cp <= odd[i].to) {
            *white = odd[i].is_white;
            return str_of(text.ptr, 0);
        }
    }
    return text;
}

/* One character (or two of one reference) in `utf8`, from source [from, to). */
static enum err put_character(struct pen *p, const char *utf8, size_t n, size_t from, size_t to) {
    unsigned char c = n ? (unsigned char)utf8[0] : 0;
    if (n == 0) {
        return ERR_OK;
    }
    if (is_white(c)) {
        if (!p->is_pre) {
            p->gap = p->gap ? p->gap : ' ';
            return ERR_OK;
        }
        bool is_first = p->w->out.len == p->begin && c != ' ' && c != '\t';
        return is_first ? ERR_OK : put(p, utf8[0] == '\n' ? STR("\n") : STR(" "), from, to);
    }
    if (c < ' ' || c == 0x7f) {
        return ERR_OK;
    }
    bool white;
    str text = rewrite(str_of(utf8, n), &white);
    if (white) {
        p->gap = p->gap ? p->gap : ' ';
        return ERR_OK;
    }
    return text.len ? put(p, text, from, to) : ERR_OK;
}

/* End of the bytes from `pos` that are copied as they stand: plain ones and single spaces between
 * them. */
static size_t plain_end(str run, size_t pos) {
    while (pos < run.len) {
        unsigned char c = (unsigned char)run.ptr[pos];
        bool single = c == ' ' && pos + 1 < run.len && is_plain((unsigned char)run.ptr[pos + 1]);
        if (!is_plain(c) && !single) {
            break;
        }
        pos++;
    }
    return pos;
}

static enum err put_run(struct pen *p, struct span at, uint8_t raw) {
    str run = str_span(p->source, at);
    for (size_t pos = 0; pos < run.len;) {
        if (is_plain((unsigned char)run.ptr[pos])) {
            size_t end = plain_end(run, pos);
            TRY(put(p, str_slice(run, pos, end), at.from + pos, at.from + end));
            pos = end;
            continue;
        }
        char utf8[8];
        size_t n;
        size_t next = html_decode_step(run, pos, raw, false, utf8, &n);
        TRY(put_character(p, utf8, n, at.from + pos, at.from + next));
        pos = next;
    }
    return ERR_OK;
}

static bool is_in_pre(const struct article_outline *o, uint32_t node) {
    for (int level = 0; level < 3 && node != ARTICLE_NONE; level++) {
        uint16_t tag = o->node[node].tag;
        if (tag == HTML_TAG_PRE || tag == HTML_TAG_LISTING || tag == HTML_TAG_XMP) {
            return true;
        }
        node = o->node[node].parent;
    }
    return false;
}

static enum err put_nodes(struct pen *p, const struct article_block *b) {
    const struct html_tree *t = p->w->o->tree;
    uint32_t root = p->w->o->node[0].html;
    uint32_t i = b->first;
    for (;;) {
        bool skips = false;
        if (t->kind[i] == HTML_TEXT) {
            TRY(put_run(p, t->at[i], t->raw[i]));
        } else if (t->kind[i] == HTML_ELEMENT) {
            skips = article_outline_skips(t, i);
            p->gap = html_is(t, i, HTML_TAG_BR) ? '\n' : p->gap;
        }
        if (i == b->last) {
            return ERR_OK;
        }
        i = skips ? html_skip(t, i, root) : html_next(t, i, root);
        if (i == HTML_NONE) {
            return ERR_OK;
        }
    }
}

/* Take white space off the end of a preformatted block. */
static void trim_end(struct article_text *w, size_t begin) {
    while (w->out.len > begin && is_white((unsigned char)w->out.ptr[w->out.len - 1])) {
        w->out.len--;
    }
    w->is_open = false;
    while (w->run.n > 0) {
        struct page_run *last = &w->run.v[w->run.n - 1];
        if (last->text + last->len <= w->out.len) {
            return;
        }
        if (last->text < w->out.len && last->len == last->source_len) {
            last->len = last->source_len = (uint32_t)w->out.len - last->text;
            return;
        }
        w->run.n--;
    }
}

void article_text_init(struct article_text *w, arena *a, const struct article_outline *o) {
    *w = (struct article_text){.a = a, .o = o};
    buf_init(&w->out, LIMIT_REPORT_BYTES);
}

/* The most bars between two cells: rows of empty cells can't make the text grow beyond that. */
enum { MAX_BARS = 64 };

/* Is there a block of text to go on with? */
static bool goes_on(const struct article_text *w, const struct article_glue *glue) {
    return glue->is_same && w->block.n > 0 && !span_is_empty(w->block.v[w->block.n - 1].at);
}

/* What stands before a block; *from is where the block begins, bars being a part of it. */
static enum err put_glue(struct article_text *w, const struct article_glue *glue, bool is_same,
                         size_t *from) {
    if (w->out.len && !is_same) {
        TRY(buf_add(&w->out, glue->is_line ? STR("\n") : STR("\n\n")));
    }
    *from = w->out.len;
    uint32_t n_bars = glue->n_bars < MAX_BARS ? glue->n_bars : MAX_BARS;
    for (uint32_t i = 0; i < n_bars; i++) {
        TRY(buf_add(&w->out, is_same || i > 0 ? STR(" |") : STR("|")));
    }
    return is_same || n_bars ? buf_add(&w->out, STR(" ")) : ERR_OK;
}

enum err article_text_add(struct article_text *w, uint32_t i, enum page_block_kind kind,
                          float score, const struct article_glue *glue) {
    static const struct article_glue none = {0};
    const struct article_block *b = &w->o->block[i];
    glue = glue ? glue : &none;
    size_t before = w->out.len;
    size_t from;
    bool is_same = goes_on(w, glue);
    TRY(put_glue(w, glue, is_same, &from));
    struct pen p = {.w = w,
                    .source = w->o->tree->source,
                    .begin = w->out.len,
                    .is_pre = is_in_pre(w->o, b->node)};
    TRY(put_nodes(&p, b));
    trim_end(w, p.begin);
    if (w->out.len == p.begin) {
        w->out.len = before;
        return ERR_OK;
    }
    if (is_same) {
        struct page_block *last = &w->block.v[w->block.n - 1];
        last->at.to = (uint32_t)w->out.len;
        last->source.from = p.from < last->source.from ? p.from : last->source.from;
        last->source.to = p.to > last->source.to ? p.to : last->source.to;
        last->score = score > last->score ? score : last->score;
        return ERR_OK;
    }
    return vec_push(w->a, &w->block,
                    (struct page_block){.kind = (uint8_t)kind,
                                        .at = {(uint32_t)from, (uint32_t)w->out.len},
                                        .source = {p.from, p.to},
                                        .score = score});
}

enum err article_text_note(struct article_text *w, uint32_t i, enum page_block_kind kind,
                           float score) {
    const struct article_block *b = &w->o->block[i];
    const struct html_tree *t = w->o->tree;
    uint32_t at = (uint32_t)w->out.len;
    return vec_push(w->a, &w->block,
                    (struct page_block){.kind = (uint8_t)kind,
                                        .at = {at, at},
                                        .source = {t->at[b->first].from, t->at[b->last].to},
                                        .score = score});
}

enum err article_text_post(struct article_text *w, struct span source, int64_t time) {
    uint32_t at = (uint32_t)w->out.len;
    return vec_push(
        w->a, &w->block,
        (struct page_block){
            .kind = PAGE_POST, .at = {at, at}, .source = source, .score = 1, .time = time});
}

enum err article_text_done(struct article_text *w, enum err code, struct page *page) {
    if (code == ERR_OK) {
        page->text = arena_copy(w->a, buf_str(&w->out));
        page->block = w->block.v;
        page->n_blocks = w->block.n;
        page->run = w->run.v;
        page->n_runs = w->run.n;
        code = page->text.ptr ? ERR_OK : w->a->last;
    }
    buf_done(&w->out);
    return code;
}
