/* story_score.c - groups the development sets and tells how right the stories are.
 *
 * Usage: story_score ITEMS [--pairs MODEL --groups MODEL] [--dial N] [--hay SET] [--only SET]
 * [--all 1]
 *
 * With models, each set is grouped once for each fold by MODEL<fold>, which hasn't seen the fold,
 * and the reports of that fold are scored against all: B-cubed over reports, and pairs; and where
 * stories have topics, how many topics keep their look-alike stories apart (no story of ours holds
 * reports of two). --pairs alone decides by the mean of pairs. Items of set --hay are mixed into
 * every set and not scored.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/hash.h"
#include "parts/model_file.h"
#include "parts/story_file.h"
#include "story/stream.h"

struct options {
    const char *items;
    const char *pairs;
    const char *groups;
    int dial;
    int hay;
    int only;
    bool all;
    bool unlearned;
};

struct tally {
    double precision;
    double recall;
    size_t n;
    double both; /* pairs */
    double gold;
    double said;
    size_t topics; /* of two stories or more */
    size_t apart;
};

static void need(enum err code) {
    if (code != ERR_OK) {
        fprintf(stderr, "story_score: %s\n", err_name(code));
        exit(3);
    }
}

static void count(struct map *m, uint64_t key) {
    uint32_t n = map_find(m, key);
    need(map_put(m, key, n == MAP_NONE ? 1 : n + 1));
}

