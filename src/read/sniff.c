/* sniff.c - magic numbers of what people keep beside reports, so that a refusal can say what was
 * found. O(SNIFF_BYTES). */
#include "read/sniff.h"

struct magic {
    const char *bytes;
    size_t len;
    const char *name;
};

#define M(bytes, name) \
    { bytes, sizeof(bytes) - 1, name }

static const struct magic binary[] = {
    M("%PDF-", "a PDF document"),
    M("\x1f\x8b", "gzip data"),
    M("PK\x03\x04", "a ZIP archive or office document"),
    M("PK\x05\x06", "an empty ZIP archive"),
    M("\x28\xb5\x2f\xfd", "Zstandard data"),
    M("BZh", "bzip2 data"),
    M("\xfd"
      "7zXZ",
      "xz data"),
    M("7z\xbc\xaf", "a 7-Zip archive"),
    M("Rar!", "a RAR archive"),
    M("WARC/", "a WARC archive"),
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
    M("From ", "a mailbox"),
};

/* After white space, in any letter case. */
static const struct magic markup[] = {
    M("<!doctype html", "an HTML page"),
    M("<html", "an HTML page"),
    M("<head", "an HTML page"),
    M("<body", "an HTML page"),
    M("<rss", "an RSS feed"),
    M("<feed", "an Atom feed"),
    M("<rdf:rdf", "an RSS feed"),
    M("<?xml", "an XML file"),
    M("<!--", "an HTML or XML file"),
};

static const struct magic *find(const struct magic *table, size_t n, str s, bool any_case) {
    for (size_t i = 0; i < n; i++) {
        str head = {s.ptr, table[i].len};
        str magic = {table[i].bytes, table[i].len};
        if (s.len >= magic.len &&
            (any_case ? str_equals_nocase(head, magic) : str_equals(head, magic))) {
            return &table[i];
        }
    }
    return NULL;
}

enum format sniff(str start, const char **name) {
    *name = NULL;
    const struct magic *found = find(binary, sizeof binary / sizeof *binary, start, false);
    if (found && strcmp(found->bytes, "From ") == 0 &&
        !memchr(start.ptr, '@', start.len < 80 ? start.len : 80)) {
        found = NULL; /* a sentence may begin with "From " */
    }
    if (!found) {
        bool mark = str_starts_with(start, STR("\xef\xbb\xbf"));
        start = str_trim(mark ? str_slice(start, 3, start.len) : start);
        found = find(markup, sizeof markup / sizeof *markup, start, true);
    }
    if (found) {
        *name = found->name;
        return FORMAT_OTHER;
    }
    if (start.len && start.ptr[0] == '[') {
        str inner = str_trim(str_slice(start, 1, start.len));
        if (inner.len && inner.ptr[0] == '{') {
            *name = "a JSON array (jq -c '.[]' makes report lines of it)";
            return FORMAT_OTHER;
        }
    }
    return start.len && start.ptr[0] == '{' ? FORMAT_LINES : FORMAT_TEXT;
}
