/* charset_label.h - the names under which the web knows encodings (WHATWG Encoding Standard). */
#ifndef COPYTASTER_TEXT_CHARSET_LABEL_H
#define COPYTASTER_TEXT_CHARSET_LABEL_H

#include "base/str.h"

enum charset_id {
    CHARSET_NONE, /* no label, or one that nobody knows */
    CHARSET_UTF_8,
    CHARSET_UTF_16LE,
    CHARSET_UTF_16BE,
    CHARSET_UTF_32LE, /* no label has it: byte order marks do */
    CHARSET_UTF_32BE,
    CHARSET_IBM866,
    CHARSET_ISO_8859_2,
    CHARSET_ISO_8859_3,
    CHARSET_ISO_8859_4,
    CHARSET_ISO_8859_5,
    CHARSET_ISO_8859_6,
    CHARSET_ISO_8859_7,
    CHARSET_ISO_8859_8,
    CHARSET_ISO_8859_8_I,
    CHARSET_ISO_8859_10,
    CHARSET_ISO_8859_13,
    CHARSET_ISO_8859_14,
    CHARSET_ISO_8859_15,
    CHARSET_ISO_8859_16,
    CHARSET_KOI8_R,
    CHARSET_KOI8_U,
    CHARSET_MACINTOSH,
    CHARSET_WINDOWS_874,
    CHARSET_WINDOWS_1250,
    CHARSET_WINDOWS_1251,
    CHARSET_WINDOWS_1252,
    CHARSET_WINDOWS_1253,
    CHARSET_WINDOWS_1254,
    CHARSET_WINDOWS_1255,
    CHARSET_WINDOWS_1256,
    CHARSET_WINDOWS_1257,
    CHARSET_WINDOWS_1258,
    CHARSET_X_MAC_CYRILLIC,
    CHARSET_GBK,
    CHARSET_GB18030,
    CHARSET_BIG5,
    CHARSET_EUC_JP,
    CHARSET_ISO_2022_JP,
    CHARSET_SHIFT_JIS,
    CHARSET_EUC_KR,
    CHARSET_REPLACEMENT, /* encodings that browsers refuse: one of these is no evidence */
    CHARSET_X_USER_DEFINED,
    CHARSET_IDS
};

/* How the bytes of an encoding stand for characters. */
enum charset_shape {
    CHARSET_SHAPE_UTF_8,
    CHARSET_SHAPE_UNITS_2, /* UTF-16 */
    CHARSET_SHAPE_UNITS_4, /* UTF-32 */
    CHARSET_SHAPE_BYTES,   /* one byte a character */
    CHARSET_SHAPE_PAIRS,   /* ASCII, and pairs of bytes that are both past 0xA0, and more */
    CHARSET_SHAPE_LEADS,   /* ASCII, and characters that begin past it */
    CHARSET_SHAPE_ANY      /* whatever iconv makes of it, escape sequences too */
};

struct charset_info {
    const char *name;  /* "WINDOWS-1252" */
    const char *iconv; /* what glibc calls the same, or the superset that browsers read */
    enum charset_shape shape;
};

/* The encoding that `label` stands for, white space around it and letter case aside. O(log n). */
enum charset_id charset_label_find(str label);

/* Name and shape of an encoding; {NULL} for CHARSET_NONE and CHARSET_REPLACEMENT. */
const struct charset_info *charset_label_info(enum charset_id id);

#endif
