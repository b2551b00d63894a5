#!/bin/sh
# A disk that is full while a page is written: a message, exit 3, the old page whole, and nothing left beside it.
. "$SOURCE_DIR/tests/_lib.sh"

mkdir "$work/disk"
mount -t tmpfs -o size=64k tmpfs "$work/disk" 2>/dev/null || skip "a small disk can't be mounted here (needs root)"
trap 'umount "$work/disk"; rm -rf "$work"' EXIT

echo "the old page" >"$work/disk/page.html"
expect_exit 3 "$COPYTASTER" account --quiet --html "$work/disk/page.html" "$SOURCE_DIR/samples"
grep -q 'page.html: writing: No space left' "$work/err" || fail "the reason isn't told: $(cat "$work/err")"
[ "$(cat "$work/disk/page.html")" = "the old page" ] || fail "the old page is gone"
[ "$(ls "$work/disk")" = page.html ] || fail "something was left: $(ls "$work/disk")"
