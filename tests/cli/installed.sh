#!/bin/sh
# What `make install` copies is whole: the program runs from there, and a small C program finds the library through
# pkg-config, shared and static.
. "$SOURCE_DIR/tests/_lib.sh"
setting() {
    sed -n "s/^$1:[A-Z]*=//p" "$BUILD_DIR/CMakeCache.txt"
}
[ -z "$(setting COPYTASTER_SANITIZE)" ] || skip "libraries with sanitizers aren't for installing"
command -v pkg-config >/dev/null || skip "no pkg-config"

expect_exit 0 env DESTDIR="$work" cmake --install "$BUILD_DIR"
prefix=$work$(setting CMAKE_INSTALL_PREFIX)
libdir=$(dirname "$(find "$work" -name libcopytaster.a)")
for file in bin/copytaster include/copytaster.h share/man/man1/copytaster.1 share/man/man1/copytaster-account.1 \
    share/bash-completion/completions/copytaster share/zsh/site-functions/_copytaster \
    share/fish/vendor_completions.d/copytaster.fish share/copytaster/account.schema.json; do
    [ -s "$prefix/$file" ] || fail "$file isn't installed"
done
expect_exit 0 "$prefix/bin/copytaster" account "$SOURCE_DIR/samples"

cat >"$work/small.c" <<'END'
#include <copytaster.h>

static bool take(void *ctx, const char *bytes, size_t n) {
    (void)bytes;
    *(size_t *)ctx += n;
    return true;
}

int main(int argc, char **argv) {
    ct_corpus *corpus = 0;
    ct_result *result = 0;
    ct_error error;
    size_t n = 0;
    int code = argc != 2 || ct_corpus_new(0, &corpus, &error) ||
               ct_corpus_add_paths(corpus, (const char *const *)argv + 1, 1, &error) ||
               ct_corpus_collate(corpus, 0, 0, &result, &error) ||
               ct_result_write(result, CT_ACCOUNT, CT_TEXT, 0, take, &n, &error);
    ct_result_free(result);
    ct_corpus_free(corpus);
    return code || n == 0;
}
END
compiler=$(setting CMAKE_C_COMPILER)
export PKG_CONFIG_PATH="$libdir/pkgconfig"
flags=$(pkg-config --define-variable=prefix="$prefix" --cflags copytaster)
shared=$(pkg-config --define-variable=prefix="$prefix" --libs copytaster)
# Only our library is linked statically here, so what the others would need for that (-lstdc++) isn't.
all=$(pkg-config --define-variable=prefix="$prefix" --static --libs copytaster |
    sed 's/-lcopytaster/-l:libcopytaster.a/; s/-lstdc++//')
# shellcheck disable=SC2086 # lists of flags
expect_exit 0 "$compiler" -std=c17 -Wall -Wextra -Werror $flags -o "$work/shared" "$work/small.c" $shared
# shellcheck disable=SC2086
expect_exit 0 "$compiler" -std=c17 -Wall -Wextra -Werror $flags -o "$work/static" "$work/small.c" $all
expect_exit 0 env LD_LIBRARY_PATH="$libdir" "$work/shared" "$SOURCE_DIR/samples"
expect_exit 0 "$work/static" "$SOURCE_DIR/samples"