/* Add what the fold's reports come to; `fold` < 0 = all. */
static void score(arena *a, const struct story_sample *sample, const uint32_t *of,
                  const uint32_t *story, size_t n, int fold, struct tally *t) {
    struct map gold;
    struct map said;
    struct map both;
    need(map_init(&gold, a, n));
    need(map_init(&said, a, n));
    need(map_init(&both, a, n));
    for (size_t i = 0; i < n; i++) {
        const struct story_sample *s = &sample[of[i]];
        if (s->gold) {
            count(&gold, s->gold);
            count(&said, story[i]);
            count(&both, hash_join(s->gold, story[i]));
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct story_sample *s = &sample[of[i]];
        if (s->gold && (fold < 0 || s->fold == (uint32_t)fold)) {
            double g = map_find(&gold, s->gold);
            double p = map_find(&said, story[i]);
            double b = map_find(&both, hash_join(s->gold, story[i]));
            t->precision += b / p;
            t->recall += b / g;
            t->n++;
            t->both += (b - 1) / 2;
            t->gold += (g - 1) / 2;
            t->said += (p - 1) / 2;
        }
    }
}

enum topic_state { ONE_STORY, APART, MIXED };

/* What is known of topics. */
struct topics {
    struct map first; /* a sample of each */
    struct map told;  /* and of each in each story of ours */
    struct map state;
};

static bool differs(const struct story_sample *sample, const uint32_t *of, uint32_t i, uint32_t j) {
    return i != MAP_NONE && sample[of[i]].gold != sample[of[j]].gold;
}

static void note_topic(struct topics *topics, const struct story_sample *sample, const uint32_t *of,
                       uint32_t i, uint32_t story, struct tally *t) {
    uint64_t topic = sample[of[i]].topic;
    uint64_t key = hash_join(topic, story);
    uint32_t first = map_find(&topics->first, topic);
    uint32_t told = map_find(&topics->told, key);
    uint32_t before = first == MAP_NONE ? ONE_STORY : map_find(&topics->state, topic);
    uint32_t now = before == ONE_STORY && differs(sample, of, first, i) ? APART : before;
    now = differs(sample, of, told, i) ? MIXED : now;
    t->topics += before == ONE_STORY && now != ONE_STORY;
    t->apart += before == ONE_STORY && now == APART;
    t->apart -= before == APART && now == MIXED;
    need(map_put(&topics->first, topic, first == MAP_NONE ? i : first));
    need(map_put(&topics->told, key, told == MAP_NONE ? i : told));
    need(map_put(&topics->state, topic, now));
}

/* Count the topics of the fold that have two stories or more, and those whose stories are apart. */
static void count_topics(arena *a, const struct story_sample *sample, const uint32_t *of,
                         const uint32_t *story, size_t n, int fold, struct tally *t) {
    struct topics topics;
    need(map_init(&topics.first, a, 64));
    need(map_init(&topics.told, a, 64));
    need(map_init(&topics.state, a, 64));
    for (uint32_t i = 0; i < n; i++) {
        if (sample[of[i]].topic && (fold < 0 || sample[of[i]].fold == (uint32_t)fold)) {
            note_topic(&topics, sample, of, i, story[i], t);
        }
    }
}

static double f1(double p, double r) {
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static void print(const char *what, const struct tally *t) {
    if (t->n == 0) {
        return;
    }
    double p = t->precision / (double)t->n;
    double r = t->recall / (double)t->n;
    double pp = t->said > 0 ? t->both / t->said : 1;
    double pr = t->gold > 0 ? t->both / t->gold : 1;
    printf("%-8s n %5zu  B3 P %.4f R %.4f F1 %.4f  pairs P %.4f R %.4f F1 %.4f\n", what, t->n, p, r,
           f1(p, r), pp, pr, f1(pp, pr));
    if (t->topics) {
        printf("%-8s look-alike stories apart in %zu of %zu topics\n", what, t->apart, t->topics);
    }
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double spent;
static size_t decided;

static void group(const struct options *o, const struct story_sample *sample, size_t n, int set,
                  int fold, struct tally *t) {
    arena a;
    arena_init(&a, 0);
    struct story_options options = {.dial = o->dial, .all_candidates = o->all};
    struct trees pairs = {0};
    struct trees groups = {0};
    char path[4096];
    if (o->pairs) {
        snprintf(path, sizeof path, "%s%d", o->pairs, fold);
        pairs = model_file_story(&a, path);
        options.pairs = &pairs;
        options.groups = &groups;
    }
    if (o->groups) {
        snprintf(path, sizeof path, "%s%d", o->groups, fold);
        groups = model_file_story(&a, path);
    }
    struct story_stream *s;
    need(story_stream_new(&a, &options, &s));
    uint32_t *of = arena_array(&a, n, sizeof *of);
    uint32_t *story = arena_array(&a, n, sizeof *story);
    need(of && story ? ERR_OK : a.last);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (sample[i].set == (uint32_t)set || sample[i].set == (uint32_t)o->hay) {
            of[k++] = (uint32_t)i;
            if (!o->unlearned) {
                story_stream_learn(s, &sample[i].item);
            }
        }
    }
    double start = seconds();
    for (size_t i = 0; i < k; i++) {
        need(story_stream_add(s, &sample[of[i]].item));
    }
    double streamed = seconds();
    need(story_stream_finish(s));
    if (fold <= 0 && k) {
        fprintf(stderr, "set %d: %zu items, %.0f a second, repair %.2f s of %.2f s\n", set, k,
                (double)k / (streamed - start), seconds() - streamed, seconds() - start);
    }
    spent += seconds() - start;
    decided += k;
    for (size_t i = 0; i < k; i++) {
        story[i] = story_stream_story(s, (uint32_t)i);
    }
    score(&a, sample, of, story, k, fold, t);
    count_topics(&a, sample, of, story, k, fold, t);
    arena_done(&a);
}

static void score_set(const struct options *o, const struct story_sample *sample, size_t n,
                      int set) {
    struct tally all = {0};
    for (int fold = o->pairs ? 0 : -1; fold < (o->pairs ? STORY_FOLDS : 0); fold++) {
        struct tally t = {0};
        group(o, sample, n, set, fold, &t);
        char name[32];
        snprintf(name, sizeof name, "%d/%d", set, fold);
        print(name, &t);
        all.precision += t.precision;
        all.recall += t.recall;
        all.n += t.n;
        all.both += t.both;
        all.gold += t.gold;
        all.said += t.said;
        all.topics += t.topics;
        all.apart += t.apart;
    }
    char name[32];
    snprintf(name, sizeof name, "set %d", set);
    print(name, &all);
}

static bool read_option(struct options *o, const char *name, const char *value) {
    str key = str_from_cstr(name);
    if (str_equals(key, STR("--pairs"))) {
        o->pairs = value;
    } else if (str_equals(key, STR("--groups"))) {
        o->groups = value;
    } else if (str_equals(key, STR("--dial"))) {
        o->dial = (int)strtol(value, NULL, 10);
    } else if (str_equals(key, STR("--hay"))) {
        o->hay = (int)strtol(value, NULL, 10);
    } else if (str_equals(key, STR("--only"))) {
        o->only = (int)strtol(value, NULL, 10);
    } else if (str_equals(key, STR("--all"))) {
        o->all = strtol(value, NULL, 10) != 0;
    } else if (str_equals(key, STR("--unlearned"))) {
        o->unlearned = strtol(value, NULL, 10) != 0;
    } else {
        return false;
    }
    return true;
}

int main(int argc, char **argv) {
    struct options o = {.hay = -1, .only = -1};
    bool fine = argc >= 2 && argc % 2 == 0;
    for (int i = 2; fine && i < argc; i += 2) {
        fine = read_option(&o, argv[i], argv[i + 1]);
    }
    if (!fine) {
        fprintf(stderr, "usage: story_score ITEMS [--pairs MODEL] [--groups MODEL] [--dial N] "
                        "[--hay SET] [--only SET] [--all 0|1] [--unlearned 0|1]\n");
        return 2;
    }
    arena a;
    arena_init(&a, 0);
    size_t n;
    struct story_sample *sample = story_file_read(&a, argv[1], &n);
    for (int set = 0; set < STORY_SETS; set++) {
        if (set != o.hay && (o.only < 0 || o.only == set)) {
            score_set(&o, sample, n, set);
        }
    }
    fprintf(stderr, "%zu decisions, %.0f a second\n", decided, (double)decided / spent);
    arena_done(&a);
    return 0;
}
