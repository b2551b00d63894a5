#!/usr/bin/env python3
"""copytaster extract on hostile files: each ends within some second of processor time and 256 MB, tells what it refused by
a clear message, and its ledger adds up. All inputs are made here."""
# labels: slow
import gzip
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ["COPYTASTER"]
BUILD = os.environ.get("BUILD_DIR", "")
IS_CHECKED = any(x in BUILD for x in ("asan", "tsan", "cov"))  # slower by far, and memory isn't the program's own
MOST_SECONDS = 10 if IS_CHECKED else 1.5 if "release" in BUILD else 2  # of all threads, on a busy machine
MOST_BYTES = 256 << 20
FINE, DAMAGED = 0, 4
PARAGRAPH = ("<p>The harbour office of Ardlow kept the evening ferry in port on Thursday, after a crack was found in one "
             "of its two doors, and told passengers that the next crossing would not be before Saturday.</p>\n")
START = ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry stays in port</title>\n'
         '<meta property="article:published_time" content="2026-03-12T08:30:00+01:00"></head><body><article>'
         "<h1>Ferry stays in port</h1>\n")
END = "</article></body></html>\n"
PAGE = START + PARAGRAPH * 3 + END
FEED = ('<?xml version="1.0"?><rss version="2.0"><channel><title>Morning Lantern</title><item><title>Ferry</title>'
        "<description>The evening ferry stayed in port on Thursday.</description></item></channel></rss>")


def run(path, folder):
    """Exit code, number of report lines, stderr, ledger, processor seconds, most bytes resident."""
    out, err, ledger = (os.path.join(folder, x) for x in ("out", "err", "ledger"))
    with open(out, "wb") as o, open(err, "wb") as e:
        child = subprocess.Popen([PROGRAM, "extract", "--report", ledger, path], stdout=o, stderr=e)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    n = 0
    with open(out, "rb") as f:
        for line in f:
            if n < 1000 and len(line) < 1 << 20:
                json.loads(line)
            n += 1
    told = {}
    if os.path.exists(ledger):
        with open(ledger, "rb") as f:
            told = json.load(f)
        os.remove(ledger)
    with open(err, "rb") as f:
        return (child.returncode, n, f.read().decode("utf-8", "replace"), told, used.ru_utime + used.ru_stime,
                used.ru_maxrss << 10)


def make(path, content):
    """Write what `content()` gives: bytes, or a list of them for a folder of files. In a process of its own: what a
    program has in memory when it starts another one counts as the other's."""
    maker = os.fork()
    if maker == 0:
        made = content()
        if isinstance(made, list):
            os.mkdir(path)
        for i, piece in enumerate(made if isinstance(made, list) else [made]):
            with open(os.path.join(path, f"{i:05d}") if isinstance(made, list) else path, "wb") as f:
                f.write(piece)
        os._exit(0)
    _, status = os.waitpid(maker, 0)
    if status != 0:
        sys.exit(f"FAIL: making {path}")


def check(folder, name, content, codes, n_reports, message):
    """Run on the file that `content` makes; returns what is wrong."""
    path = os.path.join(folder, name)
    make(path, content)
    n_files = len(os.listdir(path)) if os.path.isdir(path) else 1
    code, out, err, told, seconds, resident = run(path, folder)
    wrong = []
    if code not in codes:
        wrong.append(f"exit {code}, expected {codes}")
    if seconds > MOST_SECONDS * max(1, n_files / 500):
        wrong.append(f"{seconds:.2f} s")
    if resident > MOST_BYTES and not IS_CHECKED:
        wrong.append(f"{resident >> 20} MB")
    if message not in err + json.dumps(told, ensure_ascii=False):
        wrong.append(f'no "{message}"')
    if n_reports is not None and out != n_reports:
        wrong.append(f"{out} reports, expected {n_reports}")
    if told.get("reports", out) != out:
        wrong.append(f"{told.get('reports')} reports in the ledger, {out} written")
    print(f"{'FAIL' if wrong else 'ok  '} {name}: exit {code}, {out} reports, {seconds:.2f} s, {resident >> 20} MB"
          f"{': ' + '; '.join(wrong) if wrong else ''}", flush=True)
    if wrong:
        print("    " + err[-500:].replace("\n", "\n    "))
    return wrong


def zeros_in_gzip(n):
    return gzip.compress(bytes(n), 1, mtime=0)


def multipart(depth):
    head = "From a@x Thu Mar 12 08:30:00 2026\nSubject: Ferry\nFrom: A <a@x.example>\n"
    body = ""
    for i in range(depth):
        head += f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n'
        body = f"\n--b{i}--\n" + body
    return (head + "Content-Type: text/plain\n\nThe ferry stayed in port.\n" + body).encode()


