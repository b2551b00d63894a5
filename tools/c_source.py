"""The project's C files, and their text with comments and literals blanked out, for the checks beside this file."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_FUNCTION = re.compile(r"^(?!static\b|typedef\b|struct\s+\w+\s*\{|enum\s*\w*\s*\{|else\b)"
                       r"[A-Za-z_][\w \t\n*]*?[ *](\w+)\s*\(", re.MULTILINE)
_ANY_FUNCTION = re.compile(r"^(?!typedef\b)[A-Za-z_][\w \t\n*]*?[ *](\w+)\s*\(", re.MULTILINE)


def files(*folders, suffixes=(".c", ".h")):
    """Paths below ROOT, tracked or new, in name order; all of them if git doesn't know the tree or isn't here."""
    listed = None
    if shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "--", *folders],
                                cwd=ROOT, capture_output=True, text=True, check=False)
    if listed and listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        paths = [p for folder in folders for p in (ROOT / folder).rglob("*")]
    return sorted({p for p in paths if p.suffix in suffixes and p.is_file()})


def name(path):
    return path.relative_to(ROOT).as_posix()


def is_table(path):
    return "tables" in path.relative_to(ROOT).parts[:-1]


def blank(text):
    """Comments and the insides of literals become spaces; newlines, and so line numbers, stay."""
    def hide(match):
        piece = match.group()
        hidden = re.sub(r"[^\n]", " ", piece)
        return piece[0] + hidden[1:-1] + piece[-1] if piece[0] in "\"'" else hidden
    return _NOT_CODE.sub(hide, text)


def without_preprocessor(code):
    """Directives, with their continuation lines, become spaces."""
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*",
                  lambda m: re.sub(r"[^\n]", " ", m.group()), code, flags=re.MULTILINE)


def after_parenthesis(code, start):
    """Index just behind the parenthesis that closes the one at `start`."""
    depth = 0
    for i in range(start, len(code)):
        depth += (code[i] == "(") - (code[i] == ")")
        if depth == 0:
            return i + 1
    return len(code)


def functions(code, exported_only=False):
    """(name, first index, index behind the body) of the functions that `code` (blanked) defines."""
    pattern = _FUNCTION if exported_only else _ANY_FUNCTION
    for match in pattern.finditer(code):
        end = after_parenthesis(code, match.end() - 1)
        body = re.match(r"\s*\{", code[end:])
        if body is None:
            continue
        close = re.compile(r"^\}", re.MULTILINE).search(code, end)
        yield match.group(1), match.start(), close.end() if close else len(code)


def line_of(text, index):
    return text.count("\n", 0, index) + 1


class Findings:
    """Collects `file:line: message`, drops what a "style-ok: RULE" comment excuses, and tells the exit code."""

    def __init__(self):
        self.found = []

    def add(self, path, line, rule, message, warning=False):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        near = lines[max(0, line - 3):line + 1]
        if any(f"style-ok: {rule}" in text for text in near + lines[:15]):
            return
        self.found.append((name(path), line, f"{'warning: ' if warning else ''}{message} [{rule}]", warning))

    def finish(self):
        for path, line, message, _ in sorted(self.found):
            print(f"{path}:{line}: {message}")
        sys.exit(any(not warning for *_, warning in self.found))
