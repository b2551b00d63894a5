/* csv.h - tables (RFC 4180 with a header) -> reports, a row each. */
#ifndef COPYTASTER_READ_CSV_H
#define COPYTASTER_READ_CSV_H

#include "read/item.h"

/* The header: what parts the fields, and what each column holds. */
struct csv_head {
    char delimiter; /* , ; TAB or | */
    size_t n;
    const str *name;      /* of each column, UTF-8 */
    const uint8_t *field; /* enum field_kind of each; a field has one column at most */
};

/* Whether a table begins like this: a first row of two fields or more, one of which names the text
 * of reports. */
bool csv_is_csv(str start, const struct read_fields *fields);

/* Read the header from `row` into `a`. ERR_MISSING: it is none. */
enum err csv_head_read(arena *a, str row, const struct read_fields *fields, struct csv_head *out);

/* End of the first row of `s`, behind its line feed; SIZE_MAX when it doesn't end in `s`. Line
 * feeds inside quotation marks don't end a row. O(row). */
size_t csv_row_end(str s, char delimiter);

/* Add the reports of the rows of the item. Unknown columns are passed through. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(bytes). */
enum err csv_build(arena *a, const struct item *item, struct read_result *out);

#endif
