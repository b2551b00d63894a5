"""One finder of near-duplicates over many reports, in the peers' own environment: worker_dedup.py TASK INPUT THRESHOLD OUT.

INPUT holds report lines. They are read outside the clock; the clock (processor time) covers words, five-word shingles, sketches and
the look-up of candidates. OUT gets one JSON object: seconds, those of words and shingles among them, bytes of memory that came in with it, and pairs [i, j] of reports that the
peer holds for duplicates at THRESHOLD: candidates whose estimated overlap reaches it; or flags, the reports that it holds for one of such a pair.
"""
import json
import os
import re
import sys
import tempfile
import time

WORD = re.compile(r"[a-z0-9]+")
PERMUTATIONS = 128
BANDS = {0.5: 64, 0.8: 32}  # of rensa, which wants them named; datasketch chooses by the threshold


SPENT = {"shingles": 0.0}  # seconds on what isn't the peer's own


def shingles(text):
    began = time.process_time()
    words = WORD.findall(text.lower())
    made = {" ".join(words[i:i + 5]) for i in range(len(words) - 4)} or {" ".join(words)}
    SPENT["shingles"] += time.process_time() - began
    return made


def memory():
    with open("/proc/self/statm", encoding="ascii") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def datasketch(texts, threshold, batch=True):
    """Its documented ways: a shingle at a time, as its first example has it, or all shingles of a report in one call."""
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    sketches, candidates = [], []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        if batch:
            sketch.update_batch([s.encode() for s in shingles(text)])
        else:
            for s in shingles(text):
                sketch.update(s.encode())
        candidates.append(lsh.query(sketch))
        lsh.insert(i, sketch)
        sketches.append(sketch)
    return lambda: [[i, j] for i, found in enumerate(candidates) for j in found if sketches[i].jaccard(sketches[j]) >= threshold], lsh


def datasketch_update(texts, threshold):
    return datasketch(texts, threshold, batch=False)


def rensa(texts, threshold):
    from rensa import RMinHash, RMinHashLSH
    lsh = RMinHashLSH(threshold, PERMUTATIONS, BANDS[threshold])
    sketches, candidates = [], []
    for i, text in enumerate(texts):
        sketch = RMinHash(PERMUTATIONS, 42)
        sketch.update(list(shingles(text)))
        candidates.append(lsh.query(sketch))
        lsh.insert(i, sketch)
        sketches.append(sketch)
    return lambda: [[i, j] for i, found in enumerate(candidates) for j in found if sketches[i].jaccard(sketches[j]) >= threshold], lsh


def rensa_bulk(texts, threshold):
    """All sketches as one matrix, the fastest of its ways that finds at .5; tells which reports are candidates, unchecked, and not of which."""
    from rensa import RMinHash, RMinHashLSH
    matrix = RMinHash.digest_matrix_from_token_sets([list(shingles(t)) for t in texts], PERMUTATIONS, 42)
    lsh = RMinHashLSH(threshold, PERMUTATIONS, BANDS[threshold])
    flags = lsh.query_duplicate_flags_matrix_one_shot(matrix)
    return lambda: [i for i, f in enumerate(flags) if f], (lsh, matrix)


def datatrove(texts, _):
    """Signatures and buckets through files, as it works; its defaults (14 buckets of 8). Pairs are those of one cluster."""
    from datatrove.data import Document
    from datatrove.pipeline.dedup import minhash
    from datatrove.utils.hashing import HashConfig
    import numpy

    class Signature(minhash.MinhashDedupSignature):
        def get_shingles(self, text):
            return numpy.fromiter((self._hash_func(s) for s in shingles(text)), dtype=numpy.uint64).reshape((-1, 1))
    minhash.load_word_tokenizer = lambda _: None
    config = minhash.MinhashConfig(hash_config=HashConfig(precision=64))
    folder = tempfile.mkdtemp()
    Signature(f"{folder}/sig", config).run((Document(text=t, id=str(i)) for i, t in enumerate(texts)), 0, 1)
    for bucket in range(config.num_buckets):
        minhash.MinhashDedupBuckets(f"{folder}/sig", f"{folder}/dups", config=config).run(None, bucket, config.num_buckets)
    return lambda: clusters(folder, len(texts)), None


def clusters(folder, n):
    import glob
    import struct
    parent = list(range(n))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i
    for path in glob.glob(f"{folder}/dups/*.dups"):
        with open(path, "rb") as f:
            for _, a, _, b in struct.iter_unpack("<4I", f.read()):
                parent[find(a)] = find(b)
    groups = {}
    for i in range(n):
        groups.setdefault(find(i), []).append(i)
    return [[b, a] for g in groups.values() for k, b in enumerate(g) for a in g[:k]]


TASKS = {"datasketch": datasketch, "datasketch-update": datasketch_update, "rensa": rensa, "rensa-bulk": rensa_bulk, "datatrove": datatrove}


def main():
    task, path, threshold, out = sys.argv[1:]
    with open(path, encoding="utf-8") as f:
        texts = [json.loads(line)["text"] for line in f]
    before = memory()
    began = time.process_time()
    pairs, kept = TASKS[task](texts, float(threshold))
    seconds = time.process_time() - began
    grown = memory() - before if kept is not None else 0
    with open(out, "w", encoding="utf-8") as f:
        json.dump({"seconds": seconds, "shingles": SPENT["shingles"], "bytes": grown, "flags" if task == "rensa-bulk" else "pairs": pairs()}, f)
    del kept


if __name__ == "__main__":
    main()
