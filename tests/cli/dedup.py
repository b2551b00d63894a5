#!/usr/bin/env python3
"""copytaster dedup: groups, pairs and kept reports against sets of five-word runs made here; the same bytes for any number of
threads and any order of input; what is kept under each policy; explanations; refusals. All words are invented."""
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
THRESHOLD = 0.6


def run(*words, stdin=None, expect=0):
    done = subprocess.run([PROGRAM, "dedup", *words], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != expect:
        sys.exit(f"FAIL: exit {done.returncode}, expected {expect}: {words}\n{done.stderr.decode()}")
    return done.stdout, done.stderr.decode()


def lines(out):
    return [json.loads(x) for x in out.splitlines()]


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def made_reports(seed, n):
    """Reports of which two in three are edited or repeated versions of others."""
    rng = random.Random(seed)
    texts = []
    for i in range(n):
        if not texts or rng.random() < 0.35:
            words = [f"w{rng.randrange(4000)}" for _ in range(rng.choice([3, 40, 120, 300]))]
        else:
            words = list(rng.choice(texts))
            for _ in range(rng.choice([0, 1, 2, 4, 8, 16])):
                words[rng.randrange(len(words))] = f"x{rng.randrange(4000)}"
        texts.append(words)
    return [{"id": f"r{i:04d}", "outlet": f"Outlet {i % 7}", "published": f"2026-03-{1 + (i * 13) % 28:02d}T{i % 24:02d}:00:00+01:00",
             "text": " ".join(w.upper() if rng.random() < 0.1 else w for w in words) + rng.choice(["", ".", "!"])}
            for i, words in enumerate(texts)]


def shingles(text):
    words = text.lower().rstrip(".!").split()
    return {tuple(words[i:i + 5]) for i in range(max(1, len(words) - 4))}, words


def jaccard(a, b):
    return len(a & b) / len(a | b)


def expected_groups(reports, key):
    """Greedy stars in order of `key`: id -> id of the kept report."""
    stars, first_of, placed = [], {}, {}
    for r in sorted(reports, key=key):
        runs, words = shingles(r["text"])
        same = first_of.setdefault(tuple(words), r["id"])
        if same != r["id"]:
            placed[r["id"]] = placed[same]
            continue
        best, star = max(((jaccard(runs, s), -k) for k, (_, s) in enumerate(stars)), default=(0, 0))
        if best >= THRESHOLD:
            placed[r["id"]] = stars[-star][0]
        else:
            placed[r["id"]] = r["id"]
            stars.append((r["id"], runs))
    return placed


def write(path, reports):
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(r) + "\n" for r in reports)
    return path


KEYS = {"earliest": lambda r: (r["published"], r["id"]),
        "longest": lambda r: (-len(r["text"].split()), r["published"], r["id"]),
        "first": lambda r: r["id"]}


def check_groups(folder, reports, path):
    for keep, key in KEYS.items():
        words = ("--threshold", str(THRESHOLD), "--keep", keep)
        out = lines(run(*words, "--json", path)[0])
        placed = expected_groups(reports, key)
        require([x["id"] for x in out] == sorted(placed), f"{keep}: every report has a line, by id")
        by_id = {r["id"]: shingles(r["text"])[0] for r in reports}
        for x in out:
            star = x["id"] if x["kept"] else x["duplicate_of"]
            require(star == placed[x["id"]], f"{keep}: {x} was expected under {placed[x['id']]}")
            if not x["kept"]:
                require(abs(x["jaccard"] - jaccard(by_id[x["id"]], by_id[star])) < 1e-4, f"{keep}: overlap of {x}")
        kept = [x["id"] for x in lines(run(*words, "--emit", "kept", path)[0])]
        removed = [x["id"] for x in lines(run(*words, "--emit", "removed", path)[0])]
        require(kept == [r["id"] for r in reports if placed[r["id"]] == r["id"]], f"{keep}: kept reports in order of input")
        require(sorted(kept + removed) == sorted(placed), f"{keep}: kept and removed are all")
        rows = list(csv.DictReader(io.StringIO(run(*words, "--csv", path)[0].decode())))
        require([(r["report"], r["duplicate_of"] or r["report"]) for r in rows] == sorted(placed.items()), f"{keep}: rows of CSV")
    clean = os.path.join(folder, "clean.jsonl")
    with open(clean, "wb") as f:
        f.write(run("--threshold", str(THRESHOLD), "--emit", "kept", path)[0])
    require(all(x["kept"] for x in lines(run("--threshold", str(THRESHOLD), "--json", clean)[0])), "a clean corpus stays as it is")


