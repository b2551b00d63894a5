#!/usr/bin/env python3
"""Progress with time left is drawn on a terminal, wiped at the end, and nowhere else: not into a pipe, not with --quiet. All words are invented."""
import json
import os
import pty
import random
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["COPYTASTER"]
WIPE = b"\r\x1b[K"


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def reports(n):
    rng = random.Random(3)
    for i in range(n):
        yield (json.dumps({"id": f"r{i}", "text": " ".join(f"w{rng.randrange(5000)}" for _ in range(80)) + "."}) + "\n").encode()


def slowly(words, lines):
    """What the command writes to a terminal on stderr while its input comes in pieces."""
    terminal, other = pty.openpty()
    with subprocess.Popen([PROGRAM, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=other) as child:
        os.close(other)
        for k in range(0, len(lines), len(lines) // 3):
            child.stdin.write(b"".join(lines[k:k + len(lines) // 3]))
            child.stdin.flush()
            time.sleep(0.4)
        child.stdin.close()
        drawn = b""
        while True:
            try:
                drawn += os.read(terminal, 1 << 16)
            except OSError:  # the other side is closed
                break
    require(child.returncode == 0, f"{words}: exit {child.returncode}")
    return drawn


def main():
    lines = list(reports(4000))
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/reports.jsonl"
        with open(path, "wb") as f:
            f.writelines(lines)
        for words in ("copies", "--json", "-"), ("dedup", "--json", "-"), ("stories", "--json", "--index", f"{folder}/index", "-"):
            drawn = slowly(words, lines)
            require(drawn.startswith(WIPE + b"reading: ") and b" MB" in drawn, f"{words}: no progress on a terminal: {drawn[:80]}")
            require(drawn.endswith(WIPE), f"{words}: progress isn't wiped")
            require(slowly((*words, "--quiet"), lines) == b"", f"{words}: --quiet draws")
        mapped = subprocess.run([PROGRAM, "map", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        require(mapped.stderr == b"", "progress goes into a pipe")
        drawn = slowly(("reduce", "--json"), mapped.stdout.splitlines(keepends=True))
        require(drawn.startswith(WIPE + b"reading: ") and drawn.endswith(WIPE), f"reduce: no progress on a terminal: {drawn[:80]}")
    print("progress: fine")


main()
