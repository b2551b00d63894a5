/* dump.c - the encodings that pages declare or mark, for charset_conformance.py. Reads requests
 * from stdin: a line with the number of bytes, then the bytes. Answers with the name or an empty
 * line. */
#include <stdio.h>
#include <stdlib.h>

#include "text/charset.h"

int main(void) {
    static char page[1 << 20];
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        size_t n = strtoul(line, NULL, 10);
        if (n > sizeof page || fread(page, 1, n, stdin) != n) {
            return EXIT_FAILURE;
        }
        arena a;
        arena_init(&a, 0);
        struct charset_hints hints = {STR(""), true};
        struct charset_text t;
        enum err code = charset_convert_markup(&a, str_of(page, n), &hints, &t);
        bool is_marked = code == ERR_OK && t.skipped > 0;
        str name = is_marked ? t.encoding : charset_declared(str_of(page, n));
        printf("%" STR_FMT "\n", STR_ARG(name));
        arena_done(&a);
        fflush(stdout);
    }
    return EXIT_SUCCESS;
}
