/* meta_label.c - labels of days are looked for as parts of words, for languages inflect them; the
 * nearest to the day counts ("Published 3 May, updated" 4 May). Labels of names must begin the
 * text. O(labels). */
#include "page/meta_label.h"

enum { NEAR = 48 };

static const struct {
    str words;
    enum meta_label kind;
} labels[] = {
#define LABEL(words, kind) {{words, sizeof(words) - 1}, META_LABEL_##kind},
#include "page/tables/meta_labels.inc"
#undef LABEL
};

/* Small letters of ASCII and of the two-byte Latin, Greek and Cyrillic capitals that labels need.
 */
static size_t lower(str s, char *to) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        unsigned char lead = i > 0 ? (unsigned char)s.ptr[i - 1] : 0;
        bool latin = lead == 0xc3 && c >= 0x80 && c <= 0x9e;
        bool cyrillic = lead == 0xd0 && c >= 0x90 && c <= 0x9f;
        to[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : latin || cyrillic ? c + 0x20 : c);
        if (lead == 0xd0 && c >= 0xa0 && c <= 0xaf) {
            to[i - 1] = (char)0xd1;
            to[i] = (char)(c - 0x20);
        }
    }
    return s.len;
}

enum meta_label meta_label_of(str before) {
    char small[NEAR];
    size_t from = before.len > NEAR ? before.len - NEAR : 0;
    str near = {small, lower(str_slice(before, from, before.len), small)};
    enum meta_label best = META_LABEL_NONE;
    size_t best_end = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t pos = str_find(near, labels[i].words, 0);
        for (; pos != SIZE_MAX; pos = str_find(near, labels[i].words, pos + 1)) {
            size_t end = pos + labels[i].words.len;
            if (end > best_end) {
                best_end = end;
                best = labels[i].kind;
            }
        }
    }
    return best;
}

/* Behind `word` at `pos` if it ends there. */
static size_t skip_label(str s, size_t pos, str word) {
    if (s.len - pos < word.len || (s.ptr[pos] | 32) != (word.ptr[0] | 32) ||
        !str_equals_nocase(str_slice(s, pos, pos + word.len), word)) {
        return pos;
    }
    size_t end = pos + word.len;
    unsigned char next = end < s.len ? (unsigned char)s.ptr[end] : ' ';
    bool letter = (next | 32) >= 'a' && (next | 32) <= 'z';
    if (letter || next >= 0x80) {
        return pos;
    }
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == ':')) {
        end++;
    }
    return end;
}

#define WORD(w) \
    { w, sizeof(w) - 1 }
static const str first[] = {WORD("written"),
                            WORD("posted"),
                            WORD("published"),
                            WORD("reported"),
                            WORD("authored"),
                            WORD("story"),
                            WORD("words"),
                            WORD("text"),
                            WORD("article"),
                            WORD("ein"),
                            WORD("eine"),
                            WORD("kommentar"),
                            WORD("analyse"),
                            WORD("interview"),
                            WORD("gastbeitrag"),
                            WORD("kolumne"),
                            WORD("contributed"),
                            WORD("medically reviewed"),
                            WORD("geschrieben"),
                            WORD("verfasst"),
                            WORD("veröffentlicht"),
                            WORD("publié"),
                            WORD("escrito"),
                            WORD("a column"),
                            WORD("opinion"),
                            WORD("aus"),
                            WORD("propos recueillis"),
                            WORD("articles"),
                            WORD("posts"),
                            WORD("more"),
                            WORD("view all posts"),
                            WORD("created"),
                            WORD("edited"),
                            WORD("submitted"),
                            WORD("updated"),
                            WORD("recipe"),
                            WORD("review"),
                            WORD("this post was written"),
                            WORD("a post"),
                            WORD("guest post")};
static const str last[] = {
    WORD("by"),      WORD("von"),      WORD("par"),       WORD("por"),       WORD("di"),
    WORD("door"),    WORD("av"),       WORD("af"),        WORD("autor"),     WORD("autorin"),
    WORD("autoren"), WORD("author"),   WORD("authors"),   WORD("auteur"),    WORD("autore"),
    WORD("text"),    WORD("autor/in"), WORD("author(s)"), WORD("redaktion"), WORD("oleh"),
    WORD("автор"),   WORD("tekst"),    WORD("texte"),     WORD("reporter"),  WORD("words")};
#undef WORD

/* Bytes of the first word: up to what is no letter; letters past ASCII count. */
static size_t first_word(str s) {
    size_t len = 0;
    while (len < s.len && len < 31) {
        unsigned char c = (unsigned char)s.ptr[len];
        if (c < 0x80 && !((c | 32) >= 'a' && (c | 32) <= 'z')) {
            break;
        }
        len++;
    }
    return len;
}

void meta_label_init(struct meta_label_index *index) {
    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        index->lengths[(unsigned char)first[i].ptr[0] | 32] |= 1U << first_word(first[i]);
    }
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        index->lengths[(unsigned char)last[i].ptr[0] | 32] |= 1U << first_word(last[i]);
    }
}

bool meta_label_may_begin(const struct meta_label_index *index, str s) {
    return s.len > 0 && (index->lengths[(unsigned char)s.ptr[0] | 32] >> first_word(s) & 1);
}

size_t meta_label_by(str s) {
    size_t pos = 0;
    for (unsigned turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
            pos = skip_label(s, pos, first[i]);
        }
    }
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        size_t end = skip_label(s, pos, last[i]);
        if (end > pos) {
            bool colon = memchr(s.ptr + pos, ':', end - pos) != NULL;
            return i < 8 || colon || end == s.len ? end : 0;
        }
    }
    return 0;
}
