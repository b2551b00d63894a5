/* make_corpus.c - a stream of invented reports of any size, with what is true of them: stories,
 * copies and where they came from. The same seed gives the same bytes. One pass,
 * in order of time; memory is that of the stories of the last days. Words are drawn by Zipf's law:
 * English function words at the head, syllables for the rest. See usage() and bench/README.md.
 *
 *   day -> stories open and close -> a report: told anew, or a copy of one of its story
 *                                              identical | edited | cut | extended */
#include "make_corpus_words.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OUTLETS = 600,
    STORY_WORDS = 48,
    STORY_NAMES = 6,
    STORY_QUOTES = 3,
    STORY_TEXTS = 8, /* latest texts that can be copied */
    OPEN = 4096,     /* stories that reports can join */
    MOST_TEXT = 64 << 10
};

/* ---- texts, as they stand between quotation marks of JSON ---- */

struct out {
    char *ptr;
    size_t len;
};

static void put(struct out *o, const char *s, size_t len) {
    if (o->len + len <= MOST_TEXT) {
        memcpy(o->ptr + o->len, s, len);
        o->len += len;
    }
}

static void put_cstr(struct out *o, const char *s) {
    put(o, s, strlen(s));
}

static void put_text(struct out *o, struct text t) {
    put(o, t.ptr, t.len);
}

static void putf(struct out *o, const char *fmt, ...) {
    char room[256];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(room, sizeof room, fmt, args);
    va_end(args);
    put(o, room, n < 0 ? 0 : (size_t)n < sizeof room ? (size_t)n : sizeof room - 1);
}

struct story {
    uint32_t number;
    uint32_t word[STORY_WORDS];
    uint32_t name[STORY_NAMES][2];
    uint32_t place;
    uint32_t figure;
    struct text quote[STORY_QUOTES];
    struct text text[STORY_TEXTS]; /* of reports that can be copied */
    uint64_t id[STORY_TEXTS];
    uint32_t n_texts;
    int64_t closes; /* second after which no report joins */
    double weight;
};

static void put_name(struct out *o, const struct story *s) {
    const uint32_t *n = s->name[words_below(STORY_NAMES)];
    if (words_chance(0.4)) {
        put_text(o, words_name[n[0]]);
        put(o, " ", 1);
    }
    put_text(o, words_name[n[1]]);
}

/* A word of a sentence of the story. */
static void put_word(struct out *o, const struct story *s, bool first) {
    uint32_t r = words_below(1000);
    size_t from = o->len;
    if (r < 40) {
        put_name(o, s);
    } else if (r < 55) {
        put_text(o, words_name[s->place]);
    } else if (r < 65) {
        putf(o, "%u", words_chance(0.5) ? s->figure : words_below(500) + 2);
    } else if (r < 250) {
        put_text(o, words_word[s->word[words_below(STORY_WORDS)]]);
    } else {
        put_text(o, words_word[words_draw()]);
    }
    if (first && o->ptr[from] >= 'a' && o->ptr[from] <= 'z') {
        o->ptr[from] = (char)(o->ptr[from] & ~0x20);
    }
}

static void put_words(struct out *o, const struct story *s, unsigned n) {
    for (unsigned i = 0; i < n; i++) {
        put_word(o, s, i == 0);
        if (i + 1 < n) {
            put_cstr(o, words_below(14) ? " " : ", ");
        }
    }
}

static void put_sentence(struct out *o, const struct story *s, unsigned n) {
    put_words(o, s, n);
    put(o, ".", 1);
}

/* Words of a report: log-normal about the mean given, 40 to 6000. */
static unsigned draw_length(double mean_words) {
    double z = 0;
    for (int i = 0; i < 12; i++) {
        z += (double)(words_next() >> 11) / 9007199254740992.0;
    }
    double n = mean_words * exp(0.5 * (z - 6) - 0.125);
    return n < 40 ? 40 : n > 6000 ? 6000 : (unsigned)n;
}

