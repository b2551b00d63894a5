#!/usr/bin/env python3
"""copytaster extract on files of every kind: what is read, what is refused and how the ledger adds up; the same bytes for
any number of threads, from a file and from a pipe. All outlets, people and events are invented."""
import gzip
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry stays in port | Morning Lantern</title>
<meta property="og:title" content="Ferry stays in port"><meta property="og:site_name" content="Morning Lantern">
<meta property="article:published_time" content="2026-03-12T08:30:00+01:00"><link rel="canonical" href="https://lantern.example/ferry">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry stays in port</h1>
<p>The harbour office of Ardlow kept the evening ferry in port on Thursday, after a crack was found in one of its two
doors, and told passengers that the next crossing would not be before Saturday.</p>
<p>&ldquo;Nobody was in danger at any time,&rdquo; said Mara Venn, who runs the line. &ldquo;We found the crack, and we
stopped. That is what the rules ask us to do.&rdquo;</p>
<p>The town council meets on Friday to decide who pays for the repair, which the yard expects to take two days at least
and to cost some 40,000 crowns.</p></article><footer>Copyright Morning Lantern</footer></body></html>
"""
TEXT = "ARDLOW, March 12 (Wire) - The evening ferry stayed in port.\n\n\"We stopped,\" said Mara Venn.\n"


def warc(records):
    """A WARC of gzip members; records: (type, uri, block)."""
    out = b""
    for i, (kind, uri, block) in enumerate(records):
        head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2026-03-13T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{i:012d}>\r\n"
                f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n")
        out += gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
    return out


def http(body, status="200 OK", kind="text/html; charset=utf-8"):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def run(*words, stdin=None, expect=0):
    done = subprocess.run([PROGRAM, *words], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != expect:
        sys.exit(f"FAIL: exit {done.returncode}, expected {expect}: {words}\n{done.stderr.decode()}")
    return done.stdout, done.stderr.decode()


def lines(out):
    return [json.loads(x) for x in out.splitlines()]


def require(condition, what):
    if not condition:
        sys.exit(f"FAIL: {what}")


def check_page(folder):
    path = os.path.join(folder, "page.html")
    with open(path, "w", encoding="utf-8") as f:
        f.write(PAGE)
    out, _ = run("extract", "--evidence", path)
    (page,) = lines(out)
    require(page["id"] == "page" and page["title"] == "Ferry stays in port", page)
    require(page["published"].startswith("2026-03-12") and page["outlet"] == "Morning Lantern", page)
    require(page["lang"] == "en" and page["url"] == "https://lantern.example/ferry", page)
    require("“Nobody was in danger at any time,” said Mara Venn" in page["text"], page["text"])
    require("Sport" not in page["text"] and "Copyright" not in page["text"], page["text"])
    require(sum(b["kind"] == "paragraph" for b in page["blocks"]) == 3, page["blocks"])
    raw = PAGE.encode()
    for block in page["blocks"]:
        words = page["text"][block["start"]:block["end"]]
        source = raw[block["source_start"]:block["source_end"]].decode()
        require(source.split()[0].replace("&ldquo;", "“") == words.split()[0], (source, words))
        require(source.split()[-1].replace("&rdquo;", "”") == words.split()[-1], (source, words))
    return path


def check_packing(folder):
    plain, _ = run("extract", "-", stdin=TEXT.encode())
    packed, _ = run("extract", "-", stdin=gzip.compress(TEXT.encode()))
    twice, _ = run("extract", "-", stdin=gzip.compress(gzip.compress(TEXT.encode())))
    require(plain == packed == twice and lines(plain)[0]["text"] == TEXT, "gzip changes a text")
    thrice = gzip.compress(gzip.compress(gzip.compress(TEXT.encode())))
    _, err = run("extract", "-", stdin=thrice, expect=4)
    require("packed more than 2 times" in err, err)
    cut = gzip.compress(("x" * 99 + "\n").encode() * 5000)[:-30]
    with open(os.path.join(folder, "cut.txt.gz"), "wb") as f:
        f.write(cut)
    out, err = run("extract", os.path.join(folder, "cut.txt.gz"))
    require("ends early" in err and len(lines(out)) == 1, err)


def check_archive(folder):
    page = PAGE.encode()
    records = [("warcinfo", "", b"software: none"), ("request", "https://lantern.example/ferry", b"GET / HTTP/1.1\r\n\r\n")]
    for i in range(40):
        records.append(("response", f"https://lantern.example/{i}", http(page.replace(b"Friday", b"day %d" % i))))
    records.append(("response", "https://lantern.example/gone", http(page, "404 Not Found")))
    records.append(("response", "https://lantern.example/a.css", http(b"p { color: red }", kind="text/css")))
    records.append(("response", "https://lantern.example/empty", http(b"<html><body></body></html>")))
    whole = warc(records)
    path = os.path.join(folder, "crawl.warc.gz")
    with open(path, "wb") as f:
        f.write(whole)
    ledger = os.path.join(folder, "ledger.json")
    out, err = run("extract", "--threads", "1", "--report", ledger, path, expect=4)
    found = lines(out)
    require([x["id"] for x in found] == [f"crawl:{i + 1}" for i in range(40)], [x["id"] for x in found])
    require("41 items = 40 reports + 1 refused + 0 damaged; 4 records" in err, err)
    with open(ledger, encoding="utf-8") as f:
        told = json.load(f)
    require(told["items"] == told["reports"] + told["refused"] + told["damaged"] == 41, told)
    require(sum(told["skipped"].values()) == 4 and told["problems"][0]["byte"] > 0, told)
    for threads in ("2", "8"):
        again, _ = run("extract", "--threads", threads, path, expect=4)
        require(again == out, f"{threads} threads give other bytes")
    piped, _ = run("extract", "-", stdin=whole, expect=4)
    require(piped.replace(b'"stdin:', b'"crawl:') == out, "a pipe gives other bytes")
    plain, _ = run("extract", "-", stdin=gzip.decompress(whole), expect=4)
    require(plain == piped, "an unpacked archive gives other bytes")
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 0xff
    out, err = run("extract", "-", stdin=bytes(damaged), expect=4)
    require(39 <= len(lines(out)) <= 40 and " 1 damaged" in err, err)


FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Morning Lantern</title><language>en</language>
<item><title>Ferry &amp;amp; port</title><link>https://lantern.example/f</link><guid isPermaLink="false">f-1</guid>
<pubDate>Thu, 12 Mar 2026 08:30:00 +0100</pubDate><author>desk@lantern.example (Mara Venn)</author>
<source url="https://wire.example/rss">Harbour Wire</source>
<description>Short.</description><content:encoded><![CDATA[<p>It stayed in <b>port</b>.</p><p>All are well.</p>]]></content:encoded></item>
<item><title>Only a headline</title><link>https://lantern.example/h</link></item>
</channel></rss>"""
TABLE = "Id;Headline;Body;When\n1;A;\"One; two\";2026-03-12\n2;B;;2026-03-12\n"
MAIL = "From: Mara Venn <m@lantern.example>\nSubject: Port\nDate: Thu, 12 Mar 2026 08:30:00 +0100\n\nIt stayed in port.\n"


