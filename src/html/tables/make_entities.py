#!/usr/bin/env python3
"""Writes entities.inc: the named character references of the HTML standard, from Python's html.entities.

Names are sorted bytewise without their '&'; entity_at[i] is where name i begins in entity_names and
entity_value_at[i] where its UTF-8 begins in entity_values. Run it in any folder: make_entities.py
"""
import html.entities
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def literal(data, width=88):
    """C string literals for the bytes."""
    lines, line = [], ""
    for byte in data:
        char = chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        if len(line) + len(char) > width:
            lines.append(f'    "{line}"')
            line = ""
        line += char
    return "\n".join(lines + [f'    "{line}"'])


def numbers(values):
    lines = []
    for i in range(0, len(values), 14):
        lines.append("    " + " ".join(f"{value}," for value in values[i:i + 14]))
    return "\n".join(lines)


def joined(parts):
    """The parts in a row and where each begins, the end last."""
    begins = [0]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return b"".join(parts), begins


def main():
    entities = sorted((name.encode(), value.encode()) for name, value in html.entities.html5.items())
    names, name_at = joined([name for name, _ in entities])
    values, value_at = joined([value for _, value in entities])
    text = f"""/* Written by make_entities.py: {len(entities)} named character references. */
enum {{ ENTITIES = {len(entities)} }};
static const char entity_names[] =
{literal(names)};
static const uint16_t entity_at[ENTITIES + 1] = {{
{numbers(name_at)}
}};
static const char entity_values[] =
{literal(values)};
static const uint16_t entity_value_at[ENTITIES + 1] = {{
{numbers(value_at)}
}};
"""
    (HERE / "entities.inc").write_text(text, encoding="utf-8")


main()