def entity_bomb():
    levels = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
    return (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ferry ">{levels}]><rss version="2.0"><channel>'
            "<title>Lantern</title><item><title>T</title><description>&a9;</description></item></channel></rss>").encode()


def warc(head, block):
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\n"
            f"WARC-Date: 2026-03-13T00:00:00Z\r\nWARC-Record-ID: <urn:x:1>\r\n{head}\r\n\r\n").encode() + block


def numbered(i):
    """A paragraph unlike the others: a page that repeats one of them is no article."""
    return "".join(f"{w}{(i * 7 + k) % 613} " if k % 3 == 0 and "<" not in w else w + " " for k, w in enumerate(PARAGRAPH.split()))


def page(inside):
    """A page whose article has `inside` before it."""
    return (START + inside + PARAGRAPH * 3 + END).encode()


def script(json_ld):
    return page('<script type="application/ld+json">' + json_ld + "</script>")


def archive(body, head=""):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    length = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}"
    return warc(length, http + b"\r\n\r\n")


def cut(whole, step=1):
    """A folder with the file cut at every place."""
    return [whole[:i] for i in range(1, len(whole), step)]


def mail(head, body="Text.\n"):
    return f"From a@x Thu Mar 12 08:30:00 2026\nFrom: A <a@x.example>\n{head}\n\n{body}".encode()


