/* messages.c - a message as a report. Wires and press offices send by mail: subject, sender, list
 * and date are the metadata. The text of a mailbox has its ">From " lines unescaped; HTML mail is
 * read as a piece of a page, every block of it. O(bytes). */
#include "read/messages.h"

#include "base/limits.h"
#include "page/day.h"
#include "read/mime.h"

enum { FROM_LINE = 100 };

static bool is_from_line(str s) {
    if (!str_starts_with(s, STR("From "))) {
        return false;
    }
    size_t end = str_find(s, STR("\n"), 0);
    str line = str_slice(s, 0, end == SIZE_MAX ? s.len : end);
    struct day day;
    return line.len < FROM_LINE && (memchr(line.ptr, '@', line.len) ||
                                    (day_find(line, 5, DAY_FIRST, &day) && day.has_time));
}

static bool begins_with_nocase(str s, str prefix) {
    return s.len >= prefix.len && str_equals_nocase(str_slice(s, 0, prefix.len), prefix);
}

/* "Name: value", or white space that goes on with the line before. */
static bool is_field(str line) {
    const char *colon = memchr(line.ptr, ':', line.len);
    const char *space = memchr(line.ptr, ' ', line.len);
    return line.ptr[0] == ' ' || line.ptr[0] == '\t' || (colon && (!space || colon < space));
}

/* The header of a message: fields with a sender and an id, or a sender, a date and a subject. */
static bool is_head(str s) {
    static const char *const name[] = {"from:", "date:", "subject:", "message-id:"};
    bool has[4] = {false};
    size_t pos = 0;
    for (unsigned n = 0; pos < s.len && n < 100; n++) {
        size_t end = str_find(s, STR("\n"), pos);
        str line = str_slice(s, pos, end == SIZE_MAX ? s.len : end);
        if (str_trim(line).len == 0) {
            break;
        }
        if (!is_field(line)) {
            return false;
        }
        for (size_t i = 0; i < 4; i++) {
            has[i] = has[i] || begins_with_nocase(line, str_from_cstr(name[i]));
        }
        pos = end == SIZE_MAX ? s.len : end + 1;
    }
    return has[0] && (has[3] || (has[1] && has[2]));
}

bool messages_is_mailbox(str start) {
    return is_from_line(start) || is_head(start);
}

/* "Ann Lee <ann@lee.example>" -> "Ann Lee"; a bare address stays. */
static str display_name(str from) {
    const char *angle = memchr(from.ptr, '<', from.len);
    str name = angle ? str_trim(str_slice(from, 0, (size_t)(angle - from.ptr))) : from;
    if (name.len >= 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"') {
        name = str_slice(name, 1, name.len - 1);
    }
    return name.len ? name : from;
}

/* "<id@host>" -> "id@host" */
static str without_angles(str s) {
    bool both = s.len > 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>';
    return both ? str_slice(s, 1, s.len - 1) : s;
}

/* ">From " at the start of a line, which the mailbox escaped, as it was; line ends as LF. */
static enum err mend_lines(arena *a, str s, str *out) {
    char *ptr = arena_take(a, s.len + 1);
    size_t n = 0;
    if (!ptr) {
        return a->last;
    }
    for (size_t i = 0; i < s.len; i++) {
        bool at_start = i == 0 || s.ptr[i - 1] == '\n';
        bool escaped = at_start && str_starts_with(str_slice(s, i, s.len), STR(">From "));
        bool ends = s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n';
        if (!escaped && !ends) {
            ptr[n++] = s.ptr[i];
        }
    }
    *out = str_trim(str_of(ptr, n));
    return ERR_OK;
}

static enum err read_head(arena *a, str head, struct document *doc) {
    str from;
    str date;
    str id;
    struct day day;
    TRY(mime_field(a, head, "Subject", &doc->title));
    TRY(mime_field(a, head, "From", &from));
    TRY(mime_field(a, head, "Date", &date));
    TRY(mime_field(a, head, "Message-ID", &id));
    TRY(mime_field(a, head, "Organization", &doc->outlet));
    if (doc->outlet.len == 0) {
        TRY(mime_field(a, head, "List-Id", &doc->outlet));
        doc->outlet = display_name(doc->outlet);
    }
    TRY(mime_field(a, head, "Content-Language", &doc->lang));
    doc->author = display_name(from);
    doc->id = without_angles(id);
    if (day_read(date, DAY_FIRST, &day)) {
        doc->published = day_write(a, &day);
        return doc->published.ptr ? ERR_OK : a->last;
    }
    return ERR_OK;
}

static enum err read_text(arena *a, str message, struct document *doc) {
    struct mime_text t;
    TRY(mime_text_find(a, message, &t));
    if (!t.is_markup) {
        return mend_lines(a, t.text, &doc->text);
    }
    struct page page;
    TRY(page_read_fragment(a, t.text, &page));
    doc->text = page.text;
    doc->given = page.block;
    doc->n_given = page.n_blocks;
    return ERR_OK;
}

enum err messages_build(arena *a, const struct item *item, struct read_result *out) {
    str message = item->bytes;
    if (str_starts_with(message, STR("From "))) {
        size_t end = str_find(message, STR("\n"), 0);
        message = str_slice(message, end == SIZE_MAX ? message.len : end + 1, message.len);
    }
    struct document doc = {.name = item_name(a, item, item->source), .encoding = STR("UTF-8")};
    TRY(read_head(a, str_slice(message, 0, mime_body_start(message)), &doc));
    TRY(read_text(a, message, &doc));
    if (doc.text.len == 0 || doc.text.len > LIMIT_REPORT_BYTES) {
        struct error e;
        error_set(&e, ERR_INPUT, doc.name, item->pos,
                  doc.text.len ? "longer than one report may be (64 MiB)"
                               : "the message has no text");
        return ledger_refuse(a, out, &e);
    }
    bool given = doc.id.len > 0;
    doc.id = given ? doc.id : item_name(a, item, item->id);
    if (!doc.id.ptr || !doc.name.ptr) {
        return a->last;
    }
    item_hash(item, item->bytes, &doc);
    return ledger_add(a, out, &doc, given);
}
