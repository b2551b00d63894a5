/* lineage.c - direction by evidence, and none without it.
 * An address that is the other outlet's, a credit line or a dateline's agency that names it are the
 * strongest; then the times
 * of publication, when they differ by more than clocks do and a third of the shared words are
 * reporters' own, or half of a report is shared (two reporters in one room share quotations at
 * different hours). When both credit
 * the same third agency they are siblings: undetermined. That the shorter text lies in the longer
 * is told, but decides nothing: a copy is cut as often as it is added to. */
#include "reuse/lineage.h"

#include <assert.h>

#include "base/vec.h"
#include "reuse/address.h"
#include "text/fold.h"

enum { CLOCK_SECONDS = 300, EDGE_BLOCKS = 3, CREDIT_WORDS = 40, LONGEST_OUTLET = 4096 };

static const double CONTAINED = 0.85;

/* Agencies that are known by two names, folded, and how they are shown. */
static const struct {
    const char *name;
    const char *other;
    const char *shown;
} alias[] = {
    {"ap", "associated press", "AP"},
    {"afp", "agence france-presse", "AFP"},
    {"upi", "united press international", "UPI"},
    {"pa", "press association", "PA"},
    {"pa media", "press association", "PA"},
    {"ani", "asian news international", "ANI"},
    {"pti", "press trust of india", "PTI"},
    {"ians", "indo-asian news service", "IANS"},
    {"dpa", "deutsche presse-agentur", "dpa"},
    {"efe", "agencia efe", "EFE"},
    {"cnn", "cable news network", "CNN"},
    {"reuters", "thomson reuters", "Reuters"},
};

enum { N_ALIASES = sizeof alias / sizeof alias[0] };