def check_feed_table_mail():
    out, err = run("extract", "-", stdin=FEED.encode(), expect=4)
    (item,) = lines(out)
    require(item["text"] == "It stayed in port.\n\nAll are well." and item["outlet"] == "Harbour Wire", item)
    require(item["id"] == "f-1" and item["published"] == "2026-03-12T07:30:00Z" and item["title"] == "Ferry & port", item)
    require("-:2" in err and "no text" in err, err)
    sitemap = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>'
    _, err = run("extract", "-", stdin=sitemap, expect=4)
    require("a sitemap with 1 addresses" in err, err)
    out, err = run("extract", "--text-field", "Body", "--published-field", "When", "-", stdin=TABLE.encode(), expect=4)
    (row,) = lines(out)
    require(row["id"] == "1" and row["text"] == "One; two" and row["published"] == "2026-03-12", row)
    out, _ = run("extract", "-", stdin=MAIL.encode())
    (mail,) = lines(out)
    require(mail["author"] == "Mara Venn" and mail["title"] == "Port" and mail["text"] == "It stayed in port.", mail)
    out, _ = run("extract", "--text-field", "a.b", "-", stdin=b'{"a": {"b": "Deep."}, "text": "No."}')
    require(lines(out)[0]["text"] == "Deep." and lines(out)[0]["text_"] == "No.", out)


def check_round_trip(folder, page):
    out, _ = run("extract", page)
    copy = os.path.join(folder, "copy.jsonl")
    with open(copy, "wb") as f:
        f.write(out)
    again, _ = run("extract", copy)
    require(lines(again) == lines(out), "a report line reads back as another one")


def check_account(folder, page):
    text = os.path.join(folder, "wire.txt")
    with open(text, "w", encoding="utf-8") as f:
        f.write(TEXT)
    out, _ = run("account", "--json", page, text)
    account = json.loads(out)
    require(len(account["reports"]) == 2, "two reports")
    run("verify", "-", stdin=out)
    out, _ = run("show", "page:30-41", page)
    require(b"of the page" in out, out)


def check_sites(folder):
    """What comes back on the pages of a site is left out on request, and no claim is taken from it; texts and places stay."""
    appeal = "Reporting like this is paid for by its readers; a gift of any size keeps our boats and bicycles on the road."
    os.mkdir(os.path.join(folder, "site"))
    for i, name in enumerate(("Ardlow", "Brinmouth", "Caster", "Dunvale", "Elmport")):
        page = PAGE.replace("Ardlow", name).replace("lantern.example/ferry", f"lantern.example/ferry-{i}")
        for old, new in (("stopped", f"stopped {i} boats"), ("Friday", f"day {i} of May"), ("Thursday", f"day {i} of April")):
            page = page.replace(old, new)
        page = page.replace("<p>The town", f"<p>{appeal}</p><p>The town")
        with open(os.path.join(folder, "site", f"{name}.html"), "w", encoding="utf-8") as f:
            f.write(page)
    site = os.path.join(folder, "site")
    plain = lines(run("extract", "--quiet", site)[0])
    sifted, _ = run("extract", "--quiet", "--evidence", "--site-memory", "--threads", "1", site)
    require(sifted == run("extract", "--quiet", "--evidence", "--site-memory", "--threads", "3", site)[0], "threads change the memory")
    for before, after in zip(plain, lines(sifted)):
        require(appeal in before["text"] and appeal not in after["text"], "the appeal is still there")
        require(before["text"].replace(appeal + "\n\n", "") == after["text"], "more than the appeal is gone")
        promo = [b for b in after["blocks"] if b["kind"] == "promo"]
        require(len(promo) == 1 and promo[0]["start"] == promo[0]["end"], "the appeal isn't noted as a block")
        with open(after["read_from"], "rb") as f:
            source = f.read()[promo[0]["source_start"]:promo[0]["source_end"]]
        require(appeal.encode() in source, "the block doesn't lead back to the appeal")
    run("extract", "--site-memory", "-", stdin=PAGE.encode(), expect=4)


def main():
    with tempfile.TemporaryDirectory() as folder:
        page = check_page(folder)
        check_packing(folder)
        check_feed_table_mail()
        check_archive(folder)
        check_round_trip(folder, page)
        check_account(folder, page)
        check_sites(folder)


if __name__ == "__main__":
    main()
