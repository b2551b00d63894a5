#!/usr/bin/env python3
"""A million reports that are all the same, and two of 50 MB, through dedup, copies and stories: each within a limit of time."""
# labels: slow
import sys
import tempfile

import _corpora

MANY, FEWER, MOST_S = 1000000, 10000, 240  # an ordinary build takes 40 s or less


def check(path, name):
    for layer in "dedup", "copies", "stories":
        seconds, peak, written = _corpora.user_seconds(layer, path)
        print(f"{name:16}{layer:10}{seconds:8.1f} s{peak:8.0f} MB{written / 1e6:8.1f} MB written", flush=True)
        if seconds > MOST_S or not written:
            sys.exit(f"FAIL: {layer}: {seconds:.0f} s for {name}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/reports.jsonl"
        _corpora.write(path, _corpora.identical, FEWER)
        is_slow = _corpora.user_seconds("copies", path)[0] > 2  # sanitizers take ten times as much of all
        _corpora.write(path, _corpora.identical, MANY // 20 if is_slow else MANY)
        check(path, "identical")
        _corpora.write(path, _corpora.huge, 2)
        check(path, "of 50 MB")


main()