# Name, what makes it, exit codes that are right, reports (None: as may be), words of the message.
ALL = (FINE, DAMAGED)
CASES = [
    ("div.html", lambda: page("<div>" * 100_000), (FINE,), 1, ""),
    ("formatting.html", lambda: page("<b>" * 20_000 + "<p>x" * 200), (FINE,), 1, ""),
    ("attributes.html", lambda: page("<p" + "".join(f' a{i}="x"' for i in range(100_000)) + ">"), (FINE,), 1, ""),
    ("one-attribute.html", lambda: page(f'<p title="{"x" * 2_000_000}">'), (FINE,), 1, ""),
    ("references.html", lambda: page("<p>" + "&amp;" * 400_000), ALL, None, ""),
    ("open-references.html", lambda: page("<p>" + "&#x" * 300_000 + "&" * 300_000), ALL, None, ""),
    ("comments.html", lambda: page("<!--" * 300_000), (DAMAGED,), 0, "a page without an article"),
    ("cdata.html", lambda: page("<![CDATA[" * 200_000), ALL, None, ""),
    ("less-than.html", lambda: page("<" * 2_000_000), ALL, None, ""),
    ("tables.html", lambda: page("<table><tr><td>" * 30_000), ALL, None, ""),
    ("anchors.html", lambda: page("<a href=x>" * 60_000), ALL, None, ""),
    ("large.html", lambda: page("".join(numbered(i) for i in range(5_000_000 // len(PARAGRAPH)))), (FINE,), 1, ""),
    ("huge.html", lambda: page("x" * (65 << 20)), (DAMAGED,), 0, "64 MiB"),
    ("json-ld-depth.html", lambda: script('{"a":[' * 170_000), (FINE,), 1, ""),
    ("json-ld-graph.html", lambda: script('{"@graph":[' + '{"@type":"Person","name":"A"},' * 30_000 + "{}]}"), (FINE,), 1, ""),
    ("json-ld-escapes.html",
     lambda: script('{"@type":"NewsArticle","articleBody":"' + "\\u00e9\\ud83d" * 80_000 + '"}'), (FINE,), 1, ""),
    ("metas.html", lambda: page('<meta name="author" content="A B">' * 30_000), (FINE,), 1, ""),
    ("scripts.html", lambda: page("<script>" * 200_000), (DAMAGED,), 0, "a page without an article"),
    ("labels.html", lambda: page("<meta charset=" * 100_000), ALL, None, ""),
    ("shifted.html", lambda: page('<meta charset=iso-2022-jp>' + "\x1b$B%U\x1b(B" * 200_000), ALL, None, ""),
    ("truncated-pages", lambda: cut(PAGE.encode()), (DAMAGED,), None, ""),
    ("truncated-gzip", lambda: cut(gzip.compress(PAGE.encode(), mtime=0)), (DAMAGED,), None, ""),
    ("truncated-feeds", lambda: cut(FEED.encode()), (DAMAGED,), None, ""),
    ("truncated-archives", lambda: cut(archive(PAGE.encode()), 3), (DAMAGED,), None, ""),
    ("bomb.gz", lambda: zeros_in_gzip(200 << 20), (DAMAGED,), 0, "refused as a bomb"),
    ("bomb-page.gz", lambda: gzip.compress(START.encode() + b"<p>" * (60 << 20), 6, mtime=0), (DAMAGED,), 0,
     "refused as a bomb"),
    ("bomb-in-gzip.gz", lambda: gzip.compress(zeros_in_gzip(200 << 20), mtime=0), (DAMAGED,), 0, "refused as a bomb"),
    ("bomb.warc", lambda: archive(zeros_in_gzip(200 << 20), "Content-Encoding: gzip\r\n"), (DAMAGED,), 0, "bomb"),
    ("thrice.gz", lambda: gzip.compress(gzip.compress(gzip.compress(PAGE.encode(), mtime=0), mtime=0), mtime=0),
     (DAMAGED,), 0, "packed more than 2 times over"),
    ("entities.xml", entity_bomb, (DAMAGED,), 0, "declares entities"),
    ("external.xml", lambda: FEED.replace('?>', '?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1)
     .replace("stayed", "&a;").encode(), (DAMAGED,), 0, "declares entities"),
    ("deep.xml", lambda: b'<rss version="2.0"><channel>' + b"<a>" * 600_000, (DAMAGED,), 0, "deeper"),
    ("items.xml", lambda: b'<rss version="2.0"><channel>' + b"<item/>" * 200_000 + b"</channel></rss>", (DAMAGED,), 0, ""),
    ("deep.json", lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 1_000_000, (DAMAGED,), 0, ""),
    ("unclosed.csv", lambda: b'id,text\n1,"The ferry stayed.\n' + b"2,The ferry stayed.\n" * 1_000_000, (DAMAGED,),
     1_000_000, "a quotation mark isn't closed"),
    ("columns.csv", lambda: b"text" + b",a" * 500_000 + b"\nx" + b",1" * 500_000 + b"\n", ALL, None, ""),
    ("quotes.csv", lambda: b'id,text\n1,"' + b'""' * 1_000_000 + b'"\n', (FINE,), 1, ""),
    ("rows.csv", lambda: b"id,text\n" + b",\n" * 200_000, (DAMAGED,), 0, "the row has no text"),
    ("long.jsonl", lambda: b'{"text":"' + b"The ferry stayed. " * 8_000_000 + b'"}\n{"text":"Short."}\n', (DAMAGED,), 1,
     "longer than a report line may be"),
    ("long-text.jsonl", lambda: b'{"text":"' + b"The ferry stayed. " * 3_000_000 + b'"}\n{"text":"Short."}\n', (FINE,), 2, ""),
    ("deep.jsonl", lambda: b'{"text":"a","x":' + b"[" * 1_000_000 + b'\n{"text":"Short."}\n', (DAMAGED,), 1, "nested too deeply"),
    ("keys.jsonl", lambda: b"{" + b"".join(b'"k%d":1,' % i for i in range(100_000)) + b'"text":"Short."}\n', (FINE,), 1, ""),
    ("bad-lines.jsonl", lambda: b"{\n" * 100_000, (DAMAGED,), 0, "the line ends before"),
    ("deep.mbox", lambda: multipart(2_000), ALL, None, ""),
    ("header.mbox", lambda: mail("Subject: " + "ferry\n " * 500_000), (FINE,), 1, ""),
    ("words.mbox", lambda: mail("Subject: " + "=?utf-8?q?a?= " * 200_000), (FINE,), 1, ""),
    ("addresses.mbox", lambda: mail("From: " + "<(\"" * 300_000), (FINE,), 1, ""),
    ("parts.mbox", lambda: mail("Content-Type: multipart/mixed; boundary=b", "--b\n\nx\n" * 200_000), ALL, None, ""),
    ("messages.mbox", lambda: b"From a@x Thu Mar 12 08:30:00 2026\n\n" * 60_000, (DAMAGED,), 0, "no text"),
    ("header.warc", lambda: b"WARC/1.0\r\nWARC-Type: " + b"x" * 10_000_000, (DAMAGED,), 0, "the head of a record has no end"),
    ("length.warc", lambda: warc("Content-Length: 99999999999999999999", b"x" * 1000), (DAMAGED,), 0, "Content-Length"),
    ("chunks.warc", lambda: archive(b"1\r\nx\r\n" * 1_000_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked\r\n"), ALL, None, ""),
    ("zeros", lambda: bytes(50 << 20), (DAMAGED,), 0, "binary data"),
    ("noise", lambda: bytes((i * i * 7 + i // 3) & 255 for i in range(1 << 20)), (DAMAGED,), 0, "binary data"),
]


def main():
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if len(sys.argv) < 2 or case[0] in sys.argv[1:]:
                failed += check(folder, *case)
    if failed:
        sys.exit(f"FAIL: {len(failed)} findings")


if __name__ == "__main__":
    main()
