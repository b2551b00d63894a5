/* credit.h - what a report says of where its words come from: credit lines, bylines, datelines. */
#ifndef COPYTASTER_REUSE_CREDIT_H
#define COPYTASTER_REUSE_CREDIT_H

#include "read/document.h"
#include "reuse/initials.h"

enum { CREDIT_MOST_LINES = 16, CREDIT_MOST_INITIALS = 16 };

/* Folded lines; those of bylines begin with "by " (the names) or "of " (the house they are of). */
struct credits {
    const str *line;
    size_t n_lines;
    const uint64_t *initials; /* keys: written in the lines, or of the houses named in them */
    size_t n_initials;
    uint64_t named; /* agencies that they name: bits of the table of agencies */
    uint64_t owned; /* those of them that the text is credited to, and not only help with it */
};

/* Read the credits off a report. All in `a`. O(blocks + credits x agencies). */
enum err credit_read(arena *a, const struct document *doc, struct credits *out);

/* The agencies that an outlet is: bits of the table. `folded` = its folded name. */
uint64_t credit_agencies(str outlet, str folded);

/* Whether a line of credits names the folded outlet. O(length). */
bool credit_names(str line, str outlet);

/* Whether initials in the credits are those of an outlet with these keys, and the key. 0: none. */
uint64_t credit_initials(const struct credits *c, const uint64_t key[INITIALS_OF_OUTLET]);

/* The agency or line that both credit with the text: static, or a line of `x`. Empty: none. */
str credit_common(const struct credits *x, const struct credits *y);

/* The agency that is shown so: its bit, or 0. */
uint64_t credit_agency_shown(str shown);

/* The key of a line that is nothing but initials, "(cna)"; 0 when it is more. */
uint64_t credit_line_initials(str line);

/* Whether the initials are those of an agency that needs no report to be known. O(agencies). */
bool credit_is_agency(uint64_t key);

#endif