static_assert(N_ALIASES <= 16, "a bit of origin.named for each");

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* `n` digits at `pos` as a number, or -1. */
static int number_at(str s, size_t pos, size_t n) {
    int value = 0;
    if (pos + n > s.len) {
        return -1;
    }
    for (size_t i = pos; i < pos + n; i++) {
        if (!is_digit(s.ptr[i])) {
            return -1;
        }
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

/* Seconds that the zone at `pos` is ahead of UTC; Z, nothing and what isn't a zone count as UTC. */
static int64_t zone_seconds(str s, size_t pos) {
    if (pos >= s.len || (s.ptr[pos] != '+' && s.ptr[pos] != '-')) {
        return 0;
    }
    int hours = number_at(s, pos + 1, 2);
    size_t minutes_at = pos + 3 < s.len && s.ptr[pos + 3] == ':' ? pos + 4 : pos + 3;
    int minutes = number_at(s, minutes_at, 2);
    int64_t ahead = (hours < 0 ? 0 : hours) * 3600 + (minutes < 0 ? 0 : minutes) * 60;
    return s.ptr[pos] == '-' ? -ahead : ahead;
}

/* Seconds of the clock time "10:00" or "10:00:00" at `pos`, and where it ends; -1 when it is none.
 */
static int64_t clock_seconds(str s, size_t pos, size_t *end) {
    int hour = number_at(s, pos, 2);
    int minute = number_at(s, pos + 3, 2);
    if (hour < 0 || minute < 0 || s.ptr[pos + 2] != ':') {
        return -1;
    }
    *end = pos + 5;
    int second = *end < s.len && s.ptr[*end] == ':' ? number_at(s, *end + 1, 2) : -1;
    *end += second >= 0 ? 3 : 0;
    while (*end < s.len && (s.ptr[*end] == '.' || is_digit(s.ptr[*end]))) {
        ++*end;
    }
    return hour * 3600 + minute * 60 + (second > 0 ? second : 0);
}

/* The moment in "2022-03-04T10:00:00Z" on the known day, or INT64_MIN when no clock time is there.
 */
static int64_t moment_of(str published, int32_t day) {
    size_t end;
    if (day == INT32_MIN || published.len < 16 || !strchr("T ", published.ptr[10])) {
        return INT64_MIN;
    }
    int64_t clock = clock_seconds(published, 11, &end);
    return clock < 0 ? INT64_MIN : (int64_t)day * 86400 + clock - zone_seconds(published, end);
}

static bool is_letter_at(str s, size_t pos) {
    return pos < s.len &&
           (((s.ptr[pos] | 0x20) >= 'a' && (s.ptr[pos] | 0x20) <= 'z') || (s.ptr[pos] & 0x80));
}

/* Whether `phrase` stands in `text` as whole words (both folded). */
static bool has_phrase(str text, str phrase) {
    if (phrase.len < 2) {
        return false;
    }
    for (size_t pos = str_find(text, phrase, 0); pos != SIZE_MAX;
         pos = str_find(text, phrase, pos + 1)) {
        if ((pos == 0 || !is_letter_at(text, pos - 1)) && !is_letter_at(text, pos + phrase.len)) {
            return true;
        }
    }
    return false;
}

static bool has_credit_cue(str text) {
    static const char *const cue[] = {"contributed to this",
                                      "first reported",
                                      "reported earlier",
                                      "originally",
                                      "first appeared",
                                      "reporting by",
                                      "republished",
                                      "courtesy of",
                                      "with files from",
                                      "source:",
                                      "via",
                                      "copyright 20",
                                      "first published"};
    for (size_t i = 0; i < sizeof cue / sizeof cue[0]; i++) {
        if (has_phrase(text, str_from_cstr(cue[i]))) {
            return true;
        }
    }
    return false;
}

/* The words of block `i` in which a source may be named; empty when it isn't such a block. */
static str credit_words(const struct document *doc, size_t i) {
    const struct block *b = &doc->block[i];
    bool heads = b->kind == BLOCK_DATELINE || b->kind == BLOCK_BYLINE;
    if (b->kind == BLOCK_CREDIT) {
        return str_span(doc->text, b->at);
    }
    if (heads && !span_is_empty(b->agency)) {
        return str_span(doc->text, b->agency);
    }
    bool at_edge = i < EDGE_BLOCKS || i + EDGE_BLOCKS >= doc->n_blocks;
    bool is_short = b->tok_to - b->tok_from <= CREDIT_WORDS;
    bool fits = at_edge && is_short && block_is_content((enum block_kind)b->kind);
    return fits ? str_span(doc->text, b->at) : STR("");
}

bool lineage_names_outlet(str credit, str outlet) {
    size_t note = str_find(outlet, STR(" ("), 0); /* "cnn (web news)" */
    outlet = note != SIZE_MAX ? str_slice(outlet, 0, note) : outlet;
    if (has_phrase(credit, outlet) || (credit.len > 3 && has_phrase(outlet, credit))) {
        return true;
    }
    for (size_t i = 0; i < N_ALIASES; i++) {
        str name = str_from_cstr(alias[i].name);
        str other = str_from_cstr(alias[i].other);
        if ((has_phrase(credit, name) && has_phrase(outlet, other)) ||
            (has_phrase(credit, other) && has_phrase(outlet, name))) {
            return true;
        }
    }
    return false;
}

static bool credits(const struct origin *child, const struct origin *parent) {
    if (parent->outlet.len < 2 || str_equals(child->outlet, parent->outlet)) {
        return false;
    }
    for (size_t i = 0; i < child->n_credits; i++) {
        if (lineage_names_outlet(child->credit[i], parent->outlet)) {
            return true;
        }
    }
    return false;
}

/* Whether the address that a report gives for itself is the other outlet's and not its own: the
 * page that it was taken from, as its canonical link has it. */
static bool gives_address(const struct origin *child, const struct origin *parent) {
    return child->site.len && parent->outlet.len && address_names(child->site, parent->outlet) &&
           !str_equals(child->outlet, parent->outlet) && !address_names(child->site, child->outlet);
}

/* Whether the credit says whose the text is, and not only who helped with it: a text with
 * contributions of an agency is the outlet's own, one whose writers were helped by others of the
 * agency is the agency's. */
static bool owns_text(str credit) {
    return !has_phrase(credit, STR("contributed")) || has_phrase(credit, STR("press writer")) ||
           has_phrase(credit, STR("press writers"));
}

/* Which agencies the credits name, and which of them own the text: once for each report, so that
 * pairs needn't search. */
static void find_agencies(struct origin *o) {
    for (unsigned i = 0; i < N_ALIASES; i++) {
        str name = str_from_cstr(alias[i].name);
        str other = str_from_cstr(alias[i].other);
        for (size_t k = 0; k < o->n_credits; k++) {
            if (has_phrase(o->credit[k], name) || has_phrase(o->credit[k], other)) {
                unsigned owned = owns_text(o->credit[k]) ? 1u << i : 0;
                o->named = (uint16_t)(o->named | 1u << i);
                o->owned = (uint16_t)(o->owned | owned);
            }
        }
    }
}

enum err lineage_origin(arena *a, const struct document *doc, int32_t day, struct origin *out) {
    *out = (struct origin){.day = day, .moment = moment_of(doc->published, day)};
    out->outlet = fold_case(a, str_trim(doc->outlet));
    if (!out->outlet.ptr) {
        return a->last;
    }
    out->outlet.len = out->outlet.len < LONGEST_OUTLET ? out->outlet.len : LONGEST_OUTLET;
    if (str_starts_with(out->outlet, STR("the "))) {
        out->outlet = str_slice(out->outlet, 4, out->outlet.len);
    }
    out->site = address_site(a, doc->url);
    if (!out->site.ptr) {
        return a->last;
    }
    VEC(str) credit = {0};
    for (size_t i = 0; i < doc->n_blocks && credit.n < LINEAGE_MOST_CREDITS; i++) {
        str words = credit_words(doc, i);
        if (words.len == 0) {
            continue;
        }
        str text = fold_case(a, words);
        if (!text.ptr) {
            return a->last;
        }
        if (!block_is_content((enum block_kind)doc->block[i].kind) || has_credit_cue(text)) {
            TRY(vec_push(a, &credit, text));
        }
    }
    out->credit = credit.v;
    out->n_credits = credit.n;
    find_agencies(out);
    return ERR_OK;
}

bool lineage_common_agency(const struct origin *a, const struct origin *b, str *name) {
    unsigned common = a->named & b->named & (a->owned | b->owned);
    for (unsigned i = 0; i < N_ALIASES; i++) {
        if (common & 1u << i) {
            *name = str_from_cstr(alias[i].shown);
            return true;
        }
    }
    for (size_t i = 0; i < a->n_credits; i++) {
        for (size_t k = 0; k < b->n_credits; k++) {
            if (owns_text(a->credit[i]) && str_equals(a->credit[i], b->credit[k])) {
                *name = a->credit[i];
                return true;
            }
        }
    }
    return false;
}

int lineage_compare_times(const struct origin *a, const struct origin *b) {
    if (a->day == INT32_MIN || b->day == INT32_MIN) {
        return 0;
    }
    if (a->moment != INT64_MIN && b->moment != INT64_MIN) {
        int64_t gap = a->moment - b->moment;
        return gap < -CLOCK_SECONDS ? -1 : gap > CLOCK_SECONDS;
    }
    return a->day < b->day ? -1 : a->day > b->day;
}

/* One of the two names the other as its source, and not the other way round: by the address that it
 * gives, else by a credit. */
static bool judge_named(const struct origin *a, const struct origin *b, int order,
                        struct copy *copy) {
    int address = (int)gives_address(a, b) - (int)gives_address(b, a);
    int credit = (int)credits(a, b) - (int)credits(b, a);
    int named = address ? address : credit;
    if (named == 0) {
        return false;
    }
    copy->direction = named > 0 ? COPY_A_FROM_B : COPY_B_FROM_A;
    copy->reasons |= address ? COPY_ADDRESS : 0;
    copy->reasons |= credit == named ? COPY_CREDIT : 0;
    copy->reasons |= order == named ? COPY_EARLIER : 0;
    copy->confidence = order == named ? 0.98F : order ? 0.75F : 0.95F;
    return true;
}

void lineage_judge(const struct origin *a, const struct origin *b, uint32_t own, uint32_t words,
                   struct copy *copy) {
    float share = copy->share_a > copy->share_b ? copy->share_a : copy->share_b;
    float other = copy->share_a > copy->share_b ? copy->share_b : copy->share_a;
    str agency;
    int order = lineage_compare_times(a, b);
    copy->reasons = share >= CONTAINED && other < CONTAINED ? COPY_CONTAINED : 0;
    if (judge_named(a, b, order, copy)) {
        return;
    }
    if (lineage_common_agency(a, b, &agency)) {
        copy->reasons |= COPY_COMMON_WIRE;
    } else if (order && (own * 3 >= words || share >= 0.5F)) {
        /* Speech told word for word is weaker evidence than a reporter's own sentences. */
        copy->direction = order > 0 ? COPY_A_FROM_B : COPY_B_FROM_A;
        copy->reasons |= COPY_EARLIER;
        copy->confidence = share >= 0.5F ? 0.8F : own * 2 >= words ? 0.6F : 0.5F;
    }
}
