#!/usr/bin/env python3
"""copytaster copies, stories, dedup, map and reduce as surveys: the same bytes for any memory, any number of threads, any order of input, with an
index, from an index alone, grown in steps, and from the sorted or unsorted records of any number of shares; damaged indexes and
records are refused by name. All words are invented."""
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]


def run(*words, stdin=None, expect=0):
    done = subprocess.run([PROGRAM, *words], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != expect:
        sys.exit(f"FAIL: exit {done.returncode}, expected {expect}: {words}\n{done.stderr.decode()}")
    # Where a report was read differs between the files of a test.
    return re.sub(rb'"read_from":"[^"]*",', b"", done.stdout) if expect == 0 else done.stderr.decode()


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def made_reports(seed, n):
    """Reports of sentences, many of which stand in others too, and edited copies; some share an id."""
    rng = random.Random(seed)
    pool = [" ".join(f"w{rng.randrange(3000)}" for _ in range(rng.randrange(9, 30))).capitalize() + "." for _ in range(n)]
    reports = []
    for i in range(n):
        if reports and rng.random() < 0.2:
            words = rng.choice(reports)["text"].split(" ")
            words[rng.randrange(len(words))] = f"x{i}"
            reports.append({"id": f"r{i % (n - 5):04d}", "text": " ".join(words), "published": "2026-03-29"})
            continue
        text = " ".join(rng.choice(pool) if rng.random() < 0.4 else " ".join(f"v{rng.randrange(90000)}" for _ in range(15)) + "."
                        for _ in range(rng.randrange(2, 12)))
        reports.append({"id": f"r{i % (n - 5):04d}", "outlet": f"Outlet {i % 9}", "text": text.replace(". ", ".\n\n", 1),
                        "published": f"2026-03-{1 + (i * 13) % 28:02d}T{i % 24:02d}:00:00Z"})
    return reports


def write(path, reports):
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(r) + "\n" for r in reports)
    return path


def check_memory_threads_order(folder, reports, layer, expected):
    path = write(f"{folder}/shuffled.jsonl", random.Random(3).sample(reports, len(reports)))
    for threads, memory in ("1", "1M"), ("2", "1G"), ("8", "1M"), ("8", "1G"):
        got = run(layer, "--json", "--quiet", "--threads", threads, "--memory", memory, path)
        require(got == expected, f"{layer}: {threads} threads and {memory} show")


def check_index(folder, reports, path, layer, expected):
    index = f"{folder}/index"
    command = (layer, "--json", "--quiet", "--index", index)
    require(run(*command, path) == expected, f"{layer}: an index gives other bytes")
    require(run(*command, path) == expected, f"{layer}: reading again changes the index")
    require(run(*command) == expected, f"{layer}: the index alone gives other bytes")
    grown = (layer, "--json", "--quiet", "--index", f"{folder}/grown-{layer}")
    for k in range(5):
        run(*grown, write(f"{folder}/step.jsonl", reports[k::5]))
    require(run(*grown) == expected, f"{layer}: an index grown in steps gives other bytes")


def check_shares(folder, reports, layer, expected):
    reduce = ("reduce", "--for", layer, "--json", "--quiet")
    for n in 1, 4, 8:
        shares = [run("map", "--quiet", write(f"{folder}/share.jsonl", reports[k::n])) for k in range(n)]
        lines = sorted(line for share in shares for line in share.splitlines(keepends=True))
        require(run(*reduce, stdin=b"".join(lines)) == expected, f"{layer}: {n} sorted shares show")
        paths = []
        for k, share in enumerate(shares):
            paths.append(f"{folder}/share{k}.map")
            with open(paths[-1], "wb") as f:
                f.write(share)
        require(run(*reduce, "--memory", "1M", *paths) == expected, f"{layer}: {n} shares as files show")
    index = ("--index", f"{folder}/reduced-{layer}")
    run("reduce", "--for", "copies", "--json", "--quiet", *index, *paths)
    require(run(layer, "--json", "--quiet", *index) == expected, f"{layer}: an index made of shares gives other bytes")


