#!/bin/sh
# The shared library exports the names of copytaster.h and no others.
. "$SOURCE_DIR/tests/_lib.sh"

library=$BUILD_DIR/libcopytaster.so
[ -f "$library" ] || skip "no shared library in this build"
command -v nm >/dev/null || skip "no nm"

# Names with an underscore in front belong to the compiler (sanitizers, coverage), and so does mangle_path.
nm -D --defined-only "$library" | awk '{ print $NF }' | grep -vE '^(ct_|_|mangle_path$)' >"$work/foreign" || true
[ ! -s "$work/foreign" ] || fail "exported but not public: $(paste -sd ' ' "$work/foreign")"
