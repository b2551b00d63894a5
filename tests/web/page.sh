#!/bin/sh
# The page of the samples, in headless Chromium: axe-core finds nothing, nothing is fetched, links light up their words.
# Needs what `make test-web` installs: node, chromium and the packages of tests/web/package.json.
. "$SOURCE_DIR/tests/_lib.sh"
command -v node >/dev/null || skip "no node: make test-web"
chromium=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$chromium" ] || skip "no chromium: make test-web"
[ -d "$SOURCE_DIR/tests/web/node_modules/axe-core" ] || skip "no axe-core: make test-web"

expect_exit 0 "$COPYTASTER" account --html "$work/page.html" "$SOURCE_DIR/samples"
expect_exit 0 "$COPYTASTER" verify "$work/page.html"
HOME=$work node "$SOURCE_DIR/tests/web/_page.mjs" "$chromium" "$work/page.html" "${SCREENSHOTS:-}" ||
    fail "the page of the samples"