def check_duplicates(folder, reports, path):
    """What dedup alone can be asked."""
    lines = [json.loads(x) for x in run("dedup", "--json", "--quiet", path).splitlines()]
    kept = sum(x["kept"] for x in lines)
    require(len(lines) == len(reports) and 20 < len(lines) - kept < len(reports), "no duplicates to show anything by")
    whole = run("map", "--quiet", path)
    for words in ("--pairs", "--keep", "longest"), ("--keep", "longest"), ("--threshold", "0.5"), ("--explain", "r0001", "r0002"):
        expected = run("dedup", "--json", "--quiet", *words, path)
        require(run("dedup", "--json", "--quiet", "--memory", "1M", *words, path) == expected, f"{words}: memory shows")
        require(run("reduce", "--for", "dedup", "--json", "--quiet", *words, stdin=whole) == expected, f"{words}: records show")
    twice = write(f"{folder}/twice.jsonl", reports + reports[:40])
    for state in "kept", "removed":
        expected = run("dedup", "--quiet", "--emit", state, path)
        n = len(reports) - kept if state == "removed" else kept
        require(expected.count(b"\n") == n, f"{state}: {n} reports were expected")
        require(run("dedup", "--quiet", "--memory", "1M", "--emit", state, path) == expected, f"{state}: memory shows")
    once = run("dedup", "--quiet", "--index", f"{folder}/twice", "--emit", "kept", twice)
    require(once == run("dedup", "--quiet", "--emit", "kept", path), "a report that comes twice is written twice, or not at all")
    seen = (f"{folder}/half.jsonl", f"{folder}/other.jsonl")
    write(seen[0], reports[::2])
    write(seen[1], [{**r, "id": "again-" + r["id"], "published": "2027-01-01"} for r in reports[::2]])
    run("dedup", "--quiet", "--index", f"{folder}/seen", seen[0])
    again = run("dedup", "--quiet", "--index", f"{folder}/seen", "--emit", "kept", seen[1])
    require(again == b"", "copies of reports that an index holds are no news")
    told = run("dedup", "--keep", "first", "--index", f"{folder}/seen", path, expect=2)
    require("which report was read first" in told, "keeping the first of records isn't refused")
    run("dedup", "--json", expect=2)


def check_own_memory(folder, path):
    """The words of all reports, six bytes each, aren't brought into memory when little is given: 1,000 reports of 3,000 words in 16 MB in all.
    Sanitizers need more for themselves, so that the limit is tried first."""
    def limited(path):
        return subprocess.run([PROGRAM, "copies", "--json", "--quiet", "--threads", "1", "--memory", "1M", path], check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (16 << 20, 16 << 20)))
    if limited(path).returncode != 0:
        return
    rng = random.Random(5)
    words = [f"w{rng.randrange(90000)}" for _ in range(20000)]
    reports = [{"id": f"long{i}", "text": " ".join(rng.choices(words, k=3000)) + "."} for i in range(1000)]
    reports.append({**reports[7], "id": "copy"})
    done = limited(write(f"{folder}/long.jsonl", reports))
    require(done.returncode == 0, f"long reports take more memory than is given: {done.stderr.decode()}")
    require(b'"b":"long7"' in done.stdout, "a copy isn't found with little memory")


def check_refusals(folder, path):
    told = run("reduce", "--json", stdin=b"no record\n", expect=4)
    require("a key, a tab and a value" in told, "a line that is no record isn't told")
    whole = run("map", "--quiet", path)
    cut = whole[:whole.index(b"\n") - 400] + whole[whole.index(b"\n"):]
    told = run("reduce", "--json", stdin=cut, expect=4)
    require("byte 0: a record that is no report" in told, "a record cut short isn't told")
    damaged = f"{folder}/damaged"
    run("copies", "--json", "--quiet", "--index", damaged, path)
    name = next(x for x in sorted(os.listdir(damaged)) if x.startswith("run-"))
    with open(f"{damaged}/{name}", "r+b") as f:
        f.seek(5000)
        f.write(b"\0\1\2\3")
    told = run("copies", "--json", "--index", damaged, expect=4)
    require(name in told and "check sum" in told, "a damaged index isn't told")
    os.mkdir(f"{folder}/foreign")
    write(f"{folder}/foreign/MANIFEST", [{"not": "ours"}])
    told = run("copies", "--json", "--index", f"{folder}/foreign", path, expect=4)
    require("copytaster index" in told, "a foreign folder isn't told")
    run("copies", "--json", expect=2)
    require("--memory" in run("copies", "--memory", "lots", path, expect=2), "a wrong size isn't told")


def main():
    reports = made_reports(1, 200)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = folder
        path = write(f"{folder}/reports.jsonl", reports)
        for layer in "copies", "stories", "dedup":
            expected = run(layer, "--json", "--quiet", path)
            require(expected.count(b"\n") > 100, "the reports share too little to show anything")
            check_memory_threads_order(folder, reports, layer, expected)
            check_index(folder, reports, path, layer, expected)
            check_shares(folder, reports, layer, expected)
        check_duplicates(folder, reports, path)
        check_own_memory(folder, path)
        check_refusals(folder, path)
        left = [x for x in os.listdir(folder) if x.startswith("copytaster-")]
        require(not left, f"temporary files stay: {left}")
    print("survey: fine")


main()
