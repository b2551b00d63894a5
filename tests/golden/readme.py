#!/usr/bin/env python3
"""The examples of README.md: every block of indented lines that begins with "$ copytaster" is run, and prints what stands below it.

A line "..." stands for any lines. With GOLDEN_UPDATE=1 blocks without such a line are rewritten; read the diff.
"""
import os
import re
import subprocess
import sys

PROGRAM = os.environ["COPYTASTER"]
SOURCE = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
README = os.path.join(SOURCE, "README.md")
BLOCK = re.compile(r"^    \$ (copytaster [^\n]*)\n((?:    [^\n]*\n|\n(?=\n*    ))*)", re.M)


def run(command):
    folder = os.path.dirname(os.path.abspath(PROGRAM))
    environment = dict(os.environ, PATH=folder + os.pathsep + os.environ["PATH"], NO_COLOR="1")
    done = subprocess.run(["sh", "-c", command], cwd=SOURCE, env=environment, stdout=subprocess.PIPE, check=False)
    return [line.rstrip() for line in done.stdout.decode("utf-8").rstrip("\n").split("\n")]


def matches(expected, got):
    """Whether the lines agree; "..." takes any number of lines."""
    if not expected:
        return not got
    if expected[0] == "...":
        return any(matches(expected[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and expected[0] == got[0] and matches(expected[1:], got[1:])


def indent(lines):
    return "".join(("    " + line).rstrip() + "\n" for line in lines)


def main():
    with open(README, encoding="utf-8") as f:
        text = f.read()
    failed, n = 0, 0

    def check(match):
        nonlocal failed, n
        n += 1
        expected = [line[4:].rstrip() for line in match[2].rstrip("\n").split("\n")]
        got = run(match[1])
        if matches(expected, got):
            return match[0]
        if os.environ.get("GOLDEN_UPDATE") and "..." not in expected:
            return f"    $ {match[1]}\n" + indent(got)
        failed += 1
        print(f"FAIL $ {match[1]}\n" + "\n".join(got[:40]))
        return match[0]

    fresh = BLOCK.sub(check, text)
    if fresh != text:
        with open(README, "w", encoding="utf-8") as f:
            f.write(fresh)
    print(f"{n} examples, {failed} failed")
    return 1 if failed or n == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
