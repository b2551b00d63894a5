#!/usr/bin/env python3
"""Writes byline_given.inc: the given names of src/name/tables/given.inc, folded, sorted, one table for all."""
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
text = (HERE.parents[1] / "name/tables/given.inc").read_text(encoding="utf-8")
names = set()
for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
    for word in literal.split():
        folded = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
        for letter, plain in (("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"), ("þ", "th")):
            folded = folded.replace(letter, plain)
        if len(folded) > 2:
            names.add(folded)
lines, line = [], ""
for name in sorted(names, key=lambda n: n.encode()):
    piece = f'"{name}", '
    if len(line) + len(piece) > 110:
        lines.append(line.rstrip())
        line = ""
    line += piece
lines.append(line.rstrip())
head = "/* Given names, folded, in byte order (a test checks it). Written by make_byline_given.py. */\n"
(HERE / "byline_given.inc").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
