#!/usr/bin/env python3
"""The checks in tools/ find what they promise to find, on small trees made for one rule each."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ.get("SOURCE_DIR", Path(__file__).resolve().parents[2]))
TOP = "/* a.c - promises\n * a thing.\n * Cost: none. */\n"

# check, files of the tree, and the findings expected: "file:line" and a word of the message.
CASES = [
    ("layers", {"src/text/DEPENDS": "base # ground\n", "src/text/a.c": '#include "base/b.h"\n'}, []),
    ("layers", {"src/text/DEPENDS": "", "src/text/a.c": TOP + '#include "base/b.h"\n'},
     [("src/text/a.c:4", "may not include base")]),
    ("layers", {"src/text/DEPENDS": "base\nstory\n", "src/text/a.c": '#include "base/b.h"\n'},
     [("src/text/DEPENDS:2", "below")]),
    ("layers", {"src/text/DEPENDS": "wibble\n", "src/text/a.c": ""},
     [("src/text/DEPENDS:1", "no folder")]),
    ("layers", {"src/text/a.c": ""}, [("src/text/a.c:1", "missing")]),
    ("layers", {"src/oddity/DEPENDS": "", "src/oddity/a.c": ""}, [("src/oddity/a.c:1", "no place")]),
    ("layers", {"src/base/DEPENDS": "", "src/base/a.c": '#include "a.h"\n'},
     [("src/base/a.c:1", "folder/file.h")]),
    ("layers", {"cli/a.c": '#include "copytaster.h"\n#include "b.h"\n', "cli/b.h": ""}, []),
    ("layers", {"cli/a.c": '#include "base/arena.h"\n'}, [("cli/a.c:1", "copytaster.h only")]),
    ("layers", {"server/a.c": '#include "../src/base/arena.h"\n'}, [("server/a.c:1", "only")]),
    ("style", {"src/text/a.c": TOP + "int a_one(void) {\n    return 1;\n}\n"}, []),
    ("style", {"src/text/a.c": "/* a.c - short. */\n"}, [("src/text/a.c:1", "1 lines of comment")]),
    ("style", {"src/text/a.c": TOP + "int one(void) {\n    return 1;\n}\n"},
     [("src/text/a.c:4", "static or begin")]),
    ("style", {"src/text/a.c": TOP + "struct b *one(int i,\n    int j) {\n    return 0;\n}\n"},
     [("src/text/a.c:4", "static or begin")]),
    ("style", {"src/text/a.c": TOP + "static int one(void) {\n    return atoi(s);\n}\n"},
     [("src/text/a.c:5", "atoi")]),
    ("style", {"src/text/a.c": TOP + "static void one(void) {\n    free(s);\n}\n"},
     [("src/text/a.c:5", "free outside")]),
    ("style", {"src/text/a.c": TOP + "void text_free(void) {\n    free(s);\n}\n"}, []),
    ("style", {"src/base/a.c": TOP + "void a_one(void) {\n    s = malloc(1); // TO" "DO\n}\n"},
     [("src/base/a.c:5", "finish")]),
    ("style", {"src/text/a.c": TOP + "static void one(void) {\n    if (a(b))\n        c();\n}\n"},
     [("src/text/a.c:5", "braces")]),
    ("style", {"src/text/a.c": TOP + "static void one(void) {\n    do {\n        c();\n    } while (0);\n}\n"}, []),
    ("style", {"src/text/a.c": TOP + 'static char *s = "free(x); if (y) gets(z)"; /* free(x) */\n'}, []),
    ("style", {"src/text/a.c": TOP + "\tint a;\n" + "int b; \n" + "/* " + "x" * 100 + " */\n"},
     [("src/text/a.c:4", "tab"), ("src/text/a.c:5", "space"), ("src/text/a.c:6", "columns")]),
    ("style", {"src/text/a.c": TOP + "int a;\n" * 1000}, [("src/text/a.c:1001", "ceiling")]),
    ("style", {"src/text/tables/a.c": "\tint a;\n" * 2000}, []),
    ("style", {"src/text/a.c": TOP + "/* style-ok: memory - kept by the library below */\n"
               "static void one(void) {\n    free(s);\n}\n"}, []),
    ("complexity", {"src/text/a.c": TOP + "int a_one(int x) {\n" + "    if (x) {\n        x--;\n    }\n" * 16 + "    return x;\n}\n"},
     [("src/text/a.c:4", "complexity 17")]),
    ("complexity", {"src/text/a.c": TOP + "int a_one(int x) {\n" + "    x--;\n" * 90 + "    return x;\n}\n"},
     [("src/text/a.c:4", "lines")]),
]


def run(check, tree):
    """Exit code and output of a check over a tree given as {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "tools").mkdir()
        for tool in (f"check-{check}", "c_source.py"):
            shutil.copy(SOURCE / "tools" / tool, root / "tools" / tool)
        for path, text in tree.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        result = subprocess.run([sys.executable, root / "tools" / f"check-{check}"], capture_output=True,
                                text=True, check=False, env=os.environ | {"GIT_DIR": "/nonexistent"})
        return result.returncode, result.stdout + result.stderr


def main():
    failed = 0
    for check, tree, expected in CASES:
        if check == "complexity" and not shutil.which("pmccabe"):
            continue
        code, output = run(check, tree)
        lines = [line for line in output.splitlines() if "warning:" not in line]
        fine = code == bool(expected) and len(lines) == len(expected) and all(
            line.startswith(f"{place}:") and word in line for line, (place, word) in zip(lines, expected))
        if not fine:
            failed += 1
            print(f"check-{check} on {tree}\nexpected {expected}\ngot exit {code}:\n{output}")
    print(f"{len(CASES) - failed} of {len(CASES)} cases as expected")
    sys.exit(failed > 0)


main()
