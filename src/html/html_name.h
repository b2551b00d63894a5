/* html_name.h - names of elements and attributes as numbers. The lists are tables/tags.inc and
 * tables/names.inc: HTML_TAG_P, HTML_TAG_ANNOTATION_XML, HTML_NAME_HREF, HTML_NAME_ARIA_HIDDEN,
 * HTML_NAME_XML_LANG, ... A name that isn't listed is HTML_TAG_OTHER or HTML_NAME_OTHER: compare
 * its letters. Names are told apart without regard to ASCII case. */
#ifndef COPYTASTER_HTML_HTML_NAME_H
#define COPYTASTER_HTML_HTML_NAME_H

#include "base/str.h"

enum html_tag {
    HTML_TAG_OTHER,
#define ITEM(id, lower, foreign) HTML_TAG_##id,
#include "html/tables/tags.inc"
#undef ITEM
    HTML_TAGS
};

enum html_name {
    HTML_NAME_OTHER,
#define ITEM(id, lower, foreign) HTML_NAME_##id,
#include "html/tables/names.inc"
#undef ITEM
    HTML_NAMES
};

/* The number of a name. Can't fail. O(name). */
enum html_tag html_tag_of(str name);
enum html_name html_name_of(str name);

/* The spelling of a number, lower-case or as SVG and MathML have it ("foreignObject", "viewBox");
 * empty for HTML_TAG_OTHER and HTML_NAME_OTHER. Static storage. */
str html_tag_spelling(enum html_tag tag, bool foreign);
str html_name_spelling(enum html_name name, bool foreign);

#endif
