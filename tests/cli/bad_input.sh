#!/bin/sh
# Bad input gets a clear answer and loses nothing else.
. "$SOURCE_DIR/tests/_lib.sh"

good='The mayor of Ardlow, Ines Marek, said on Friday that the bridge would open again. "We are ready," she said.'

# An empty file, a binary file, an unreadable one and an empty folder, each beside a good report.
mkdir "$work/in" "$work/none"
printf '%s\n' "$good" >"$work/in/good.txt"
: >"$work/in/empty.txt"
printf 'PK\003\004\000\000\000\001\002\003' >"$work/in/archive.bin"
expect_exit 4 "$COPYTASTER" quotes --json "$work/in"
grep -q '"id":"good"' "$work/out" || fail "the good report is lost"
grep -q 'empty.txt' "$work/err" || fail "the empty file isn't named"
grep -q 'archive.bin' "$work/err" || fail "the binary file isn't named"
expect_exit 1 "$COPYTASTER" account "$work/none"
grep -q 'no report' "$work/err" || fail "an empty folder isn't told"
expect_exit 4 "$COPYTASTER" account "$work/missing.txt"
grep -q 'missing.txt' "$work/err" || fail "a missing file isn't named"

# Report lines: what is wrong is named with file and line, the rest goes on.
{
    printf '{"id":"one","text":"%s"}\n' 'The mayor said the bridge was open.'
    printf '[1,2]\n{"id":"no text"}\n{"id":"cut","text":"The br\n'
    printf '{"id":"two","text":"The mayor said the bridge was shut.","desk":"night"}\n'
} >"$work/lines.jsonl"
expect_exit 4 "$COPYTASTER" quotes --json "$work/lines.jsonl"
for id in one two; do
    grep -q "\"id\":\"$id\"" "$work/out" || fail "good line $id is lost"
done
for line in 2 3 4; do
    grep -q "lines.jsonl:$line" "$work/err" || fail "line $line isn't named"
done

# Ids that come twice are kept apart; invalid UTF-8 is mended and told.
printf '{"id":"x","text":"The mayor said yes."}\n{"id":"x","text":"The mayor said no."}\n' >"$work/twice.jsonl"
expect_exit 0 "$COPYTASTER" quotes --json "$work/twice.jsonl"
for id in x x#2; do
    grep -q "\"id\":\"$id\"" "$work/out" || fail "equal ids: $id"
done
printf 'The mayor said the bridge was caf\303 open \377 again on Friday, after long repairs.\n' >"$work/bad.txt"
expect_exit 0 "$COPYTASTER" quotes "$work/bad.txt"

# Controls, escapes and bidi marks of a report never reach the terminal.
printf '{"id":"esc","title":"\\u001b[31mred\\u202e title","text":"\\u001b]0;x\\u0007The mayor said \\"we \\u202ewin\\" on Friday."}\n' >"$work/esc.jsonl"
for command in account quotes names conflicts stories; do
    expect_exit 0 "$COPYTASTER" "$command" --all "$work/esc.jsonl"
    if LC_ALL=C grep -q "$(printf '[\033\007]')" "$work/out" || grep -q "$(printf '\342\200\256')" "$work/out"; then
        fail "$command: a control character came through"
    fi
done

# A page that can't be written leaves nothing behind.
expect_exit 3 "$COPYTASTER" account --html "$work/nowhere/page.html" "$work/in/good.txt"
if [ -e /dev/full ]; then
    code=0
    "$COPYTASTER" quotes "$work/in/good.txt" >/dev/full 2>"$work/err" || code=$?
    [ "$code" = 3 ] || fail "a full disk behind stdout: exit $code"
fi
