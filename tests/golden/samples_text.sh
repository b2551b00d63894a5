#!/bin/sh
# The account of samples/ as a person reads it, and the table of every layer. GOLDEN_UPDATE=1 rewrites them; read the diff.
. "$SOURCE_DIR/tests/_lib.sh"
folder=$SOURCE_DIR/tests/golden/samples

for layer in account conflicts stories quotes names dates figures events copies; do
    (cd "$SOURCE_DIR" && "$COPYTASTER" "$layer" --quiet samples) >"$work/$layer.txt"
    if [ -n "${GOLDEN_UPDATE:-}" ]; then
        cp "$work/$layer.txt" "$folder/$layer.txt"
    fi
    diff -u "$folder/$layer.txt" "$work/$layer.txt" >&2 || fail "$layer reads otherwise"
done
