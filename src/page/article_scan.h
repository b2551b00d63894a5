/* article_scan.h - what the text of a block is like: lengths, marks, letter case, kinds of words.
 * Fed with the runs of a block in order; a run may end inside a word. */
#ifndef COPYTASTER_PAGE_ARTICLE_SCAN_H
#define COPYTASTER_PAGE_ARTICLE_SCAN_H

#include "base/vec.h"
#include "page/article_words.h"

/* Counts of one block. White space counts as one character between words. */
struct article_stats {
    uint32_t words;
    uint32_t chars;
    uint32_t link_chars;   /* inside <a> */
    uint32_t inline_chars; /* in elements inside the block's own */
    uint32_t commas;
    uint32_t ends; /* of sentences */
    uint32_t upper;
    uint32_t digits;
    uint32_t capitals;   /* words that begin with one */
    uint32_t bars;       /* | and bullets */
    uint32_t half_words; /* Chinese and Japanese characters: two make a word */
    uint32_t group[ARTICLE_TEXT_GROUPS];
    uint32_t first; /* character */
    uint32_t last;
    bool ends_sentence;
    bool has_copyright;
};

struct article_hashes {
    uint32_t *v;
    size_t n;
    size_t cap;
};

/* Scanner between two runs. All zero but `a` and `words` = a new block. */
struct article_scan {
    struct article_stats stats;
    arena *a;
    struct article_hashes *words; /* the hashes of all words are added here */
    uint32_t hash;
    uint32_t word_len;
    bool is_capital;
    bool is_space; /* white space stands before what comes */
    bool is_ended; /* the last thing was the end of a sentence */
};

/* Begin a block. */
void article_scan_begin(struct article_scan *s);

/* Take a run of source bytes; `raw` = HTML_RAW_REFERENCES lets references be decoded. Errors:
 * ERR_NOMEM, ERR_LIMIT. O(n). */
enum err article_scan_run(struct article_scan *s, str run, uint8_t raw);

/* White space that markup makes: <br>. */
enum err article_scan_space(struct article_scan *s);

/* End the block: s->stats are complete. */
enum err article_scan_end(struct article_scan *s);

/* Hashes of the words of a text, as in a block. */
enum err article_scan_words(arena *a, str text, struct article_hashes *out);

#endif