static void put_body(struct out *o, const struct story *s, unsigned n_words) {
    unsigned in_paragraph = 0;
    unsigned quotes = 0; /* those of the story that stand in this report */
    while (n_words) {
        unsigned n = 8 + words_below(20);
        n = n < n_words ? n : n_words;
        unsigned q = words_below(STORY_QUOTES);
        if (words_chance(0.06) &&
            !(quotes >> q & 1)) { /* a statement that other reports carry too */
            quotes |= 1u << q;
            put_cstr(o, "\\\"");
            put_text(o, s->quote[q]);
            put_cstr(o, ",\\\" said ");
            put_name(o, s);
            put(o, ".", 1);
        } else {
            put_sentence(o, s, n);
        }
        n_words -= n;
        bool ends = ++in_paragraph == 4 || words_below(3) == 0;
        in_paragraph = ends ? 0 : in_paragraph;
        if (n_words) {
            put_cstr(o, ends ? "\\n\\n" : " ");
        }
    }
}

/* ---- stories ---- */

static void begin_story(struct story *s, uint32_t number, int64_t now) {
    for (unsigned i = 0; i < STORY_TEXTS; i++) {
        free(s->text[i].ptr);
    }
    for (unsigned i = 0; i < STORY_QUOTES; i++) {
        free(s->quote[i].ptr);
    }
    *s = (struct story){.number = number,
                        .place = words_below(WORDS_NAMES),
                        .figure = words_below(300) + 2,
                        .closes = now + 3600 + words_below(3 * 86400),
                        .weight =
                            pow((double)(words_next() >> 11) / 9007199254740992.0 + 1e-4, -0.8)};
    for (unsigned i = 0; i < STORY_WORDS; i++) {
        do {
            s->word[i] = words_draw();
        } while (s->word[i] < WORDS_FUNCTION);
    }
    for (unsigned i = 0; i < STORY_NAMES; i++) {
        s->name[i][0] = words_below(WORDS_NAMES);
        s->name[i][1] = words_below(WORDS_NAMES);
    }
    char room[1024];
    for (unsigned i = 0; i < STORY_QUOTES; i++) {
        struct out o = {room, 0};
        put_words(&o, s, 10 + words_below(20));
        s->quote[i] = words_keep(room, o.len);
    }
}

static void remember(struct story *s, uint64_t id, const struct out *body) {
    unsigned slot = s->n_texts++ % STORY_TEXTS;
    free(s->text[slot].ptr);
    s->text[slot] = words_keep(body->ptr, body->len);
    s->id[slot] = id;
}

/* ---- copies ---- */

enum kind { TOLD, IDENTICAL, EDITED, CUT, EXTENDED };

static const char *const kind_name[] = {"told", "identical", "edited", "cut", "extended"};

/* Copy `from` with one word in `one_in` changed or left out. */
static void put_edited(struct out *o, const struct story *s, struct text from, uint32_t one_in) {
    const char *p = from.ptr;
    const char *end = p + from.len;
    while (p < end) {
        const char *stop = memchr(p, ' ', (size_t)(end - p));
        stop = stop ? stop + 1 : end;
        bool plain = *p >= 'a' && *p <= 'z' && stop[-1] == ' ';
        if (plain && words_below(one_in) == 0) {
            if (words_below(3)) {
                put_text(o, words_word[s->word[words_below(STORY_WORDS)]]);
                put(o, " ", 1);
            }
        } else {
            put(o, p, (size_t)(stop - p));
        }
        p = stop;
    }
}

/* The first paragraphs, about `share` of the text. */
static struct text head_of(struct text t, double share) {
    size_t want = (size_t)((double)t.len * share);
    for (size_t i = want; i + 4 <= t.len; i++) {
        if (memcmp(t.ptr + i, "\\n\\n", 4) == 0) {
            return (struct text){t.ptr, i};
        }
    }
    return t;
}

