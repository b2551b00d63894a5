#!/usr/bin/env python3
"""The invented reports of samples/: each line of tests/golden/samples/expected.tsv is one check of the program's JSON."""
import collections
import csv
import json
import os
import subprocess
import sys

PROGRAM = os.environ["COPYTASTER"]
SOURCE = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
HERE = os.path.join(SOURCE, "tests", "golden", "samples")
SAMPLES = os.path.join(SOURCE, "samples")


def run(layer):
    done = subprocess.run([PROGRAM, layer, "--json", "--quiet", SAMPLES], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8")


def lines(layer):
    return [json.loads(line) for line in run(layer).splitlines()]


def report_ids(account):
    """File name as in the table -> id."""
    ids = {}
    for r in account["reports"]:
        name = os.path.basename(r["name"])
        ids[name] = r["id"]
    return ids


def surname(name):
    return name.split()[-1]


def plain(text):
    """White space as one blank, curly marks straight, no marks or commas at the ends: what doesn't matter between two readings."""
    text = " ".join(text.split())
    for odd, even in (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(odd, even)
    return text.strip("\"' ,")


class Reading:
    def __init__(self):
        self.account = json.loads(run("account"))
        self.ids = report_ids(self.account)
        self.text = {r["id"]: r["text"] for r in self.account["reports"]}
        self.blocks = {r["id"]: r["blocks"] for r in self.account["reports"]}
        self.quotes = {r["id"]: r["quotes"] for r in lines("quotes")}
        self.dates = {r["id"]: r["entities"] for r in lines("dates")}
        self.figures = {r["id"]: r["entities"] for r in lines("figures")}
        self.copies = [r for r in lines("copies") if "a" in r]
        self.entities = collections.defaultdict(list)
        for story in self.account["stories"]:
            for e in story["entities"]:
                for form in e["forms"]:
                    self.entities[self.witness_id(story, form["witness"])].append(e)

    def witness_id(self, story, letter):
        return next(w["id"] for w in story["witnesses"] if w["letter"] == letter)

    def content(self, report, quote):
        return plain(" ".join(self.text[report][a:b] for a, b in quote["quote_spans"]))

    def with_words(self, report, words, strict=True):
        """Quotations that hold these words, and little else when strict."""
        words = plain(words)
        found = []
        for q in self.quotes[report]:
            got = self.content(report, q)
            if words in got or got in words and len(got) * 2 > len(words):
                if not strict or len(got) < 3 * len(words) + 40:
                    found.append(q)
        return found

    def claims_at(self, report, words):
        """Testimonies of all claims that hold these words in this report."""
        words = plain(words)
        for story in self.account["stories"]:
            letters = {w["letter"] for w in story["witnesses"] if w["id"] == report}
            for c in story["claims"]:
                for t in c["testimonies"]:
                    got = plain(t["target"]["selector"]["exact"])
                    if t["witness"] in letters and c["kind"] == "utterance" and (words in got or got in words):
                        yield story, c, t

    def check_quote(self, report, words, value):
        speakers = {t.get("speaker_name") for _, _, t in self.claims_at(report, words)}
        found = self.with_words(report, words)
        assert found, "no quotation has these words"
        named = {q.get("speaker") for q in found} | speakers
        named.discard(None)
        assert any(surname(value) in n or value in n for n in named), f"speaker {sorted(named)}"

    check_indirect = check_quote

    def check_notspeech(self, report, words, _value):
        inside = [q for q in self.quotes[report] if plain(words) == self.content(report, q)]
        assert not inside, "taken for speech"

    def check_carrier(self, report, words, value):
        chains = [k for q in self.with_words(report, value, strict=False) for k in q["chain"]]
        assert any(plain(words) in plain(k["text"]) or plain(k["text"]) in plain(words) for k in chains), chains

    def check_name(self, report, words, value):
        for e in self.entities[report]:
            forms = [m["target"]["selector"]["exact"] for f in e["forms"] for m in f["mentions"]]
            if value == e["name"] and any(words in f for f in forms):
                return
        raise AssertionError(f"not joined to {value}")

    def covering(self, entities, report, words):
        """Entities whose words overlap an occurrence of these words."""
        found, text, at = [], self.text[report], -1
        while (at := text.find(words, at + 1)) >= 0:
            found += [e for e in entities[report] if e["start"] < at + len(words) and at < e["end"]]
        return found

    def check_date(self, report, words, value):
        values = [e.get("value") for e in self.covering(self.dates, report, words)]
        assert value in values, values

    def check_figure(self, report, words, value):
        wanted = float(value.lstrip(">=~<").split()[0])
        found = self.covering(self.figures, report, words)
        assert any(abs(float(e["value"]) - wanted) < 1e-9 * max(1, wanted) for e in found), [e.get("value") for e in found]
        if value.startswith(">="):
            assert any(e["approx"] in ("at least", "more than") for e in found), [e["approx"] for e in found]
        if value.startswith("~"):
            assert any(e["approx"] == "about" for e in found), [e["approx"] for e in found]

    def check_block(self, report, words, value):
        at = self.text[report].find(words)
        kinds = [b["kind"] for b in self.blocks[report] if b["chars"][0] <= at < b["chars"][1]]
        assert kinds == [value], kinds

    def check_conflict(self, report, words, value):
        for story in self.account["stories"]:
            letters = {w["letter"] for w in story["witnesses"] if w["id"] == report}
            for c in story["conflicts"]:
                texts = [p["target"]["selector"]["exact"] for s in c["sides"] for p in s["places"] if p["witness"] in letters]
                claim = story["claims"][c["claim"]] if c["claim"] is not None else {"testimonies": []}
                texts += [t["target"]["selector"]["exact"] for t in claim["testimonies"] if t["witness"] in letters]
                blocks = [self.text[report][b["chars"][0]:b["chars"][1]] for b in self.blocks[report]]
                around = [b for b in blocks if any(t in b for t in texts)]
                if c["kind"] == value and any(plain(words) in plain(t) or plain(t) in plain(words) for t in texts + around):
                    return
        raise AssertionError(f"no conflict of {value}")

    def check_copy(self, report, _words, value):
        origin = next(i for i in self.text if value in i)
        for c in self.copies:
            if {c["a"], c["b"]} == {report, origin}:
                wanted = "b->a" if c["a"] == report else "a->b"
                assert c["direction"] == wanted, c["direction"]
                return
        raise AssertionError("no such pair")


def read_table(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as f:
        rows = csv.reader((x for x in f if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [tuple(r) for r in rows][1:]


def main():
    reading = Reading()
    misses = []
    table = read_table("expected.tsv")
    for row in table:
        kind, _, report, words, value = row
        try:
            getattr(reading, "check_" + kind)(reading.ids[report], words, value)
        except (AssertionError, KeyError) as e:
            misses.append((row, f"{type(e).__name__} {e}"))
    for row, why in misses:
        print("FAIL", *row[:3], row[3][:70], "->", row[4], "|", why[:160])
    print(f"{len(table)} lines, {len(misses)} failed")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
