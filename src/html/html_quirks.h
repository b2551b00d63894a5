/* html_quirks.h - does a doctype ask for quirks mode (13.2.6.4.1)? Internal to html/. */
#ifndef COPYTASTER_HTML_HTML_QUIRKS_H
#define COPYTASTER_HTML_HTML_QUIRKS_H

#include "base/str.h"

/* `inside` is what stands between "<!DOCTYPE" and '>'. Can't fail. */
bool html_quirks_of(str source, struct span inside);

#endif
