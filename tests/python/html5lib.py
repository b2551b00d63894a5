#!/usr/bin/env python3
"""Our tokens and trees against the cases of html5lib (tokenizer and tree construction without scripting).

The cases are evaluation data, not part of the project: COPYTASTER_DATA names their folder (default ../shared/data
beside the checkout); skipped when it isn't there. Fails when a tokenizer case or more than one in a hundred of
the tree cases fails. With "-v" each failing case is shown.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile

SOURCE = pathlib.Path(os.environ.get("SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
DATA = pathlib.Path(os.environ.get("COPYTASTER_DATA", SOURCE.parent / "shared" / "data"))
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", SOURCE / "build" / "dev"))
STATES = {"Data state": 0, "RCDATA state": 1, "RAWTEXT state": 2, "Script data state": 3, "PLAINTEXT state": 4,
          "CDATA section state": 5}
LEAST_TREES = 0.99


class Dumper:
    """The C program that parses; one request at a time."""

    def __init__(self):
        self.process = subprocess.Popen([BUILD / "html5lib_dump"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, kind, source, options):
        data = source.encode("utf-8", "surrogatepass")
        self.process.stdin.write(f"{kind} {len(data)} {options}\n".encode() + data)
        self.process.stdin.flush()
        return self.process.stdout.read(int(self.process.stdout.readline()))


def unhex(text):
    return "" if text == "-" else bytes.fromhex(text).decode("utf-8", "surrogatepass")


def our_tokens(answer):
    """The lines of the dumper as html5lib writes tokens."""
    tokens = []
    for line in answer.decode().splitlines():
        kind, *fields = line.split(" ")
        if kind == "text":
            text = unhex(fields[0])
            if tokens and tokens[-1][0] == "Character":
                tokens[-1][1] += text
            else:
                tokens.append(["Character", text])
        elif kind == "start":
            names = [unhex(field) for field in fields[1:]]
            token = ["StartTag", names[0], dict(zip(names[1::2], names[2::2]))]
            tokens.append(token + [True] if fields[0] == "1" else token)
        elif kind == "end":
            tokens.append(["EndTag", unhex(fields[0])])
        elif kind == "comment":
            tokens.append(["Comment", unhex(fields[0])])
        else:
            correct, has_public, has_system = (field == "1" for field in fields[:3])
            name, public, system = (unhex(field) for field in fields[3:])
            lowered = "".join(c.lower() if c.isascii() else c for c in name)
            tokens.append(["DOCTYPE", lowered or None, public if has_public else None,
                           system if has_system else None, correct])
    return tokens


def unescape(value):
    """Double-escaped cases: \\uXXXX once more."""
    if isinstance(value, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)), value)
    if isinstance(value, list):
        return [unescape(v) for v in value]
    if isinstance(value, dict):
        return {unescape(k): unescape(v) for k, v in value.items()}
    return value


def joined(tokens):
    out = []
    for token in tokens:
        if token[0] == "Character" and out and out[-1][0] == "Character":
            out[-1] = ["Character", out[-1][1] + token[1]]
        else:
            out.append(list(token))
    return out


def run_tokenizer(dumper, name, text, verbose):
    n_cases, n_failed = 0, 0
    for case in json.loads(text).get("tests", []):
        source, expected = case["input"], case["output"]
        if case.get("doubleEscaped"):
            source, expected = unescape(source), unescape(expected)
        expected = joined(token for token in expected if token != "ParseError")
        for state in case.get("initialStates", ["Data state"]):
            answer = dumper.ask("token", source, f"{STATES[state]} {case.get('lastStartTag', '-')}")
            ours = our_tokens(answer)
            n_cases += 1
            if ours != expected:
                n_failed += 1
                if verbose:
                    print(f"--- {name}: {case['description']} ({state})\n{source!r}\nwanted {expected}\ngot    {ours}")
    return n_cases, n_failed


def tree_cases(text):
    """Cases of a .dat file: sections by name."""
    for block in re.split(r"(?:\A|\n\n)(?=#data\n)", text):
        case, section = {}, None
        for line in block.split("\n"):
            if line in ("#data", "#errors", "#new-errors", "#document-fragment", "#document", "#script-on", "#script-off"):
                section = line[1:]
                case[section] = []
            elif section:
                case[section].append(line)
        if case:
            yield {name: "\n".join(lines) for name, lines in case.items()}


def run_trees(dumper, name, text, verbose):
    n_cases, n_failed = 0, 0
    for case in tree_cases(text):
        if "script-on" in case:
            continue
        context, space = case.get("document-fragment", "").strip() or "-", 0
        if context.startswith(("svg ", "math ")):
            space, context = (1 if context.startswith("svg") else 2), context.split(" ")[1]
        ours = dumper.ask("tree", case["data"], f"0 {context} {space}").decode("utf-8", "replace")
        n_cases += 1
        if ours.rstrip("\n") != case["document"].rstrip("\n"):
            n_failed += 1
            if verbose:
                print(f"--- {name}\n{case['data']}\nwanted {context}\n{case['document']}\ngot\n{ours}")
    return n_cases, n_failed


def main():
    archive = DATA / "html5lib" / "html5lib-tests.tar.gz"
    if not archive.exists() or not (BUILD / "html5lib_dump").exists():
        print(f"skipped: {archive} or html5lib_dump isn't there")
        sys.exit(77)
    dumper, verbose = Dumper(), "-v" in sys.argv
    totals = {"tokenizer": [0, 0], "tree-construction": [0, 0]}
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            parts = pathlib.PurePosixPath(member.name).parts
            run = {".test": run_tokenizer, ".dat": run_trees}.get(pathlib.PurePosixPath(member.name).suffix)
            folder = next((part for part in parts if part in totals), None)
            if not run or not folder or "scripted" in parts:
                continue
            text = tar.extractfile(member).read().decode("utf-8", "surrogatepass")
            n_cases, n_failed = run(dumper, member.name, text, verbose)
            totals[folder][0] += n_cases
            totals[folder][1] += n_failed
            if n_failed:
                print(f"{member.name}: {n_failed} of {n_cases} failed")
    for folder, (n_cases, n_failed) in totals.items():
        print(f"{folder}: {n_cases - n_failed} of {n_cases} passed")
    n_trees, n_failed = totals["tree-construction"]
    sys.exit(1 if totals["tokenizer"][1] or n_failed > (1 - LEAST_TREES) * n_trees or not n_trees else 0)


main()
