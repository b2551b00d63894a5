#!/usr/bin/env python3
"""copies and stories over corpora made to be slow: four times as many reports take at most eight times as long, with a floor against the noise of clocks.
(dedup: test_dedup.c.)"""
import sys
import tempfile

import _corpora

FEW, FACTOR, MOST, FLOOR_S = 2000, 4, 8, 0.3


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/reports.jsonl"
        for make in _corpora.identical, _corpora.one_word, _corpora.function_words, _corpora.versions, _corpora.furniture:
            took = {}
            for n in FEW, FEW * FACTOR:
                _corpora.write(path, make, n)
                for layer in "copies", "stories":
                    took[layer, n] = _corpora.user_seconds(layer, path)[0]
            for layer in "copies", "stories":
                few, many = took[layer, FEW], took[layer, FEW * FACTOR]
                print(f"{make.__name__:16}{layer:10}{few:8.2f} s{many:8.2f} s")
                if many > MOST * few + FLOOR_S:
                    sys.exit(f"FAIL: {FACTOR} times as many reports ({make.__name__}) take {layer} {many / few:.1f} times as long")


main()
