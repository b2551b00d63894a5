#!/usr/bin/env python3
"""Small stories and the conflicts that must (or must not) come out: tests/golden/conflicts/*.txt.

A case is one file: a first line that says what it shows, then "=== report NAME [DAY]" with the text below it, twice or more, then
"=== conflicts" with one line a conflict: kind: answer [reports] / answer [reports], or the single line "none". To add a case write a
file; with GOLDEN_UPDATE=1 the last part is rewritten, and the diff is to be read.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
HERE = os.path.join(os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")),
                    "tests", "golden", "conflicts")


def parse(path):
    with open(path, encoding="utf-8") as f:
        content = f.read()
    head, *parts = re.split(r"^=== ", content, flags=re.M)
    reports, expected = [], None
    for part in parts:
        title, _, body = part.partition("\n")
        words = title.split()
        if words[0] == "report":
            reports.append({"id": words[1], "text": body.strip("\n") + "\n", **({"published": words[2]} if len(words) > 2 else {})})
        else:
            expected = body.strip()
    return head, content[:content.index("=== conflicts")], reports, expected


def answer(reports):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in reports:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
        f.flush()
        done = subprocess.run([PROGRAM, "conflicts", "--json", f.name], stdout=subprocess.PIPE, check=True)
    lines = []
    for story in json.loads(done.stdout.decode("utf-8"))["stories"]:
        ids = {w["letter"]: w["id"] for w in story["witnesses"]}
        for c in story["conflicts"]:
            sides = [f"{s['value']} [{' '.join(sorted({ids[p['witness']] for p in s['places']}))}]" for s in c["sides"]]
            lines.append(f"{c['kind']}: " + " / ".join(sides))
    return "\n".join(lines) or "none"


def main():
    failed = 0
    cases = sorted(x for x in os.listdir(HERE) if x.endswith(".txt"))
    for name in cases:
        path = os.path.join(HERE, name)
        _, before, reports, expected = parse(path)
        got = answer(reports)
        if got == expected:
            continue
        if os.environ.get("GOLDEN_UPDATE"):
            with open(path, "w", encoding="utf-8") as f:
                f.write(before + "=== conflicts\n" + got + "\n")
            continue
        failed += 1
        print(f"FAIL {name}\n  expected:\n    " + expected.replace("\n", "\n    ") + "\n  got:\n    " + got.replace("\n", "\n    "))
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
