#!/usr/bin/env python3
"""Writes name_slots.inc and name_factors.inc: for the names of tags.inc and names.inc a hash without collisions.

The hash of a name takes its first 16 bytes as two little-endian words, padded with zeros:
(lo * HASH_LO + hi * HASH_HI) >> HASH_SHIFT. The factors are looked for by trial. Slots hold the number of
the name in its enum; 0 = none; keys hold the words. Run it in any folder: make_names.py
"""
import pathlib
import random
import re

HERE = pathlib.Path(__file__).resolve().parent
BITS = 12


def read_names(file):
    return re.findall(r'^ITEM\(\w+, "([^"]+)"', (HERE / file).read_text(encoding="utf-8"), re.MULTILINE)


def words(name):
    padded = name.encode()[:16].ljust(16, b"\0")
    return int.from_bytes(padded[:8], "little"), int.from_bytes(padded[8:], "little")


def fill(keys, factors):
    """The slots, or None when two names meet."""
    slots = [0] * (1 << BITS)
    for number, (low, high) in enumerate(keys, 1):
        slot = ((low * factors[0] + high * factors[1]) & (2**64 - 1)) >> (64 - BITS)
        if slots[slot]:
            return None
        slots[slot] = number
    return slots


def table(label, file):
    keys = [words(name) for name in read_names(file)]
    width = "uint8_t" if label == "tag" else "uint16_t"
    chance = random.Random(1)
    slots = None
    while slots is None:
        factors = (chance.getrandbits(64) | 1, chance.getrandbits(64) | 1)
        slots = fill(keys, factors)
    lines = [f"const {width} html_hash_{label}_slots[{1 << BITS}] = {{"]
    lines += [f"    [{slot}] = {number}," for slot, number in enumerate(slots) if number]
    lines += ["};", f"const struct html_key html_hash_{label}_keys[] = {{", "    {0, 0},"]
    lines += [f"    {{{low:#x}u, {high:#x}u}}," for low, high in keys]
    macros = [f"#define {label.upper()}_LO {factors[0]:#x}u", f"#define {label.upper()}_HI {factors[1]:#x}u"]
    return macros, lines + ["};"]


def write(file, lines):
    comment = "/* Written by make_names.py: hashes without collisions for tags.inc and names.inc. */"
    (HERE / file).write_text("\n".join([comment, *lines]) + "\n", encoding="utf-8")


def main():
    tag_macros, tag_table = table("tag", "tags.inc")
    name_macros, name_table = table("name", "names.inc")
    write("name_factors.inc", [f"#define HASH_SHIFT {64 - BITS}", *tag_macros, *name_macros])
    write("name_slots.inc", tag_table + name_table)


main()
