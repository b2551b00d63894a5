#!/usr/bin/env python3
"""The encodings that we read from declarations against the cases of html5lib (without scripting). A page without a
declaration counts as windows-1252, as there.

The cases are evaluation data, not part of the project: COPYTASTER_DATA names their folder (default ../shared/data
beside the checkout); skipped when it isn't there. With "-v" each failing case is shown."""
import os
import pathlib
import subprocess
import sys
import tarfile

SOURCE = pathlib.Path(os.environ.get("SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
DATA = pathlib.Path(os.environ.get("COPYTASTER_DATA", SOURCE.parent / "shared" / "data"))
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", SOURCE / "build" / "dev"))
# Cases that differ on purpose, by what their page holds, and why. None so far.
EXCEPTIONS = {}


def cases(text):
    """(page, encoding) of a .dat file."""
    for case in text.split(b"#data\n")[1:]:
        page, encoding = case.split(b"\n#encoding\n")
        yield page, encoding.split(b"\n")[0].decode()


def main():
    archive = DATA / "html5lib" / "html5lib-tests.tar.gz"
    if not archive.exists():
        print("skipped: no html5lib cases")
        sys.exit(77)
    process = subprocess.Popen([BUILD / "charset_dump"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    n = n_failed = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            if "encoding/" not in member.name or "scripted" in member.name or not member.name.endswith(".dat"):
                continue
            for page, expected in cases(tar.extractfile(member).read()):
                process.stdin.write(b"%d\n" % len(page) + page)
                process.stdin.flush()
                got = process.stdout.readline().decode().strip() or "windows-1252"
                n += 1
                if got.lower() != expected.lower() and page not in EXCEPTIONS:
                    n_failed += 1
                    if "-v" in sys.argv:
                        print(f"{member.name}: expected {expected}, got {got}: {page[:300]!r}")
    process.stdin.close()
    print(f"encodings: {n - n_failed} of {n} cases")
    sys.exit(n_failed > 0 or n == 0)


if __name__ == "__main__":
    main()
