/* meta_words.c - evidence in the words of the page: days with or without a label ("Published on",
 * "Stand:"), and names behind "By". Long runs of text are prose, whose days are those of events:
 * there a day needs a label or must stand at the very begin, as datelines do. O(text). */
#include "page/day.h"
#include "page/meta_evidence.h"
#include "page/meta_label.h"
#include "page/meta_text.h"

enum { SHORT_TEXT = 160, START = 48, MOST_TEXT = 600, MOST_NAME = 160, LABEL_REACH = 60 };

/* `s` without white space and no-break spaces at its ends. */
static struct span trimmed(str source, struct span at) {
    while (at.from < at.to && (unsigned char)source.ptr[at.from] <= ' ') {
        at.from++;
    }
    while (at.from < at.to && (unsigned char)source.ptr[at.to - 1] <= ' ') {
        at.to--;
    }
    return at;
}

/* Nothing but a mark or two: it stands between words, as in "Updated", ":", "3 May 2020". */
static bool is_mark(str s) {
    bool mark = s.len <= 3;
    for (size_t i = 0; mark && i < s.len; i++) {
        mark = s.ptr[i] > 0 && strchr(":|-,.;/", s.ptr[i]) != NULL;
    }
    return mark;
}

static bool has_digit(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') {
            return true;
        }
    }
    return false;
}

/* What the text before says, if it stood close by. */
static enum meta_label label_before(const struct meta_table *m, str text, size_t pos) {
    enum meta_label label = meta_label_of(str_slice(text, 0, pos));
    if (label == META_LABEL_NONE && pos < 16 && m->n_text - m->last_order < LABEL_REACH) {
        enum meta_label before = meta_label_of(str_span(m->t->source, m->last_text));
        label = before == META_LABEL_OTHER ? label : before;
    }
    return label;
}

static enum meta_source source_of(const struct meta_table *m, uint32_t node, str text,
                                  const struct day *day, enum meta_label label) {
    uint32_t parent = m->t->parent[node];
    unsigned place = m->place[parent];
    if (m->t->parent[parent] < parent) {
        place |= m->place[m->t->parent[parent]];
    }
    switch (label) {
    case META_LABEL_OTHER:
        return META_SOURCES;
    case META_LABEL_PUBLISHED:
        return META_TEXT_PUBLISHED;
    case META_LABEL_MODIFIED:
        return META_TEXT_MODIFIED;
    case META_LABEL_NONE:
        break;
    }
    if (text.len > SHORT_TEXT) {
        return day->at.from < START ? META_TEXT_START_DAY : META_SOURCES;
    }
    return place & META_IS_MODIFIED ? META_TEXT_MODIFIED
           : place & META_IS_DAY    ? META_CLASS_DAY
                                    : META_TEXT_DAY;
}

/* A short text beside a day, which may be a name: "Ann Lee | 3 May 2020". */
static enum err add_neighbour(struct meta_table *m, uint32_t node, struct span at) {
    enum { MOST_NEIGHBOUR = 48 };
    str text;
    if (at.to - at.from > MOST_NEIGHBOUR) {
        return ERR_OK;
    }
    TRY(meta_text_clean(m->a, &m->scratch, str_span(m->t->source, at), &text));
    return meta_evidence_add(m, META_DAY_AUTHOR, text, at, node);
}

/* The texts round a short one that is a day; the first few days of the page. */
static enum err watch_neighbours(struct meta_table *m, uint32_t node, str text) {
    enum { MOST_DAYS = 6, MOST_TEXT_OF_DAY = 60 };
    if (text.len > MOST_TEXT_OF_DAY || m->n_days >= MOST_DAYS) {
        return ERR_OK;
    }
    m->n_days++;
    m->day_reach = 2;
    m->day_order = m->n_text + (uint32_t)text.len;
    bool near = m->n_text - m->last_order < LABEL_REACH && m->last_text.to > 0;
    return near && !has_digit(str_span(m->t->source, m->last_text))
               ? add_neighbour(m, node, m->last_text)
               : ERR_OK;
}

static enum err take_days(struct meta_table *m, uint32_t node, str text, struct span at) {
    struct day day;
    size_t pos = 0;
    for (unsigned n = 0; n < 3 && day_find(text, pos, m->order, &day); n++) {
        pos = day.at.to;
        enum meta_label label = label_before(m, text, day.at.from);
        enum meta_source source = source_of(m, node, text, &day, label);
        if (source != META_SOURCES) {
            TRY(meta_evidence_add(m, source, str_span(text, day.at), at, node));
            TRY(watch_neighbours(m, node, text));
        }
    }
    return ERR_OK;
}

/* Whether the text is nothing but "By" or its like. */
static bool is_bare_label(str text) {
    return text.len < 24 && meta_label_by(text) == text.len;
}

static enum err take_name(struct meta_table *m, uint32_t node, str text, struct span at) {
    if (text.len > MOST_NAME) {
        m->by_waits = false;
        return ERR_OK;
    }
    size_t behind = meta_label_by(text);
    bool waits = m->by_waits && m->n_text - m->by_order < LABEL_REACH;
    m->by_waits = false;
    if (behind == text.len && is_bare_label(text)) {
        m->by_waits = true;
        m->by_order = m->n_text;
        return ERR_OK;
    }
    if (behind == 0 && !waits) {
        return ERR_OK;
    }
    return meta_evidence_add(m, META_TEXT_AUTHOR, str_slice(text, behind, text.len), at, node);
}

static bool may_be_name(const struct meta_table *m, str raw) {
    return m->by_waits || (raw.len < 2 * MOST_NAME && meta_label_may_begin(&m->labels, raw) &&
                           meta_label_by(raw) > 0);
}

enum err meta_words_read(struct meta_table *m, uint32_t node) {
    if (m->place[node] & META_IN_HIDDEN) {
        return ERR_OK;
    }
    struct span at = trimmed(m->t->source, m->t->at[node]);
    str raw = str_span(m->t->source, at);
    if (raw.len == 0) {
        return ERR_OK;
    }
    bool name = may_be_name(m, raw);
    bool day = has_digit(raw);
    if (name || day) {
        str text;
        bool plain = !(m->t->raw[node] & HTML_RAW_REFERENCES);
        raw.len = raw.len < MOST_TEXT || plain ? raw.len : MOST_TEXT;
        text = raw;
        if (!plain || raw.len < SHORT_TEXT) {
            TRY(meta_text_clean(m->a, &m->scratch, raw, &text));
        }
        TRY(name ? take_name(m, node, text, at) : ERR_OK);
        TRY(day ? take_days(m, node, text, at) : ERR_OK);
    } else if (m->day_reach > 0 && m->n_text - m->day_order < LABEL_REACH) {
        m->day_reach--;
        TRY(add_neighbour(m, node, at));
    }
    m->n_text += at.to - at.from;
    if (!is_mark(raw)) {
        m->last_text = at;
        m->last_order = m->n_text;
    }
    return ERR_OK;
}