static enum kind put_copy(struct out *o, const struct story *s, struct text from, double words) {
    uint32_t r = words_below(100);
    if (r < 20) {
        put_text(o, from);
        return IDENTICAL;
    }
    if (r < 65) {
        static const uint32_t one_in[] = {12, 20, 30, 60, 120, 250};
        put_edited(o, s, from, one_in[words_below(6)]);
        return EDITED;
    }
    struct text head = head_of(from, 0.3 + words_below(60) / 100.0);
    put_edited(o, s, head, 200);
    if (r < 80) {
        return CUT;
    }
    put_cstr(o, "\\n\\n");
    put_body(o, s, draw_length(words) / 3 + 20);
    return EXTENDED;
}

/* ---- the stream ---- */

struct options {
    double reports;
    double seed;
    double bytes;   /* of a text, on average */
    double copies;  /* share of reports of a known story that are copies */
    double singles; /* share of reports that begin a story */
    double a_day;   /* reports */
    const char *gold;
};

static void put_time(struct out *o, int64_t now) {
    int64_t days = now / 86400 + 719468; /* civil calendar from days (H. Hinnant) */
    int64_t era = days / 146097;
    int64_t doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    putf(o, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)(yoe + era * 400 + (month <= 2)), (int)month,
         (int)(doy - (153 * mp + 2) / 5 + 1), (int)(now % 86400 / 3600), (int)(now % 3600 / 60),
         (int)(now % 60));
}

/* The story that the next report tells: one of the open ones by weight, or a new one. */
static struct story *choose(struct story *open, uint32_t *n_stories, int64_t now, double singles) {
    unsigned tries = words_chance(singles) ? 0 : 12;
    struct story *best = NULL;
    for (unsigned i = 0; i < tries; i++) {
        struct story *s = &open[words_below(OPEN)];
        bool is_open = s->n_texts && s->closes > now;
        best = is_open && (!best || s->weight > best->weight) ? s : best;
    }
    if (best) {
        return best;
    }
    struct story *s = &open[words_below(OPEN)];
    for (unsigned i = 0; i < 8 && s->n_texts && s->closes > now; i++) {
        s = &open[words_below(OPEN)];
    }
    begin_story(s, ++*n_stories, now);
    return s;
}

static void write_report(struct story *s, uint64_t id, int64_t now, const struct options *x,
                         struct out *body, struct out *line, FILE *gold) {
    enum kind kind = TOLD;
    uint64_t parent = 0;
    double words = x->bytes / 6.2;
    uint32_t outlet = words_below(words_below(OUTLETS) + 1);
    body->len = 0;
    if (s->n_texts && words_chance(x->copies)) {
        uint32_t n = s->n_texts < STORY_TEXTS ? s->n_texts : STORY_TEXTS;
        uint32_t from = words_below(n);
        parent = s->id[from];
        kind = put_copy(body, s, s->text[from], words);
    } else {
        put_body(body, s, draw_length(words));
    }
    line->len = 0;
    putf(line, "{\"id\":\"m%09llu\",\"title\":\"", (unsigned long long)id);
    put_words(line, s, 5 + words_below(5));
    putf(line,
         "\",\"outlet\":\"%s Courier %u\",\"url\":\"https://o%u.example/%llu\",\"published\":\"",
         words_name[outlet].ptr, outlet, outlet, (unsigned long long)id);
    put_time(line, now);
    put_cstr(line, "\",\"lang\":\"en\",\"text\":\"");
    fwrite(line->ptr, 1, line->len, stdout);
    fwrite(body->ptr, 1, body->len, stdout);
    fputs("\"}\n", stdout);
    if (gold) {
        fprintf(gold, "{\"id\":\"m%09llu\",\"story\":\"s%u\",\"kind\":\"%s\"",
                (unsigned long long)id, s->number, kind_name[kind]);
        if (kind != TOLD) {
            fprintf(gold, ",\"copy_of\":\"m%09llu\"", (unsigned long long)parent);
        }
        fputs("}\n", gold);
    }
    remember(s, id, body);
}

