"""One finder of near-duplicates over many reports, in the peers' own environment: worker_dedup.py TASK INPUT THRESHOLD OUT.

INPUT holds report lines. They are read outside the clock; the clock (processor time) covers words, five-word shingles, sketches and
the look-up of candidates. OUT gets one JSON object: seconds, bytes of memory that came in with it, and pairs [i, j] of reports that the
peer holds for duplicates at THRESHOLD: candidates whose estimated overlap reaches it.
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


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[i:i + 5]) for i in range(len(words) - 4)} or {" ".join(words)}


def memory():
    with open("/proc/self/statm", encoding="ascii") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def datasketch(texts, threshold):
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    sketches, candidates = [], []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in shingles(text)])
        candidates.append(lsh.query(sketch))
        lsh.insert(i, sketch)
        sketches.append(sketch)
    return lambda: [[i, j] for i, found in enumerate(candidates) for j in found if sketches[i].jaccard(sketches[j]) >= threshold], lsh


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
    """Its fastest way: all sketches as one matrix; tells which reports have a duplicate, not which."""
    from rensa import RMinHash, RMinHashLSH
    matrix = RMinHash.digest_matrix_from_token_sets_rho([list(shingles(t)) for t in texts], PERMUTATIONS, 42)
    lsh = RMinHashLSH(threshold, PERMUTATIONS, BANDS[threshold])
    lsh.query_duplicate_flags_matrix_one_shot(matrix)
    return lambda: None, (lsh, matrix)


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


TASKS = {"datasketch": datasketch, "rensa": rensa, "rensa-bulk": rensa_bulk, "datatrove": datatrove}


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
        json.dump({"seconds": seconds, "bytes": grown, "pairs": pairs()}, f)
    del kept


if __name__ == "__main__":
    main()
