#!/usr/bin/env python3
"""The three real reports of one meeting: every row of their expected reading is one check of the program's JSON.

The reports are not part of the project; the test is skipped where they aren't (COPYTASTER_SEEDS names their folder). Only single words of
theirs stand here, as handles. Run with a row number to see one check: tests/golden/seeds.py 4.
"""
import json
import os
import subprocess
import sys

PROGRAM = os.environ["COPYTASTER"]
SOURCE = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SEEDS = os.environ.get("COPYTASTER_SEEDS", os.path.join(SOURCE, "..", "shared", "seeds"))


def run(*words):
    done = subprocess.run([PROGRAM, *words, SEEDS], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8")


def lines(layer):
    return {row["id"][:3]: row for row in map(json.loads, run(layer, "--json").splitlines()) if "id" in row}


class Account:
    """The JSON of the account, with the questions that the rows ask."""

    def __init__(self):
        self.doc = json.loads(run("account", "--json"))
        self.reports = {r["id"][:3]: r for r in self.doc["reports"]}
        self.main = self.doc["stories"][0]
        self.letter = {w["id"][:3]: w["letter"] for w in self.main["witnesses"]}

    def claims(self, *words, kind="utterance", story=None):
        """Claims whose statement, or any testimony to it, holds all of the words."""
        found = []
        for c in (story or self.main)["claims"]:
            texts = [c["text"]] + [t["target"]["selector"]["exact"] for t in c["testimonies"]]
            if c["kind"] == kind and any(all(w.lower() in t.lower() for w in words) for t in texts):
                found.append(c)
        return found

    def claim(self, *words, **how):
        found = self.claims(*words, **how)
        assert found, f"no claim with {words}"
        return max(found, key=lambda c: c["n_witnesses"])

    def witnesses(self, claim):
        back = {v: k for k, v in self.letter.items()}
        return sorted({back[t["witness"]] for t in claim["testimonies"] if t["witness"] in back})

    def speakers(self, claim):
        return {t.get("speaker_name") for t in claim["testimonies"]} - {None}

    def entity(self, *words, story=None):
        for e in (story or self.main)["entities"]:
            names = [e["name"]] + [v["name"] for v in e["variants"]]
            if all(any(w in n for n in names) for w in words):
                return e
        raise AssertionError(f"no entity with {words}")

    def roles(self, entity):
        return " | ".join(r["role"] for f in entity["forms"] for r in f["roles"]).lower()

    def story_with(self, word):
        for s in self.doc["stories"]:
            if any(word in c["text"] for c in s["claims"]) or word in s["title"]:
                return s
        raise AssertionError(f"no story with {word}")

    def in_report(self, report, *words):
        """Quotations of the story of a report: those of any story that quotes these words."""
        for s in self.doc["stories"]:
            found = self.claims(*words, story=s)
            if found:
                return s, found
        raise AssertionError(f"no claim with {words}")


def row_01_one_shared_story_and_two_of_the_round_up(a):
    shared = [s for s in a.doc["stories"] if s["n_witnesses"] == 3]
    assert len(shared) == 1 and a.main is shared[0]
    alone = [s for s in a.doc["stories"] if s["n_witnesses"] == 1]
    assert len(alone) == 2 and all(s["witnesses"][0]["id"].startswith("000") for s in alone)


def row_02_one_utterance_three_witnesses_one_comma(a):
    c = a.claim("defensive alliance", "seek no")
    assert a.witnesses(c) == ["000", "001", "002"], a.witnesses(c)
    assert c["speaker_name"] == "Antony Blinken"
    third = [t for t in c["testimonies"] if t["witness"] == a.letter["002"] and t["rendering"] == "direct"]
    assert third and "punctuation" in third[0]["changes"] + sum((t["changes"] for t in c["testimonies"]), [])
    assert not any(x in ("changed", "meaning") for t in c["testimonies"] if t["rendering"] == "direct" for x in t["changes"])


def row_03_two_witnesses_speaker_by_context(a):
    c = a.claim("overnight", "reports about")
    assert a.witnesses(c) == ["000", "001"] and c["speaker_name"] == "Antony Blinken", c


def row_04_same_words_two_speakers_and_a_cut(a):
    c = a.claim("recklessness")
    assert a.witnesses(c) == ["000", "001", "002"]
    found = [x for x in a.main["conflicts"] if x["kind"] == "speaker" and x["claim"] == c["index"]]
    assert len(found) == 1, "one conflict of speakers"
    sides = {s["value"]: s for s in found[0]["sides"]}
    assert set(sides) == {"Antony Blinken", "Jens Stoltenberg"}, sides.keys()
    letters = {n: {p["witness"] for p in s["places"]} for n, s in sides.items()}
    assert letters["Antony Blinken"] == {a.letter["000"], a.letter["001"]}
    assert letters["Jens Stoltenberg"] == {a.letter["002"]}
    assert sides["Antony Blinken"]["n_origins"] == 1 and "one origin" in found[0]["reason"]
    cut = [t for t in c["testimonies"] if t["witness"] == a.letter["002"]]
    assert "cut" in cut[0]["changes"] and "good faith" in cut[0]["differences"][0]["base"]["selector"]["exact"]
    assert len([x for x in a.main["conflicts"] if x["kind"] == "speaker"]) == 1, "and no other"


def row_05_direct_and_indirect_joined_fragment_placed(a):
    c = a.claim("all its allies and territory")
    kinds = {(t["witness"], t["rendering"]) for t in c["testimonies"]}
    assert (a.letter["000"], "indirect") in kinds and (a.letter["002"], "direct") in kinds, kinds
    assert a.speakers(c) == {"Antony Blinken"}
    sentence = a.claim("defensive alliance", "seek no")
    inches = {t["witness"] for t in sentence["testimonies"] if t["rendering"] == "fragment"}
    assert a.letter["001"] in inches and a.letter["002"] in inches, inches


def row_06_an_organisation_speaks(a):
    c = a.claim("legitimate request")
    speakers = a.speakers(c)
    assert len(speakers) == 1 and not any(n in s for s in speakers for n in ("Joly", "Zelensk")), speakers
    source = c["testimonies"][0]["source"]["selector"]["exact"]
    assert "presidential office" in source, source


def row_07_two_ministers_with_their_offices(a):
    assert "Simonyte" in "".join(a.speakers(a.claim("irresponsible")))
    assert "Joly" in "".join(a.speakers(a.claim("red line")))
    assert "prime minister" in a.roles(a.entity("Simonyte"))
    assert "foreign minister" in a.roles(a.entity("Joly"))


def row_08_a_role_resolved_by_the_name_given_later(a):
    assert a.speakers(a.claim("fully fledged")) == {"Josep Borrell"}
    assert a.speakers(a.claim("remains on the table")) == {"Josep Borrell"}


def row_09_three_utterances_of_one_president(a):
    for word in ("Guarantees for", "Who should", "normal man"):
        _, found = a.in_report("000", word)
        assert all("Zelensky" in "".join(a.speakers(c)) for c in found), (word, [a.speakers(c) for c in found])


def row_10_an_embedded_post_with_its_account(a):
    blocks = a.reports["000"]["blocks"]
    embeds = [b for b in blocks if b["kind"] == "embed"]
    assert embeds, "the post is a typed block"
    _, found = a.in_report("000", "provocation", "liberation")
    t = found[0]["testimonies"][0]
    assert "Zakharova" in t["source"]["selector"]["exact"], t["source"]
    assert any(k["kind"] == "account" and "mfa_russia" in k["target"]["selector"]["exact"] for k in t["chain"]), t["chain"]


def row_11_sources_behind_sources(a):
    def chain(*words):
        _, found = a.in_report("", *words)
        return " | ".join(k["target"]["selector"]["exact"] for t in found[0]["testimonies"] for k in t["chain"])
    assert "Balkan Insight" in chain("smokescreen")
    assert "New Voice of Ukraine" in chain("not give in") or "Telegram" in chain("not give in")
    assert "press release" in chain("first travel").lower()
    story, found = a.in_report("", "fascist")
    assert any("Putin" in s for c in found for s in a.speakers(c)), "what he said was: Putin, reported by the outlet"


def row_12_names_joined_and_a_misspelling_recorded(a):
    e = a.entity("Blinken", "Blinkin")
    variant = [v for v in e["variants"] if "Blinkin" in v["name"]]
    assert variant and variant[0]["reason"] == "misspelt", e["variants"]
    places = [m for f in e["forms"] for m in f["mentions"] if "Blinkin" in m["target"]["selector"]["exact"]]
    assert len(places) == 4, len(places)


def row_13_roles_resolved_with_evidence(a):
    assert "secretary of state" in a.roles(a.entity("Blinken"))
    stoltenberg = a.entity("Stoltenberg")
    assert "secretary general" in a.roles(stoltenberg)
    heads = [m["target"]["selector"]["exact"] for f in stoltenberg["forms"] for m in f["mentions"]]
    assert any("head" in h for h in heads), heads
    borrell = a.entity("Borrell")
    assert any("top diplomat" in m["target"]["selector"]["exact"] for f in borrell["forms"] for m in f["mentions"])
    geshev = a.entity("Geshev", story=a.story_with("smokescreen"))
    assert "chief prosecutor" in a.roles(geshev)


def row_14_dates_anchored_or_inferred(a):
    dates = lines("dates")

    def value(report, words):
        text = a.reports[report]["text"]
        found = [e for e in dates[report]["entities"] if words in text[max(0, e["start"] - 1):e["end"] + 1]]
        assert found, (report, words)
        return found[0]
    basis = {w["id"][:3]: (w["written"], w["written_basis"]) for w in a.main["witnesses"]}
    assert basis["002"][0] == "2022-03-04" and basis["002"][1] != "inferred", basis
    assert basis["000"] == ("2022-03-04", "inferred") and basis["001"] == ("2022-03-04", "inferred"), basis
    assert value("000", "Thursday")["value"] == "2022-03-03"
    assert value("000", "Monday")["value"] == "2022-02-28"
    assert value("001", "Saturday")["value"] == "2022-03-05"
    since = value("002", "Feb 24")
    assert since["value"] == "2022-02-24/..", since


def row_15_events_told_in_several_ways(a):
    bulgaria = a.story_with("smokescreen")
    expelled = [c for c in bulgaria["claims"] if c["kind"] == "event" and c["event"]["type"] == "expel"]
    assert len(expelled) == 1 and len(expelled[0]["testimonies"]) >= 3, [c["text"] for c in expelled]
    assert "Bulgaria" in expelled[0]["event"]["actor_name"] and "Russia" in expelled[0]["event"]["target_name"]
    visits = [c for c in a.main["claims"] if c["kind"] == "event" and c["event"]["modality"] == "planned"]
    assert any("Poland" in c["text"] for c in visits) and any("Moldova" in c["text"] for c in visits), [c["text"] for c in visits]
    seized = [c for c in a.main["claims"] if c["kind"] == "event" and c["event"]["type"] == "seize"]
    assert seized and seized[0]["event"]["modality"] == "attributed", seized


def row_16_figures_agree(a):
    bulgaria = a.story_with("smokescreen")
    assert not [x for s in a.doc["stories"] for x in s["conflicts"] if x["kind"] == "figure"]
    figures = lines("figures")["000"]["entities"]
    text = a.reports["000"]["text"]
    two = [f for f in figures if text[f["start"]:f["end"]].lower().endswith("two")]
    assert len(two) == 3 and all(float(f["value"]) == 2 for f in two), two
    assert bulgaria


def row_17_shared_passages_with_spans_direction_undetermined(a):
    pairs = {(p["a"][:3], p["b"][:3]): p for p in map(json.loads, run("copies", "--json").splitlines()) if "a" in p}
    runs = {k: p["runs"] for k, p in pairs.items()}
    assert set(runs) == {("000", "001"), ("000", "002"), ("001", "002")}, runs
    assert runs["000", "001"] > runs["000", "002"] > runs["001", "002"], runs
    for k, near in (("000", "001"), 73), (("000", "002"), 55), (("001", "002"), 45):
        assert abs(runs[k] - near) <= 4, (k, runs[k])
    assert all(p["direction"] == "undetermined" and p["spans"] for p in pairs.values())


def row_18_noise_is_typed_and_carries_no_claim(a):
    kinds = {r: [b["kind"] for b in a.reports[r]["blocks"]] for r in a.reports}
    assert kinds["001"].count("promo") == 2 and "dateline" in kinds["002"] and "embed" in kinds["000"], kinds
    for s in a.doc["stories"]:
        for c in s["claims"]:
            for t in c["testimonies"]:
                assert "Also Read" not in t["target"]["selector"]["exact"]
                assert "pic.twitter" not in t["target"]["selector"]["exact"]
                assert not t["target"]["selector"]["exact"].startswith("date 2022")


def row_19_what_stands_in_one_report_only(a):
    for report, words in (("001", ("displaced",)), ("002", ("irresponsible",)), ("002", ("fully fledged",))):
        c = a.claim(*words)
        assert a.witnesses(c) == [report]
        assert sorted(c["silent"]) == sorted(set(a.letter.values()) - {a.letter[report]})


def main():
    if not os.path.isdir(SEEDS):
        print("SKIP: no folder of seed reports (COPYTASTER_SEEDS)", file=sys.stderr)
        return 77
    rows = sorted((name, f) for name, f in globals().items() if name.startswith("row_"))
    wanted = sys.argv[1:]
    account = Account()
    failed = 0
    for name, check in rows:
        if wanted and str(int(name[4:6])) not in wanted:
            continue
        try:
            check(account)
            print(f"ok   {name}")
        except (AssertionError, KeyError, IndexError, TypeError) as e:
            failed += 1
            print(f"FAIL {name}: {type(e).__name__} {str(e)[:600]}")
    print(f"{len(rows)} rows, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
