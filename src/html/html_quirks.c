/* html_quirks.c - the doctypes of old pages that ask for quirks mode. The one difference it makes
 * to the tree: a table doesn't end a paragraph. The list is that of the standard (13.2.6.4.1). */
#include "html/html_quirks.h"

#include "html/html_token.h"

static const char *const whole_ids[] = {"-//W3O//DTD W3 HTML Strict 3.0//EN//",
                                        "-/W3C/DTD HTML 4.0 Transitional/EN", "HTML"};

static const char *const beginnings[] = {
    "+//Silmaril//dtd html Pro v0r11 19970101//",
    "-//AS//DTD HTML 3.0 asWedit + extensions//",
    "-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
    "-//IETF//DTD HTML 2.0 Level 1//",
    "-//IETF//DTD HTML 2.0 Level 2//",
    "-//IETF//DTD HTML 2.0 Strict Level 1//",
    "-//IETF//DTD HTML 2.0 Strict Level 2//",
    "-//IETF//DTD HTML 2.0 Strict//",
    "-//IETF//DTD HTML 2.0//",
    "-//IETF//DTD HTML 2.1E//",
    "-//IETF//DTD HTML 3.0//",
    "-//IETF//DTD HTML 3.2 Final//",
    "-//IETF//DTD HTML 3.2//",
    "-//IETF//DTD HTML 3//",
    "-//IETF//DTD HTML Level 0//",
    "-//IETF//DTD HTML Level 1//",
    "-//IETF//DTD HTML Level 2//",
    "-//IETF//DTD HTML Level 3//",
    "-//IETF//DTD HTML Strict Level 0//",
    "-//IETF//DTD HTML Strict Level 1//",
    "-//IETF//DTD HTML Strict Level 2//",
    "-//IETF//DTD HTML Strict Level 3//",
    "-//IETF//DTD HTML Strict//",
    "-//IETF//DTD HTML//",
    "-//Metrius//DTD Metrius Presentational//",
    "-//Microsoft//DTD Internet Explorer 2.0 HTML Strict//",
    "-//Microsoft//DTD Internet Explorer 2.0 HTML//",
    "-//Microsoft//DTD Internet Explorer 2.0 Tables//",
    "-//Microsoft//DTD Internet Explorer 3.0 HTML Strict//",
    "-//Microsoft//DTD Internet Explorer 3.0 HTML//",
    "-//Microsoft//DTD Internet Explorer 3.0 Tables//",
    "-//Netscape Comm. Corp.//DTD HTML//",
    "-//Netscape Comm. Corp.//DTD Strict HTML//",
    "-//O'Reilly and Associates//DTD HTML 2.0//",
    "-//O'Reilly and Associates//DTD HTML Extended 1.0//",
    "-//O'Reilly and Associates//DTD HTML Extended Relaxed 1.0//",
    "-//SQ//DTD HTML 2.0 HoTMetaL + extensions//",
    "-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
    "-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
    "-//Spyglass//DTD HTML 2.0 Extended//",
    "-//Sun Microsystems Corp.//DTD HotJava HTML//",
    "-//Sun Microsystems Corp.//DTD HotJava Strict HTML//",
    "-//W3C//DTD HTML 3 1995-03-24//",
    "-//W3C//DTD HTML 3.2 Draft//",
    "-//W3C//DTD HTML 3.2 Final//",
    "-//W3C//DTD HTML 3.2//",
    "-//W3C//DTD HTML 3.2S Draft//",
    "-//W3C//DTD HTML 4.0 Frameset//",
    "-//W3C//DTD HTML 4.0 Transitional//",
    "-//W3C//DTD HTML Experimental 19960712//",
    "-//W3C//DTD HTML Experimental 970421//",
    "-//W3C//DTD W3 HTML//",
    "-//W3O//DTD W3 HTML 3.0//",
    "-//WebTechs//DTD Mozilla HTML 2.0//",
    "-//WebTechs//DTD Mozilla HTML//"};

static const char *const without_system[] = {"-//W3C//DTD HTML 4.01 Frameset//",
                                             "-//W3C//DTD HTML 4.01 Transitional//"};

static bool begins(str s, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        str beginning = str_from_cstr(list[i]);
        if (s.len >= beginning.len &&
            str_equals_nocase(str_slice(s, 0, beginning.len), beginning)) {
            return true;
        }
    }
    return false;
}

bool html_quirks_of(str source, struct span inside) {
    struct html_doctype d;
    html_doctype_read(source, inside, &d);
    str public_id = str_span(source, d.public_id);
    str system_id = str_span(source, d.system_id);
    if (d.force_quirks || !str_equals_nocase(str_span(source, d.name), STR("html"))) {
        return true;
    }
    for (size_t i = 0; i < sizeof whole_ids / sizeof whole_ids[0]; i++) {
        if (str_equals_nocase(public_id, str_from_cstr(whole_ids[i]))) {
            return true;
        }
    }
    return str_equals_nocase(system_id,
                             STR("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) ||
           begins(public_id, beginnings, sizeof beginnings / sizeof beginnings[0]) ||
           (!d.has_system &&
            begins(public_id, without_system, sizeof without_system / sizeof without_system[0]));
}
