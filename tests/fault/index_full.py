#!/usr/bin/env python3
"""A disk, or the size of files allowed, that ends while an index is made: exit 3, a message that names the file and the reason, what was acknowledged
before stays and can be read, nothing half-written is left, and the next run with room writes what a run without an index writes. The same for files of
sorting, and for standard output. All words are invented."""
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
REPORTS, LONG_ONE = 3000, 2000


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def write_reports(path):
    rng = random.Random(5)
    pool = [" ".join(f"w{rng.randrange(5000)}" for _ in range(25)) + "." for _ in range(200)]
    with open(path, "w", encoding="utf-8") as f:
        for i in range(REPORTS):
            own = " ".join(f"v{rng.randrange(90000)}" for _ in range(200000 if i == LONG_ONE else 60))
            f.write(json.dumps({"id": f"r{i:05d}", "text": f"{own}. {rng.choice(pool)} {rng.choice(pool)}", "published": f"2026-03-{1 + i % 28:02d}"}) + "\n")


def run(*words, most_bytes=None, folder=None, stdout=subprocess.PIPE):
    def limit():
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    environment = os.environ | ({"TMPDIR": folder} if folder else {})
    return subprocess.run([PROGRAM, *words], stdout=stdout, stderr=subprocess.PIPE, check=False, preexec_fn=limit, env=environment)


def runs(index):
    """Names of runs that count, and how many reports they hold."""
    with open(f"{index}/MANIFEST", encoding="utf-8") as f:
        told = [line.split() for line in f if line.startswith("run ")]
    return {f"run-{int(x[1]):06d}" for x in told}, sum(int(x[3]) for x in told)


def check_index(folder, index, reason, grow, **limits):
    """An index that meets its limit, is looked at, gets more room by grow(), and is finished."""
    reports = f"{folder}/reports.jsonl"
    command = ("copies", "--json", "--quiet", "--memory", "1M", "--index", index)
    done = run(*command, reports, **limits)
    told = done.stderr.decode()
    require(done.returncode == 3 and not done.stdout, f"{reason}: exit {done.returncode}, expected 3")
    require((f"{index}/run-" in told or f"{index}/tmp-batch" in told) and reason in told and len(told.splitlines()) == 1, f"{reason}: the message is: {told}")
    names, kept = runs(index)
    require(names | {"MANIFEST", "LOCK"} == set(os.listdir(index)), f"{reason}: left in the index: {sorted(os.listdir(index))}")
    require(0 < kept < REPORTS, f"{reason}: {kept} reports were kept, which shows nothing")
    grow()
    alone = run("dedup", "--json", "--quiet", "--index", index)
    require(alone.returncode == 0 and alone.stdout.count(b"\n") == kept, f"{reason}: the index that is left doesn't hold {kept} reports")
    whole = run("copies", "--json", "--quiet", reports).stdout
    require(whole and run(*command, reports).stdout == whole, f"{reason}: with room again other bytes come out")


def check_spill(folder, small, reason, **limits):
    """Files of sorting beside no index."""
    done = run("copies", "--json", "--quiet", "--memory", "1M", f"{folder}/reports.jsonl", folder=small, **limits)
    told = done.stderr.decode()
    require(done.returncode == 3 and f"{small}/copytaster-" in told and reason in told, f"{reason}: sorting: exit {done.returncode}: {told}")
    require(not [x for x in os.listdir(small) if x.startswith("copytaster-")], f"{reason}: files of sorting stay")


def check_stdout(folder):
    with open("/dev/full", "wb") as full:
        for words in ("copies", "--json"), ("dedup", "--json"), ("stories", "--csv"), ("map",), ("dedup", "--emit", "kept"):
            done = run(*words, "--quiet", f"{folder}/reports.jsonl", stdout=full)
            told = done.stderr.decode()
            require(done.returncode == 3 and told == "copytaster: standard output: writing: No space left on device\n", f"{words} into a full disk: {told}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        write_reports(f"{folder}/reports.jsonl")
        # The first batches fit below the limit, the one with the long report doesn't.
        check_index(folder, f"{folder}/limited", "File too large", lambda: None, most_bytes=2500000)
        check_spill(folder, folder, "File too large", most_bytes=500000)
        check_stdout(folder)
        disk = f"{folder}/disk"
        os.mkdir(disk)
        if not shutil.which("mount") or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], stderr=subprocess.DEVNULL, check=False).returncode:
            print("index_full: fine; a small disk can't be mounted here (needs root)")
            return
        try:
            check_spill(folder, disk, "No space left")
            check_index(folder, f"{disk}/index", "No space left", lambda: subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True))
        finally:
            subprocess.run(["umount", disk], check=True)
    print("index_full: fine")


main()
