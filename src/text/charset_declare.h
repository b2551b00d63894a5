/* charset_declare.h - the encoding that markup and HTTP headers name. */
#ifndef COPYTASTER_TEXT_CHARSET_DECLARE_H
#define COPYTASTER_TEXT_CHARSET_DECLARE_H

#include "text/charset_label.h"

/* The encoding named by a meta element or the XML declaration in the first 16 KiB of `bytes`, or
 * CHARSET_NONE. UTF-16 there means UTF-8, since the declaration could be read. O(16 KiB). */
enum charset_id charset_declare_find(str bytes);

/* The encoding in "text/html; charset=utf-8" (an HTTP header or the content of a meta element). */
enum charset_id charset_declare_header(str content_type);

#endif
