"""One peer over many pages, in the peers' own environment: worker.py TASK LIST FROM OUT PROGRESS.

LIST holds JSON lines {"id", "raw", "utf8", "url"}: files with the page as served and in UTF-8. Pages from number FROM on are read
one by one (outside the clock), given to the peer, and a line with the seconds of processor time and the answer goes to OUT.
PROGRESS always holds the number of the page in work, so that whoever started this knows which page a crash or time-out is due to.
For the tasks about archives LIST is an archive, read FROM times.
"""
import json
import os
import sys
import time


def make_resiliparse(_):
    from resiliparse.extract.html2text import extract_plain_text
    return "text", lambda page, row: {"text": extract_plain_text(page, main_content=True)}


def make_resiliparse_bytes(_):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(page, row):
        tree = HTMLTree.parse_from_bytes(page, detect_encoding(page))
        return {"text": extract_plain_text(tree, main_content=True), "title": tree.title}
    return "raw", run


def make_trafilatura(fast):
    from trafilatura import bare_extraction

    def run(page, row):
        found = bare_extraction(page, url=row["url"] or None, with_metadata=True, include_comments=False, fast=fast)
        if found is None:
            return {}
        found = found if isinstance(found, dict) else found.as_dict()
        return {"text": found.get("text"), "title": found.get("title"), "author": found.get("author"), "published": found.get("date")}
    return "raw", run


def make_htmldate(_):
    from htmldate import find_date
    return "raw", lambda page, row: {"published": find_date(page, original_date=True, url=row["url"] or None)}


def make_lexbor(_):
    from selectolax.lexbor import LexborHTMLParser

    def run(page, row):
        LexborHTMLParser(page)
        return {}
    return "utf8", run


def make_resiliparse_tree(_):
    from resiliparse.parse.html import HTMLTree

    def run(page, row):
        HTMLTree.parse_from_bytes(page, "utf-8")
        return {}
    return "utf8", run


PEERS = {
    "resiliparse": (make_resiliparse, None),
    "resiliparse-bytes": (make_resiliparse_bytes, None),
    "trafilatura": (make_trafilatura, False),
    "trafilatura-fast": (make_trafilatura, True),
    "htmldate": (make_htmldate, None),
    "lexbor": (make_lexbor, None),
    "resiliparse-tree": (make_resiliparse_tree, None),
}


def over_pages(task, rows, first, out, progress):
    make, argument = PEERS[task]
    kind, run = make(argument)
    for i in range(first, len(rows)):
        row = rows[i]
        os.pwrite(progress, b"%8d" % i, 0)
        with open(row["raw" if kind == "raw" else "utf8"], "rb") as f:
            page = f.read()
        if kind == "text":
            page = page.decode("utf-8")
        answer = {}
        began = time.process_time()
        try:
            answer = run(page, row)
        except Exception as e:  # whatever a peer raises is counted against it
            answer = {"failed": type(e).__name__}
        seconds = time.process_time() - began
        out.write(json.dumps({"id": row["id"], "seconds": seconds, **answer}) + "\n")
        out.flush()


def over_archive(task, path, times, out):
    """Records, HTTP heads and check sums; with bodies as they stand, as ours are at hand then; with bodies decoded; with digests
    checked too; or on to the text of each page."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree
    n = 0
    began = time.process_time()
    for _ in range(times):
        if task == "fastwarc":
            n += sum(1 for _ in ArchiveIterator(path, parse_http=True))
        elif task == "fastwarc-payload":
            for record in ArchiveIterator(path, parse_http=True):
                record.reader.read()
                n += 1
        elif task == "fastwarc-digests":
            n += sum(1 for _ in ArchiveIterator(path, parse_http=True, verify_digests=True))
        elif task == "fastwarc-bodies":
            for record in ArchiveIterator(path, parse_http=True, auto_decode="all"):
                record.reader.read()
                n += 1
        else:
            for record in ArchiveIterator(path, parse_http=True, auto_decode="all", record_types=WarcRecordType.response):
                page = record.reader.read()
                tree = HTMLTree.parse_from_bytes(page, detect_encoding(page))
                text = extract_plain_text(tree, main_content=True)
                json.dumps({"id": n, "url": record.headers.get("WARC-Target-URI"), "title": tree.title, "text": text})
                n += 1
    out.write(json.dumps({"id": task, "seconds": time.process_time() - began, "n": n}) + "\n")


def main():
    task, listed, first, out, progress = sys.argv[1:]
    with open(out, "a", encoding="utf-8") as f:
        if task.startswith("fastwarc"):
            over_archive(task, listed, int(first), f)
            return
        with open(listed, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        over_pages(task, rows, int(first), f, os.open(progress, os.O_WRONLY | os.O_CREAT))


if __name__ == "__main__":
    main()
