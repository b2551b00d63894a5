#!/usr/bin/env python3
"""Small pages and what is read of them: tests/golden/pages/*.txt.

A case is one file: a first line that says what it shows, then "=== page" with the markup, then "=== blocks" with a line a block: its kind,
the time of a post, and its text with line feeds as " / " (in brackets, as it stands in the page, where a block has none). To add a case
write a file; with GOLDEN_UPDATE=1 the last part is rewritten, and the diff is to be read. All is invented.
"""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
HERE = os.path.join(os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")),
                    "tests", "golden", "pages")


def answer(markup):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        with open(path, "w", encoding="utf-8") as f:
            f.write(markup)
        done = subprocess.run([PROGRAM, "extract", "--quiet", "--evidence", path], stdout=subprocess.PIPE, check=True)
    report, data, lines = json.loads(done.stdout), markup.encode("utf-8"), []
    for block in report["blocks"]:
        source = data[block["source_start"]:block["source_end"]].decode("utf-8")
        text = report["text"][block["start"]:block["end"]].replace("\n", " / ") or "[" + " ".join(source.split()) + "]"
        lines.append(" ".join(filter(None, (block["kind"], block.get("time"), text))))
    return "\n".join(lines)


def main():
    failed = 0
    cases = sorted(x for x in os.listdir(HERE) if x.endswith(".txt"))
    for name in cases:
        path = os.path.join(HERE, name)
        with open(path, encoding="utf-8") as f:
            before, _, expected = f.read().partition("=== blocks\n")
        got = answer(before.partition("=== page\n")[2])
        if got == expected.strip("\n"):
            continue
        if os.environ.get("GOLDEN_UPDATE"):
            with open(path, "w", encoding="utf-8") as f:
                f.write(f"{before}=== blocks\n{got}\n")
            print(f"{name}: rewritten")
            continue
        failed += 1
        print(f"{name}:\n--- expected\n{expected}--- got\n{got}\n")
    print(f"{len(cases)} pages, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
