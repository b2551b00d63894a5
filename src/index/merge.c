/* merge.c - a tree of losers (Knuth, vol. 3, sec. 5.4.1): each inner node keeps the source that
 * lost the match there, so a new record climbs one path and meets log2(n) others. A source at its
 * end loses against every other. O(log n) a record. */
#include "index/merge.h"

#include "index/run_writer.h"

struct head {
    struct merge_source source;
    struct record record;
    bool at_end;
};

struct merge {
    struct head *head;
    size_t *loser; /* of inner node i in 1 .. n - 1; loser[0] = the winner of all */
    size_t n;
    bool begun;
};

enum err merge_from_run(void *cursor, struct record *out, struct error *e) {
    return run_cursor_next(cursor, out, e);
}

enum err merge_new(arena *a, const struct merge_source *source, size_t n, struct merge **out) {
    struct merge *m = arena_new(a, struct merge);
    if (!m) {
        return a->last;
    }
    m->n = n;
    m->head = arena_array(a, n, sizeof *m->head);
    m->loser = arena_array(a, n, sizeof *m->loser);
    if (!m->head || !m->loser) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        m->head[i].source = source[i];
    }
    *out = m;
    return ERR_OK;
}

static enum err advance(struct merge *m, size_t i, struct error *e) {
    struct head *h = &m->head[i];
    enum err code = h->source.next(h->source.ctx, &h->record, e);
    h->at_end = code == ERR_MISSING;
    return h->at_end ? ERR_OK : code;
}

/* Whether the record of source x comes before that of y; the lower source wins a tie. */
static bool comes_before(const struct merge *m, size_t x, size_t y) {
    const struct head *a = &m->head[x];
    const struct head *b = &m->head[y];
    if (a->at_end || b->at_end) {
        return a->at_end == b->at_end ? x < y : b->at_end;
    }
    int order = run_compare(a->record.key, b->record.key);
    order = order ? order : run_compare(a->record.value, b->record.value);
    return order ? order < 0 : x < y;
}

/* Source `i` plays from its leaf up; the winner stands in loser[0]. */
static void replay(struct merge *m, size_t i) {
    size_t winner = i;
    for (size_t node = (i + m->n) / 2; node > 0; node /= 2) {
        if (comes_before(m, m->loser[node], winner)) {
            size_t loser = winner;
            winner = m->loser[node];
            m->loser[node] = loser;
        }
    }
    m->loser[0] = winner;
}

/* The first matches: every node waits for its second player. */
static void play_all(struct merge *m) {
    for (size_t i = 0; i < m->n; i++) {
        m->loser[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < m->n; i++) {
        size_t winner = i;
        size_t node = (i + m->n) / 2;
        for (; node > 0 && m->loser[node] != SIZE_MAX; node /= 2) {
            if (comes_before(m, m->loser[node], winner)) {
                size_t loser = winner;
                winner = m->loser[node];
                m->loser[node] = loser;
            }
        }
        m->loser[node] = winner; /* waits there, or has won all (node 0) */
    }
}

enum err merge_next(void *merge, struct record *out, struct error *e) {
    struct merge *m = merge;
    if (m->n == 0) {
        return ERR_MISSING;
    }
    if (!m->begun) {
        for (size_t i = 0; i < m->n; i++) {
            TRY(advance(m, i, e));
        }
        play_all(m);
        m->begun = true;
    } else {
        size_t last = m->loser[0];
        TRY(advance(m, last, e));
        replay(m, last);
    }
    const struct head *first = &m->head[m->loser[0]];
    if (first->at_end) {
        return ERR_MISSING;
    }
    *out = first->record;
    return ERR_OK;
}

static enum err remember(buf *key, buf *value, const struct record *r) {
    buf_clear(key);
    buf_clear(value);
    buf_add(key, r->key);
    buf_add(value, r->value);
    return key->failed ? key->failed : value->failed;
}

static bool is_same(const buf *key, const buf *value, const struct record *r) {
    return run_compare(buf_str(key), r->key) == 0 && run_compare(buf_str(value), r->value) == 0;
}

enum err merge_write(record_next *next, void *ctx, const char *path, enum merge_use use,
                     struct error *e) {
    struct run_writer w;
    bool distinct = use == MERGE_KEEP;
    TRY(run_writer_open(&w, path, e));
    w.out.is_temporary = use == MERGE_TEMPORARY;
    buf key;
    buf value;
    buf_init(&key, RUN_MOST_KEY);
    buf_init(&value, (size_t)UINT32_MAX);
    struct record r;
    enum err code;
    bool any = false;
    while ((code = next(ctx, &r, e)) == ERR_OK) {
        if (distinct && any && is_same(&key, &value, &r)) {
            continue;
        }
        code = run_writer_add(&w, r.key, r.value, e);
        if (code == ERR_OK && distinct) {
            code = remember(&key, &value, &r);
            any = true;
        }
        if (code != ERR_OK) {
            break;
        }
    }
    buf_done(&key);
    buf_done(&value);
    if (code != ERR_MISSING) {
        run_writer_drop(&w);
        return code;
    }
    return run_writer_close(&w, e);
}
