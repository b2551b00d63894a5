/* warc_header.c - the head of a record: "WARC/1.0", lines "Name: value", a blank line. Ends of
 * lines are CR LF or LF (old crawls). Values are slices of the text and nothing is copied. Only the
 * version line and Content-Length are needed to go on; a head without them is bad. O(head), one
 * memchr a line. */
#include "unpack/warc_state.h"

bool warc_header_begins(str s) {
    return s.len >= 7 && memcmp(s.ptr, "WARC/", 5) == 0 && (s.ptr[5] == '0' || s.ptr[5] == '1') &&
           s.ptr[6] == '.';
}

static bool digits(str s, size_t from, size_t n, int *value) {
    *value = 0;
    for (size_t i = from; i < from + n; i++) {
        if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        *value = *value * 10 + (s.ptr[i] - '0');
    }
    return true;
}

/* Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_of(int year, int month, int day) {
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* "Z", "+01:00", "-0700" or nothing, at `pos`: seconds east of Greenwich. */
static bool parse_zone(str s, size_t pos, int *seconds) {
    int hours = 0;
    int minutes = 0;
    *seconds = 0;
    if (pos >= s.len || s.ptr[pos] == 'Z') {
        return true;
    }
    size_t colon = pos + 3 < s.len && s.ptr[pos + 3] == ':' ? 1 : 0;
    if ((s.ptr[pos] != '+' && s.ptr[pos] != '-') || !digits(s, pos + 1, 2, &hours) ||
        !digits(s, pos + 3 + colon, 2, &minutes)) {
        return false;
    }
    *seconds = (hours * 60 + minutes) * (s.ptr[pos] == '-' ? -60 : 60);
    return true;
}

static bool is_date(const int part[6]) {
    static const int most[] = {9999, 12, 31, 23, 59, 60};
    for (size_t i = 0; i < 6; i++) {
        if (part[i] > most[i] || ((i == 1 || i == 2) && part[i] == 0)) {
            return false;
        }
    }
    return true;
}

/* "2017-03-06T04:02:06.123Z", or the 14 digits of early versions. */
static bool parse_time(str s, int64_t *time) {
    static const size_t with_marks[] = {0, 5, 8, 11, 14, 17};
    static const size_t packed[] = {0, 4, 6, 8, 10, 12};
    bool has_marks = s.len > 4 && s.ptr[4] == '-';
    const size_t *at = has_marks ? with_marks : packed;
    int part[6];
    for (size_t i = 0; i < 6; i++) {
        if (!digits(s, at[i], i == 0 ? 4 : 2, &part[i])) {
            return false;
        }
    }
    size_t pos = has_marks ? 19 : 14;
    if (pos < s.len && s.ptr[pos] == '.') {
        for (pos++; pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9'; pos++) {
        }
    }
    int zone;
    if (!is_date(part) || !parse_zone(s, pos, &zone)) {
        return false;
    }
    *time =
        days_of(part[0], part[1], part[2]) * 86400 + part[3] * 3600 + part[4] * 60 + part[5] - zone;
    return true;
}

static enum warc_type type_of(str name) {
    static const char *const known[] = {"",         "warcinfo",   "response",
                                        "resource", "request",    "metadata",
                                        "revisit",  "conversion", "continuation"};
    for (size_t i = 1; i < sizeof known / sizeof known[0]; i++) {
        if (str_equals_nocase(name, str_from_cstr(known[i]))) {
            return (enum warc_type)i;
        }
    }
    return WARC_OTHER;
}

static bool parse_length(str s, uint64_t *length) {
    *length = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        *length = *length * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0 && s.len <= 18;
}

static void note_line(struct warc_record *r, str line, str *content_length) {
    const struct {
        str name;
        str *to;
    } known[] = {
        {STR("WARC-Type"), &r->type_name},
        {STR("WARC-Target-URI"), &r->uri},
        {STR("WARC-Date"), &r->date},
        {STR("WARC-Record-ID"), &r->record_id},
        {STR("WARC-Refers-To"), &r->refers_to},
        {STR("WARC-Refers-To-Target-URI"), &r->refers_to_uri},
        {STR("WARC-Profile"), &r->profile},
        {STR("WARC-Identified-Payload-Type"), &r->payload_type},
        {STR("WARC-Truncated"), &r->truncated},
        {STR("Content-Type"), &r->content_type},
        {STR("Content-Length"), content_length},
    };
    const char *colon = memchr(line.ptr, ':', line.len);
    if (!colon) {
        return;
    }
    str name = str_trim(str_of(line.ptr, (size_t)(colon - line.ptr)));
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (name.len == known[i].name.len && known[i].to->len == 0 &&
            str_equals_nocase(name, known[i].name)) {
            *known[i].to = str_trim(str_of(colon + 1, (size_t)(line.ptr + line.len - colon) - 1));
        }
    }
}

static str without_brackets(str s) {
    bool has = s.len >= 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>';
    return has ? str_slice(s, 1, s.len - 1) : s;
}

enum warc_head warc_header_parse(str s, struct warc_record *r, struct warc_lengths *length,
                                 const char **reason) {
    *r = (struct warc_record){0};
    if (s.len < 7 && memcmp(s.ptr, "WARC/0.", s.len < 5 ? s.len : 5) == 0) {
        return WARC_HEAD_MORE;
    }
    if (!warc_header_begins(s)) {
        *reason = "no record begins here: \"WARC/1.0\" or the like was expected";
        return WARC_HEAD_BAD;
    }
    str content_length = {0};
    size_t pos = 0;
    for (;;) {
        const char *from = s.ptr + pos;
        const char *feed = memchr(from, '\n', s.len - pos);
        if (!feed) {
            return WARC_HEAD_MORE;
        }
        str line = str_of(from, (size_t)(feed - from));
        line.len -= line.len > 0 && line.ptr[line.len - 1] == '\r';
        bool is_first = pos == 0;
        pos += (size_t)(feed - from) + 1;
        if (line.len == 0) {
            break;
        }
        if (!is_first && warc_header_begins(line)) {
            *reason = "the head of a record has no end: another one begins in it";
            return WARC_HEAD_BAD;
        }
        if (is_first) {
            r->version = str_trim(str_slice(line, 5, line.len));
        } else {
            note_line(r, line, &content_length);
        }
    }
    if (!parse_length(content_length, &length->block)) {
        *reason = "a record without a Content-Length that is a number";
        return WARC_HEAD_BAD;
    }
    length->head = pos;
    r->head = str_slice(s, 0, pos);
    r->type = type_of(r->type_name);
    r->uri = without_brackets(r->uri);
    r->refers_to_uri = without_brackets(r->refers_to_uri);
    r->has_time = parse_time(r->date, &r->time);
    return WARC_HEAD_WHOLE;
}
