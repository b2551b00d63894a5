/* sniff.c - magic numbers, first tags and first characters: what can be read is told by its
 * content, and what can't is named, so that a refusal can say what was found. Markup counts as a
 * page when a tag of HTML stands at its beginning or, behind another tag, soon after. UTF-16 is
 * looked at with its NUL bytes left out. O(SNIFF_BYTES). */
#include "read/sniff.h"

#include "feed/feed.h"
#include "read/csv.h"
#include "read/messages.h"

struct magic {
    const char *bytes;
    size_t len;
    const char *name;
};

#define M(bytes, name) \
    { bytes, sizeof(bytes) - 1, name }

static const struct magic binary[] = {
    M("%PDF-", "a PDF document"),
    M("PK\x03\x04", "a ZIP archive or office document"),
    M("PK\x05\x06", "an empty ZIP archive"),
    M("BZh", "bzip2 data"),
    M("\xfd"
      "7zXZ",
      "xz data"),
    M("7z\xbc\xaf", "a 7-Zip archive"),
    M("Rar!", "a RAR archive"),
    M("\x89PNG", "a PNG picture"),
    M("\xff\xd8\xff", "a JPEG picture"),
    M("GIF8", "a GIF picture"),
    M("RIFF", "a RIFF file (sound or picture)"),
    M("ID3", "an MP3 file"),
    M("OggS", "an Ogg file"),
    M("SQLite format 3", "an SQLite database"),
    M("\x7f"
      "ELF",
      "a program"),
    M("\xd0\xcf\x11\xe0", "an old office document"),
    M("{\\rtf", "a rich-text document"),
    M("%!PS", "a PostScript document"),
};

/* Tags that a page may begin with, and tags that make a page of what begins with another tag; in
 * any letter case, without their "<". */
static const char *const first_tag[] = {"!doctype html", "html", "head",    "body", "meta",
                                        "title",         "link", "article", "main", "base"};
static const char *const inner_tag[] = {"html", "head",   "body", "div",    "p",
                                        "meta", "title",  "span", "table",  "a",
                                        "h1",   "script", "ul",   "article"};

static bool is_space(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

/* The tag at s.ptr[0] == '<' is one of `table`. */
static bool is_tag(str s, const char *const *table, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(table[i]);
        if (s.len > len + 1 && str_equals_nocase(str_slice(s, 1, len + 1), str_of(table[i], len))) {
            char behind = s.ptr[len + 1];
            if (is_space(behind) || behind == '>' || behind == '/') {
                return true;
            }
        }
    }
    return false;
}

#define IS_TAG(s, table) is_tag((s), (table), sizeof(table) / sizeof *(table))

/* Behind comments and white space at the start. */
static str skip_comments(str s) {
    s = str_trim(s);
    while (str_starts_with(s, STR("<!--"))) {
        size_t end = str_find(s, STR("-->"), 4);
        if (end == SIZE_MAX) {
            return s;
        }
        s = str_trim(str_slice(s, end + 3, s.len));
    }
    return s;
}

static bool is_page(str s) {
    s = skip_comments(s);
    if (str_starts_with(s, STR("<?xml"))) {
        size_t end = str_find(s, STR("?>"), 5);
        s = end == SIZE_MAX ? s : skip_comments(str_slice(s, end + 2, s.len));
    }
    if (s.len == 0 || s.ptr[0] != '<') {
        return false;
    }
    if (IS_TAG(s, first_tag) || str_starts_with(s, STR("<!--"))) {
        return true;
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '<' && IS_TAG(str_slice(s, i, s.len), inner_tag)) {
            return true;
        }
    }
    return false;
}

static const struct magic *find_magic(str s) {
    for (size_t i = 0; i < sizeof binary / sizeof *binary; i++) {
        if (str_starts_with(s, str_of(binary[i].bytes, binary[i].len))) {
            return &binary[i];
        }
    }
    return NULL;
}

/* UTF-16 of ASCII characters without its NUL bytes, in `room`; other bytes as they are. */
static str narrow(str s, char room[SNIFF_BYTES]) {
    bool marked = str_starts_with(s, STR("\xff\xfe")) || str_starts_with(s, STR("\xfe\xff"));
    size_t n = 0;
    for (size_t i = marked ? 2 : 0; i < s.len && n < SNIFF_BYTES; i++) {
        if (s.ptr[i] != '\0') {
            room[n++] = s.ptr[i];
        }
    }
    return str_of(room, n);
}

/* Every second byte is NUL, more or less: UTF-16 of a Western text. */
static bool is_utf16(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        n += s.ptr[i] == '\0';
    }
    return n * 4 > s.len && n * 5 < s.len * 3;
}

static bool is_json_array(str s) {
    if (s.len == 0 || s.ptr[0] != '[') {
        return false;
    }
    str inner = str_trim(str_slice(s, 1, s.len));
    return inner.len && inner.ptr[0] == '{';
}

static enum format other(const char *what, const char **name) {
    *name = what;
    return FORMAT_OTHER;
}

/* What a text is; `is_wide`: it was UTF-16. */
static enum format of_text(str start, bool is_wide, const struct read_fields *fields,
                           const char **name) {
    if (feed_is_feed(start)) {
        return FORMAT_FEED;
    }
    if (is_page(start)) {
        return FORMAT_PAGE;
    }
    if (str_starts_with(start, STR("<?xml"))) {
        return other("an XML file that is neither a page nor a feed", name);
    }
    if (is_json_array(start)) {
        return other("a JSON array (jq -c '.[]' makes report lines of it)", name);
    }
    bool is_table = csv_is_csv(start, fields);
    bool is_lines = start.len && start.ptr[0] == '{';
    if (is_wide && (is_table || is_lines)) {
        return other("report lines or a table in UTF-16; expected UTF-8", name);
    }
    return is_lines ? FORMAT_LINES : is_table ? FORMAT_ROWS : FORMAT_TEXT;
}

enum format sniff(str start, const struct read_fields *fields, const char **name) {
    char room[SNIFF_BYTES];
    *name = NULL;
    start.len = start.len < SNIFF_BYTES ? start.len : SNIFF_BYTES;
    const struct magic *found = find_magic(start);
    if (found) {
        return other(found->name, name);
    }
    if (messages_is_mailbox(start)) {
        return FORMAT_MBOX;
    }
    bool is_wide = is_utf16(start);
    start = is_wide ? narrow(start, room) : start;
    bool mark = str_starts_with(start, STR("\xef\xbb\xbf"));
    start = str_trim(mark ? str_slice(start, 3, start.len) : start);
    return of_text(start, is_wide, fields, name);
}