def check_pairs(reports, path):
    out = lines(run("--threshold", "0.5", "--pairs", "--json", path)[0])
    runs = {r["id"]: shingles(r["text"]) for r in reports}
    first_of = {}
    for r in sorted(reports, key=KEYS["earliest"]):
        first_of.setdefault(tuple(runs[r["id"]][1]), r["id"])
    firsts = set(first_of.values())
    expected = {(a, b) for a in firsts for b in firsts if a < b and jaccard(runs[a][0], runs[b][0]) >= 0.5}
    expected |= {tuple(sorted((i, first_of[tuple(w)]))) for i, (_, w) in runs.items() if i not in firsts}
    found = [(x["a"], x["b"]) for x in out]
    require(found == sorted(found) and len(set(found)) == len(found), "pairs are in order")
    require(set(found) == expected, f"pairs: {len(set(found) - expected)} wrong, {len(expected - set(found))} missed")
    head = run("--threshold", "0.5", "--pairs", path)[0].decode().splitlines()[0]
    require(head == f"{len(reports)} reports: {len(found)} pairs of duplicates (overlap of 0.50 or more)", f"the listing begins with {head!r}")
    for x in out:
        require(abs(x["jaccard"] - jaccard(runs[x["a"]][0], runs[x["b"]][0])) < 1e-4, f"overlap of {x}")


def check_repeatable(folder, reports, path):
    shuffled = list(reports)
    random.Random(5).shuffle(shuffled)
    half = len(reports) // 2
    parts = [write(os.path.join(folder, name), part) for name, part in (("b.jsonl", shuffled[:half]), ("a.jsonl", shuffled[half:]))]

    def without_place(out):
        return [{k: v for k, v in x.items() if k != "read_from"} for x in lines(out)]
    for words in (("--json",), ("--pairs", "--json"), ("--keep", "longest", "--json")):
        once = run("--threads", "1", *words, path)[0]
        for threads in ("2", "8"):
            require(run("--threads", threads, *words, path)[0] == once, f"{words}: {threads} threads")
        require([{k: v for k, v in x.items() if not k.startswith("read_from")} for x in lines(run(*words, *parts)[0])]
                == [{k: v for k, v in x.items() if not k.startswith("read_from")} for x in lines(once)], f"{words}: another order")
    require(without_place(run("--json", "-", stdin=open(path, "rb").read())[0]) == without_place(run("--json", path)[0]), "standard input")


def check_explanations(folder):
    body = "the evening ferry of ardlow stays in port until saturday because a crack was found in one of its two doors".split()
    other = body[:12] + ["NEW"] + body[13:]
    path = write(os.path.join(folder, "two.jsonl"), [
        {"id": "a", "text": "Élan! " + " ".join(body)}, {"id": "b", "text": " ".join(other)}, {"id": "c", "text": "Nothing of the kind."},
        {"id": "d", "text": "elan " + " ".join(body)}])
    x = json.loads(run("--explain", "a", "b", "--json", "--threshold", "0.5", path)[0])
    require((x["shared"], x["a"]["shingles"], x["b"]["shingles"]) == (12, 18, 17) and x["duplicates"], f"counts: {x}")
    require(x["a"]["stretch"] == [6, 6 + len(" ".join(body[:12]))], f"the stretch in code points: {x}")
    require(x["a"]["stretch_text"] == " ".join(body[:12]) == x["b"]["stretch_text"], "its words")
    require(not json.loads(run("--explain", "a", "c", "--json", path)[0])["duplicates"], "no duplicates")
    require(json.loads(run("--explain", "a", "d", "--json", path)[0])["identical"], "the same words")
    require(b"a and d have the same words" in run("--explain", "a", "d", path)[0], "told in words")
    require("no report has this id" in run("--explain", "a", "x", path, expect=1)[1], "an unknown report is named")


def check_odd_input(folder):
    path = os.path.join(folder, "odd.jsonl")
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"id":"empty","text":"..."}\n{"id":"void","text":"?!"}\n{"id":"one","text":"Word"}\n{"id":"two","text":"word."}\nnot json\n')
    out = {x["id"]: x for x in lines(run("--json", path, expect=4)[0])}
    require(out["empty"]["kept"] and out["void"]["kept"], "reports without words are kept")
    require(not out["two"]["kept"] and out["two"]["identical"], "a report of one word can be a duplicate")
    run("--emit", "kept", "-", expect=2, stdin=b"")
    run("--json", "--csv", path, expect=2)
    run("--pairs", "--emit", "kept", path, expect=2)
    run("--explain", "a", expect=2)
    require("a number over 0 and up to 1" in run("--threshold", "1.5", path, expect=2)[1], "the bounds are told")
    run(os.path.join(folder, "missing"), expect=4)


def main():
    with tempfile.TemporaryDirectory() as folder:
        reports = made_reports(1, 300)
        path = write(os.path.join(folder, "made.jsonl"), reports)
        check_groups(folder, reports, path)
        check_pairs(reports, path)
        check_repeatable(folder, reports, path)
        check_explanations(folder)
        check_odd_input(folder)
    print("fine")


main()
