#!/bin/sh
# The same reports give the same bytes: for 1, 2 and 8 threads, and for any order of input.
. "$SOURCE_DIR/tests/_lib.sh"

reports() { find "$SOURCE_DIR/samples" -name '*.txt' -o -name '*.jsonl' | LC_ALL=C sort "$@"; }
for layer in account conflicts stories quotes names dates figures events copies; do
    # shellcheck disable=SC2046
    "$COPYTASTER" "$layer" --json --threads 1 $(reports) >"$work/$layer.1"
    for threads in 2 8; do
        # shellcheck disable=SC2046
        "$COPYTASTER" "$layer" --json --threads "$threads" $(reports) | cmp - "$work/$layer.1" || fail "$layer, $threads threads"
        # shellcheck disable=SC2046
        "$COPYTASTER" "$layer" --json --threads "$threads" $(reports -r) | cmp - "$work/$layer.1" || fail "$layer, other order"
    done
done
