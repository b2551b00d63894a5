/* render_escape.h - foreign text on its way out: one function for each kind of output, and no other
 * way. (JSON: json_escape of base/json.h; terminal: render_escape_terminal of render.h.) */
#ifndef COPYTASTER_ACCOUNT_RENDER_ESCAPE_H
#define COPYTASTER_ACCOUNT_RENDER_ESCAPE_H

#include "base/buf.h"

/* Foreign text for HTML, as element content or between double quotation marks of an attribute.
 * Control and format characters become visible as on the terminal; line ends stay. */
void render_escape_html(buf *out, str s);

/* One cell of CSV, with its quotation marks and the guard against formulas. Control characters
 * become visible but tab and line ends, which stay inside the quotation marks. */
void render_escape_csv(buf *out, str s);

#endif
