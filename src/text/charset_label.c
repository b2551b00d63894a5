/* charset_label.c - the label table of the WHATWG Encoding Standard, and which encoding of glibc's
 * iconv reads what browsers read under that name: iso-8859-1 means windows-1252, gb2312 means
 * gb18030, shift_jis means code page 932. Bytes that the standard gives to C1 controls and glibc
 * to nothing become U+FFFD: no text means them. */
#include "text/charset_label.h"

static const struct {
    const char *label;
    enum charset_id id;
} labels[] = {
#include "text/tables/charset_labels.inc"
};

enum { LABEL_BYTES = 24 };

static const struct charset_info infos[CHARSET_IDS] = {
    [CHARSET_UTF_8] = {"UTF-8", "UTF-8", CHARSET_SHAPE_UTF_8},
    [CHARSET_UTF_16LE] = {"UTF-16LE", "UTF-16LE", CHARSET_SHAPE_UNITS_2},
    [CHARSET_UTF_16BE] = {"UTF-16BE", "UTF-16BE", CHARSET_SHAPE_UNITS_2},
    [CHARSET_UTF_32LE] = {"UTF-32LE", "UTF-32LE", CHARSET_SHAPE_UNITS_4},
    [CHARSET_UTF_32BE] = {"UTF-32BE", "UTF-32BE", CHARSET_SHAPE_UNITS_4},
    [CHARSET_IBM866] = {"IBM866", "IBM866", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_2] = {"ISO-8859-2", "ISO-8859-2", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_3] = {"ISO-8859-3", "ISO-8859-3", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_4] = {"ISO-8859-4", "ISO-8859-4", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_5] = {"ISO-8859-5", "ISO-8859-5", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_6] = {"ISO-8859-6", "ISO-8859-6", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_7] = {"ISO-8859-7", "ISO-8859-7", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_8] = {"ISO-8859-8", "ISO-8859-8", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_8_I] = {"ISO-8859-8-I", "ISO-8859-8", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_10] = {"ISO-8859-10", "ISO-8859-10", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_13] = {"ISO-8859-13", "ISO-8859-13", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_14] = {"ISO-8859-14", "ISO-8859-14", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_15] = {"ISO-8859-15", "ISO-8859-15", CHARSET_SHAPE_BYTES},
    [CHARSET_ISO_8859_16] = {"ISO-8859-16", "ISO-8859-16", CHARSET_SHAPE_BYTES},
    [CHARSET_KOI8_R] = {"KOI8-R", "KOI8-R", CHARSET_SHAPE_BYTES},
    [CHARSET_KOI8_U] = {"KOI8-U", "KOI8-U", CHARSET_SHAPE_BYTES},
    [CHARSET_MACINTOSH] = {"MACINTOSH", "MACINTOSH", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_874] = {"WINDOWS-874", "WINDOWS-874", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1250] = {"WINDOWS-1250", "WINDOWS-1250", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1251] = {"WINDOWS-1251", "WINDOWS-1251", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1252] = {"WINDOWS-1252", "WINDOWS-1252", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1253] = {"WINDOWS-1253", "WINDOWS-1253", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1254] = {"WINDOWS-1254", "WINDOWS-1254", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1255] = {"WINDOWS-1255", "WINDOWS-1255", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1256] = {"WINDOWS-1256", "WINDOWS-1256", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1257] = {"WINDOWS-1257", "WINDOWS-1257", CHARSET_SHAPE_BYTES},
    [CHARSET_WINDOWS_1258] = {"WINDOWS-1258", "WINDOWS-1258", CHARSET_SHAPE_BYTES},
    [CHARSET_X_MAC_CYRILLIC] = {"X-MAC-CYRILLIC", "MAC-UK", CHARSET_SHAPE_BYTES},
    [CHARSET_GBK] = {"GBK", "GB18030", CHARSET_SHAPE_PAIRS},
    [CHARSET_GB18030] = {"GB18030", "GB18030", CHARSET_SHAPE_PAIRS},
    [CHARSET_BIG5] = {"BIG5", "BIG5-HKSCS", CHARSET_SHAPE_PAIRS},
    [CHARSET_EUC_JP] = {"EUC-JP", "EUC-JP-MS", CHARSET_SHAPE_PAIRS},
    [CHARSET_ISO_2022_JP] = {"ISO-2022-JP", "ISO-2022-JP", CHARSET_SHAPE_ANY},
    [CHARSET_SHIFT_JIS] = {"SHIFT_JIS", "CP932", CHARSET_SHAPE_LEADS},
    [CHARSET_EUC_KR] = {"EUC-KR", "UHC", CHARSET_SHAPE_PAIRS},
    [CHARSET_X_USER_DEFINED] = {"X-USER-DEFINED", NULL, CHARSET_SHAPE_BYTES},
};

static size_t fold(str label, char out[LABEL_BYTES]) {
    if (label.len >= LABEL_BYTES) {
        return 0;
    }
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return label.len;
}

enum charset_id charset_label_find(str label) {
    char folded[LABEL_BYTES];
    str wanted = {folded, fold(str_trim(label), folded)};
    size_t from = 0;
    size_t to = sizeof labels / sizeof *labels;
    while (wanted.len && from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(wanted, str_from_cstr(labels[middle].label));
        if (order == 0) {
            return labels[middle].id;
        }
        from = order > 0 ? middle + 1 : from;
        to = order < 0 ? middle : to;
    }
    return CHARSET_NONE;
}

const struct charset_info *charset_label_info(enum charset_id id) {
    return &infos[id];
}
