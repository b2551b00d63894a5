/* lineage.c - direction by evidence, and none without it.
 * An address that is the other outlet's, or a credit (credit.c) that names it or gives its
 * initials, are the strongest; then the times of publication, when they differ by more than clocks
 * do and a third of the shared words are reporters' own, or half of a report is shared (two
 * reporters in one room share quotations at different hours). When both credit the same third
 * agency they are siblings: undetermined. That the shorter text lies in the longer is told, but
 * decides nothing: a copy is cut as often as it is added to. */
#include "reuse/lineage.h"

#include "reuse/address.h"
#include "reuse/outlets.h"
#include "text/fold.h"

enum { CLOCK_SECONDS = 300, LONGEST_OUTLET = 4096 };

static const double CONTAINED = 0.85;

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

/* How `child` names the outlet of `parent` in its credits: COPY_CREDIT, with COPY_INITIALS when
 * only by initials that nobody else in the corpus has; 0 when it doesn't. */
static unsigned credits(const struct origin *child, const struct origin *parent,
                        const struct outlets *outlets) {
    if (parent->outlet.len < 2 || str_equals(child->outlet, parent->outlet)) {
        return 0;
    }
    if (child->credits.named & parent->agency) {
        return COPY_CREDIT;
    }
    for (size_t i = 0; i < child->credits.n_lines; i++) {
        if (credit_names(child->credits.line[i], parent->outlet)) {
            return COPY_CREDIT;
        }
    }
    uint64_t key = credit_initials(&child->credits, parent->initials);
    return key && outlets_tell(outlets, key) ? COPY_CREDIT | COPY_INITIALS : 0;
}

/* Whether the address that a report gives for itself is the other outlet's and not its own: the
 * page that it was taken from, as its canonical link has it. */
static bool gives_address(const struct origin *child, const struct origin *parent) {
    return child->site.len && parent->outlet.len && address_names(child->site, parent->outlet) &&
           !str_equals(child->outlet, parent->outlet) && !address_names(child->site, child->outlet);
}

/* Whether `id` is the name of a file that may be that of an outlet: small letters in words,
 * "cape-news-agency". */
static bool is_outlet_slug(str id) {
    size_t n_joints = 0;
    for (size_t i = 0; i < id.len; i++) {
        bool joint = id.ptr[i] == '-' || id.ptr[i] == '_';
        if (!joint && !(id.ptr[i] >= 'a' && id.ptr[i] <= 'z')) {
            return false;
        }
        n_joints += joint;
    }
    return n_joints > 0;
}

/* The outlet of a report, else what its id says of it, in `a`. */
static enum err outlet_name(arena *a, const struct document *doc, str *out) {
    *out = str_trim(doc->outlet);
    if (out->len || !is_outlet_slug(doc->id)) {
        return ERR_OK;
    }
    char *words = arena_take(a, doc->id.len);
    if (!words) {
        return a->last;
    }
    for (size_t i = 0; i < doc->id.len; i++) {
        words[i] = doc->id.ptr[i] == '-' || doc->id.ptr[i] == '_' ? ' ' : doc->id.ptr[i];
    }
    *out = (str){words, doc->id.len};
    return ERR_OK;
}

enum err lineage_origin(arena *a, const struct document *doc, int32_t day, struct origin *out) {
    *out = (struct origin){.day = day, .moment = moment_of(doc->published, day)};
    str name;
    TRY(outlet_name(a, doc, &name));
    out->outlet = fold_case(a, name);
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
    out->agency = credit_agencies(name, out->outlet);
    initials_of_outlet(name, out->initials);
    return credit_read(a, doc, &out->credits);
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
static bool judge_named(const struct origin_pair *o, int order, struct copy *copy) {
    unsigned a_credits = credits(o->a, o->b, o->outlets);
    unsigned b_credits = credits(o->b, o->a, o->outlets);
    int address = (int)gives_address(o->a, o->b) - (int)gives_address(o->b, o->a);
    int credit = (int)(a_credits != 0) - (int)(b_credits != 0);
    int named = address ? address : credit;
    if (named == 0) {
        return false;
    }
    unsigned reasons = copy->reasons | (address ? COPY_ADDRESS : 0u);
    reasons |= credit != named ? 0 : named > 0 ? a_credits : b_credits;
    reasons |= order == named ? COPY_EARLIER : 0u;
    bool is_sure = !(reasons & COPY_INITIALS) || address;
    copy->direction = named > 0 ? COPY_A_FROM_B : COPY_B_FROM_A;
    copy->reasons = (uint16_t)reasons;
    copy->confidence = order == named ? is_sure ? 0.98F : 0.95F
                       : order        ? is_sure ? 0.75F : 0.7F
                       : is_sure      ? 0.95F
                                      : 0.9F;
    return true;
}

void lineage_judge(const struct origin_pair *o, uint32_t own, uint32_t words, struct copy *copy) {
    float share = copy->share_a > copy->share_b ? copy->share_a : copy->share_b;
    float other = copy->share_a > copy->share_b ? copy->share_b : copy->share_a;
    int order = lineage_compare_times(o->a, o->b);
    copy->reasons = share >= CONTAINED && other < CONTAINED ? COPY_CONTAINED : 0;
    if (judge_named(o, order, copy)) {
        return;
    }
    if (credit_common(&o->a->credits, &o->b->credits).len) {
        copy->reasons |= COPY_COMMON_WIRE;
    } else if (order && (own * 3 >= words || share >= 0.5F)) {
        /* Speech told word for word is weaker evidence than a reporter's own sentences. */
        copy->direction = order > 0 ? COPY_A_FROM_B : COPY_B_FROM_A;
        copy->reasons |= COPY_EARLIER;
        copy->confidence = share >= 0.5F ? 0.8F : own * 2 >= words ? 0.6F : 0.5F;
    }
}
