"""Corpora made to be slow, and how long a command takes over them; for the scripts beside. All words are invented."""
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
FUNCTION_WORDS = "the of and to in a is it".split()


def sentences(rng, n_words, vocabulary=9000):
    return "\n\n".join(" ".join(f"w{rng.randrange(vocabulary)}" for _ in range(20)).capitalize() + "." for _ in range(n_words // 20))


def identical(rng, n):
    text = sentences(rng, 100)
    return (text for _ in range(n))


def one_word(_, n):
    return ("spam " * (i % 500 + 1) for i in range(n))


def function_words(rng, n):
    return (" ".join(rng.choices(FUNCTION_WORDS, k=60)) + "." for _ in range(n))


def versions(rng, n):
    """One wire, with words of its own at another place in each version, and a different end."""
    words = sentences(rng, 100).split(" ")
    for i in range(n):
        mine = list(words)
        for k in range(3):
            mine[(i * 7 + k * 31) % len(mine)] = f"x{i}y{k}"
        yield " ".join(mine) + f" End of version z{i}."


def furniture(rng, n):
    """The same text of a page round a short report of its own."""
    frame = sentences(rng, 100)
    return (f"{frame}\n\n{sentences(rng, 40, 900000)}" for _ in range(n))


def huge(rng, n):
    """Reports of 50 MB, a word changed in the second."""
    words = sentences(rng, 7500000).split(" ")
    for i in range(n):
        words[len(words) // 2] = f"x{i}"
        yield " ".join(words)


def write(path, make, n):
    with open(path, "w", encoding="utf-8") as f:
        for i, text in enumerate(make(random.Random(5), n)):
            f.write(json.dumps({"id": f"r{i}", "outlet": f"Outlet {i % 50}", "published": f"2026-03-{1 + i % 28:02d}", "text": text}) + "\n")


def user_seconds(layer, path, *more):
    """What a run over the reports takes; it must end well and write something."""
    with tempfile.TemporaryFile() as out:
        with subprocess.Popen([PROGRAM, layer, "--json", "--quiet", *more, path], stdout=out) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"FAIL: {layer} over {os.path.basename(path)} ended with {child.returncode}")
        return usage.ru_utime, usage.ru_maxrss / 1024, out.tell() or os.fstat(out.fileno()).st_size