static void write_all(const struct options *x, FILE *gold) {
    struct story *open = words_must(calloc(OPEN, sizeof *open));
    struct out body = {words_must(malloc(MOST_TEXT)), 0};
    struct out line = {words_must(malloc(MOST_TEXT)), 0};
    uint32_t n_stories = 0;
    for (uint64_t i = 0; i < (uint64_t)x->reports; i++) {
        int64_t now = 1767225600 + (int64_t)((double)i * 86400 / x->a_day); /* from 2026-01-01 */
        struct story *s = choose(open, &n_stories, now, x->singles);
        write_report(s, i, now, x, &body, &line, gold);
    }
    free(body.ptr);
    free(line.ptr);
    for (unsigned i = 0; i < OPEN; i++) {
        begin_story(&open[i], 0, 0);
        for (unsigned k = 0; k < STORY_QUOTES; k++) {
            free(open[i].quote[k].ptr);
        }
    }
    free(open);
}

static int usage(void) {
    fputs("usage: make_corpus [--reports N] [--seed N] [--bytes N] [--copies SHARE] [--singles "
          "SHARE] [--a-day N] [--gold FILE] > FILE\n"
          "  --reports  how many (10000)\n"
          "  --seed     the same seed, the same bytes (1)\n"
          "  --bytes    of a text, on average (2800)\n"
          "  --copies   share of the reports on a known story that are copies (0.35)\n"
          "  --singles  share of the reports that begin a story of their own (0.25)\n"
          "  --a-day    reports a day (3000)\n"
          "  --gold     JSON lines: id, story, kind (told, identical, edited, cut, extended), "
          "copy_of\n",
          stderr);
    return 2;
}

/* An option with a number: where it goes and which numbers make sense. */
struct numeric {
    const char *key;
    size_t at; /* in struct options, a double */
    double least;
    double most;
};

static const struct numeric numeric[] = {
    {"--reports", offsetof(struct options, reports), 0, 4e9},
    {"--seed", offsetof(struct options, seed), 0, 9e15},
    {"--bytes", offsetof(struct options, bytes), 300, 20000},
    {"--copies", offsetof(struct options, copies), 0, 1},
    {"--singles", offsetof(struct options, singles), 0, 1},
    {"--a-day", offsetof(struct options, a_day), 1, 1e9},
};

static bool read_option(struct options *x, const char *key, const char *value) {
    if (strcmp(key, "--gold") == 0) {
        x->gold = value;
        return true;
    }
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++) {
        const struct numeric *o = &numeric[i];
        char *end;
        double number = strtod(value, &end);
        bool fits = end != value && !*end && number >= o->least && number <= o->most;
        if (strcmp(key, o->key) == 0 && fits) {
            memcpy((char *)x + o->at, &number, sizeof number);
            return true;
        }
    }
    return false;
}

int main(int argc, char **argv) {
    struct options x = {
        .reports = 10000, .seed = 1, .bytes = 2800, .copies = 0.35, .singles = 0.25, .a_day = 3000};
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 >= argc || !read_option(&x, argv[i], argv[i + 1])) {
            return usage();
        }
    }
    FILE *gold = x.gold ? fopen(x.gold, "w") : NULL;
    if (x.gold && !gold) {
        perror(x.gold);
        return 3;
    }
    setvbuf(stdout, NULL, _IOFBF, 1 << 20);
    words_init((uint64_t)x.seed);
    write_all(&x, gold);
    bool written = (!gold || fclose(gold) == 0) && fflush(stdout) == 0 && !ferror(stdout);
    if (!written) {
        perror("make_corpus");
    }
    return written ? 0 : 3;
}
