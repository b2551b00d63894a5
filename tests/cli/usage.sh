#!/bin/sh
# Help, usage errors and exit codes, as a person meets them.
. "$SOURCE_DIR/tests/_lib.sh"
export HOME="$work" XDG_CONFIG_HOME="$work"

expect_exit 0 "$COPYTASTER" --version
expect_exit 0 "$COPYTASTER" --help
expect_exit 2 "$COPYTASTER"
expect_exit 2 "$COPYTASTER" acount .
grep -q '"acount" is no command' "$work/err" || fail "the wrong command isn't named"
expect_exit 2 "$COPYTASTER" account
expect_exit 2 "$COPYTASTER" account --colour x .
grep -q -- '--colour: no such option' "$work/err" || fail "the wrong option isn't named"
expect_exit 2 "$COPYTASTER" account --threads many .
grep -q 'a number from 0 to 256 is expected' "$work/err" || fail "the bounds aren't told"
expect_exit 2 "$COPYTASTER" quotes --json --csv .

# Every command has a page, a man page and its examples run through the same parser.
for command in account conflicts stories quotes names dates figures events copies dedup map reduce show verify config help; do
    expect_exit 0 "$COPYTASTER" "$command" --help
    grep -q "^Usage: copytaster $command" "$work/out" || fail "$command: no usage line"
    expect_exit 0 "$COPYTASTER" help man "$command"
    if command -v mandoc >/dev/null; then
        mandoc -T lint -W error "$work/out" || fail "$command: man page"
    fi
done
for shell in bash zsh fish; do
    expect_exit 0 "$COPYTASTER" help completion "$shell"
    [ -s "$work/out" ] || fail "no completion for $shell"
done
"$COPYTASTER" help completion bash >"$work/completion" && bash -n "$work/completion"

# Settings: the command line outranks the environment, that the file, that the defaults.
mkdir -p "$work/copytaster"
echo "threads = 3  # a comment" >"$work/copytaster/config"
expect_exit 0 "$COPYTASTER" config
grep -q '^threads  = 3 .*copytaster/config' "$work/out" || fail "the file isn't read"
expect_exit 0 env COPYTASTER_THREADS=4 "$COPYTASTER" config
grep -q '^threads  = 4 .*COPYTASTER_THREADS' "$work/out" || fail "the environment isn't read"
expect_exit 0 env COPYTASTER_THREADS=4 "$COPYTASTER" config --threads 5
grep -q '^threads  = 5 .*command line' "$work/out" || fail "the command line isn't read"
echo "threads = no" >"$work/copytaster/config"
expect_exit 2 "$COPYTASTER" config
