#!/bin/sh
# An export holds; one changed byte of text, one moved span, one changed word does not.
. "$SOURCE_DIR/tests/_lib.sh"

"$COPYTASTER" account --json "$SOURCE_DIR/samples" >"$work/a.json"
expect_exit 0 "$COPYTASTER" verify "$work/a.json"
grep -q 'spans hold' "$work/out" || fail "the number of spans isn't told"
expect_exit 0 "$COPYTASTER" account --html "$work/a.html" "$SOURCE_DIR/samples"
expect_exit 0 "$COPYTASTER" verify "$work/a.html"

sed '0,/"exact": "/s//"exact": "x/' "$work/a.json" >"$work/b.json"
expect_exit 1 "$COPYTASTER" verify "$work/b.json"
sed '0,/"text": "/s//"text": "x/' "$work/a.json" >"$work/c.json"
expect_exit 1 "$COPYTASTER" verify "$work/c.json"
printf '{"format":"other"}' >"$work/d.json"
expect_exit 4 "$COPYTASTER" verify "$work/d.json"
printf 'not an export' >"$work/e.json"
expect_exit 4 "$COPYTASTER" verify "$work/e.json"

# A place that the account prints can be shown.
place=$(python3 - "$work/a.json" <<'PY'
import json, sys
doc = json.load(open(sys.argv[1], encoding="utf-8"))
claim = doc["stories"][0]["claims"][0]
print(doc["reports"][claim["target"]["report"]]["id"] + ":%d-%d" % tuple(claim["target"]["chars"]))
PY
)
expect_exit 0 "$COPYTASTER" show "$place" "$SOURCE_DIR/samples"
expect_exit 1 "$COPYTASTER" show "nobody:0-5" "$SOURCE_DIR/samples"
expect_exit 2 "$COPYTASTER" show "harbour-gazette" "$SOURCE_DIR/samples"
