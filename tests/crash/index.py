#!/usr/bin/env python3
"""A run that makes an index is killed at a hundred random moments (at fewer when it is slow); whatever it had acknowledged stays, and the run that is let
finish writes what a run without an index writes. All words are invented."""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["COPYTASTER"]
KILLS, KILLS_OF_SLOW = 100, 15  # under sanitizers a run takes seconds


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def write_reports(path, n):
    rng = random.Random(5)
    pool = [" ".join(f"w{rng.randrange(5000)}" for _ in range(25)) + "." for _ in range(200)]
    with open(path, "w", encoding="utf-8") as f:
        for i in range(n):
            own = " ".join(f"v{rng.randrange(90000)}" for _ in range(60))
            text = f"{own}. {rng.choice(pool)} {rng.choice(pool)}"
            f.write(json.dumps({"id": f"r{i:05d}", "text": text, "published": f"2026-03-{1 + i % 28:02d}"}) + "\n")


def manifest(index):
    try:
        with open(f"{index}/MANIFEST", encoding="utf-8") as f:
            return sum(int(line.split()[3]) for line in f if line.startswith("run "))
    except FileNotFoundError:
        return 0


def main():
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        reports, index = f"{folder}/reports.jsonl", f"{folder}/index"
        write_reports(reports, 4000)
        began = time.monotonic()
        whole = subprocess.run([PROGRAM, "copies", "--json", "--quiet", reports], stdout=subprocess.PIPE, check=True).stdout
        seconds = time.monotonic() - began
        # A small memory makes small batches, so that the kills fall between and inside many of them.
        command = [PROGRAM, "copies", "--json", "--quiet", "--threads", "2", "--memory", "1M", "--index", index, reports]
        most = 0
        for _ in range(KILLS if seconds < 0.5 else KILLS_OF_SLOW):
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
                try:
                    child.communicate(timeout=rng.uniform(0.001, max(0.15, seconds)))
                except subprocess.TimeoutExpired:
                    child.send_signal(signal.SIGKILL)
                    child.communicate()
            kept = manifest(index)
            require(kept >= most, f"{most - kept} reports that were in the index are lost")
            most = kept
        require(most > 0, "no kill came late enough to leave a batch")
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        require(done == whole, "the run after the kills writes other bytes")
        left = [x for x in os.listdir(index) if x.startswith(("tmp-", "MANIFEST."))]
        require(not left, f"litter stays: {left}")
    print("index: fine")


main()
