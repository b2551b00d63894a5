/* render_html.c - the page. Placeholder of the frame while the sections are written.
 */
#include "account/render.h"

void render_html(buf *out, const struct accounts *all, const struct render_options *options) {
    render_json(out, all, LAYER_ACCOUNT, options);
}
