# shellcheck shell=sh
# _lib.sh - what test scripts share. Use:  . "$SOURCE_DIR/tests/_lib.sh"
# Gives $work, an empty folder that goes away; skip, fail, expect_exit, find_seeds.
# The test driver sets COPYTASTER (the program), SOURCE_DIR (the tree) and BUILD_DIR.
set -eu
export LC_ALL=C NO_COLOR=1

: "${SOURCE_DIR:?run the tests with ctest or make test}" "${COPYTASTER:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "FAIL: $*" >&2
    exit 1
}

skip() {
    echo "SKIP: $*" >&2
    exit 77
}

# expect_exit CODE COMMAND...: runs it, output to $work/out and $work/err; fails on another exit code.
expect_exit() {
    expected=$1
    shift
    code=0
    "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" = "$expected" ] ||
        fail "exit $code, expected $expected: $*
$(tail -n 20 "$work/err")"
}

# Sets $seeds to the folder of evaluation reports, or skips the test where there is none.
find_seeds() {
    seeds=${COPYTASTER_SEEDS:-$SOURCE_DIR/../shared/seeds}
    [ -d "$seeds" ] || skip "no folder of seed reports (COPYTASTER_SEEDS)"
}
