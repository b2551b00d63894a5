/* verify.c - render_verify never breaks on foreign bytes, answers the same twice, and passes
 * nothing that isn't an export. */
#include <stdlib.h>

#include "account/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str bytes = {(const char *)data, size};
    size_t n_once = 0;
    size_t n_twice = 0;
    struct error once = {0};
    struct error twice = {0};
    enum err code = render_verify(bytes, &n_once, &once);
    if (code != render_verify(bytes, &n_twice, &twice) || n_once != n_twice ||
        strcmp(once.where, twice.where) != 0 || strcmp(once.msg, twice.msg) != 0) {
        abort();
    }
    if (code == ERR_OK && (str_find(bytes, STR("reports"), 0) == SIZE_MAX &&
                           str_find(bytes, STR("\\u"), 0) == SIZE_MAX)) {
        abort();
    }
    if (code != ERR_OK && once.msg[0] == '\0') {
        abort();
    }
    return 0;
}
