/* render_assets.h - web/account.css and web/account.js inside the library; cmake/embed.cmake writes
 * the code. */
#ifndef COPYTASTER_ACCOUNT_RENDER_ASSETS_H
#define COPYTASTER_ACCOUNT_RENDER_ASSETS_H

#include "base/str.h"

str render_assets_css(void);
str render_assets_js(void);

#endif
