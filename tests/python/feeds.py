#!/usr/bin/env python3
"""Our feeds against the cases of gofeed and feedparser.

labels: slow
The cases are evaluation data, not part of the project: COPYTASTER_DATA names their folder (default ../shared/data
beside the checkout); skipped when it isn't there. Fails below the floors named here. What feeds_dump tells is only
renamed and put where these projects have it, nothing is parsed here. With "-v" each failing case is shown, with a
word behind it only those whose name has it.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "feeds"))
import feedparser_names
import gofeed_names

SOURCE = pathlib.Path(os.environ.get("SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
DATA = pathlib.Path(os.environ.get("COPYTASTER_DATA", SOURCE.parent / "shared" / "data")) / "feeds"
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", SOURCE / "build" / "dev"))
FLOORS = {"gofeed": 0.99, "feedparser": 0.97}


class Dumper:
    """The C program that parses; one request at a time."""

    def __init__(self):
        self.process = subprocess.Popen([BUILD / "feeds_dump"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, path, url, headers):
        fields = [str(path), url] + [headers.get(name, "") for name in
                                     ("content-type", "content-location", "content-language")]
        self.process.stdin.write(("\t".join(fields) + "\n").encode())
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def headers_of(case):
    headers = {}
    for line in (case.get("http_header") or "").splitlines():
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def cases_of(name):
    with open(DATA / f"{name}-dev.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def judge(name, case, folder, dumper):
    """The faults of one case, as lines."""
    names = {"gofeed": gofeed_names, "feedparser": feedparser_names}[name]
    headers = headers_of(case)
    url = names.address_of(case["file"])
    answer = dumper.ask(folder / case["file"], url, headers)
    return names.compare(case, answer)


def main():
    if not (DATA / "feeds-dev.tar.gz").exists():
        print("no evaluation data")
        return 77
    verbose = "-v" in sys.argv
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    dumper = Dumper()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with tarfile.open(DATA / "feeds-dev.tar.gz") as archive:
            archive.extractall(folder)
        for name in ("gofeed", "feedparser"):
            table = collections.Counter()
            passed = collections.Counter()
            for case in cases_of(name):
                faults = judge(name, case, folder, dumper)
                table[case["kind"]] += 1
                passed[case["kind"]] += not faults
                if faults and verbose and all(word in case["id"] for word in words):
                    print("FAIL", case["id"], *faults[:4], sep="\n    ")
            for kind in sorted(table):
                print(f"{name:10} {kind:24} {passed[kind]:5} of {table[kind]:5}")
            counted = [kind for kind in table if kind != "sanitize"]
            share = sum(passed[kind] for kind in counted) / sum(table[kind] for kind in counted)
            print(f"{name:10} {'all but sanitising':24} {100 * share:.2f} %")
            failed = failed or share < FLOORS[name]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
