"""Pages with gold beside them, and archives made of pages: what bench/predict and bench/peers/run share.

A set is a JSON lines file (SET.jsonl) and a tar of raw pages (SET.tar or SET.tar.gz), a page under the name in `file`; a row may name
another tar of the folder in `archive`. Only id, file, archive and url of a row are read here.
"""
import gzip
import io
import json
import os
import tarfile


def read_lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as f:
        return [json.loads(line) for line in f if line.strip()]


def set_stem(path):
    for ending in (".gz", ".jsonl", ".json"):
        path = path.removesuffix(ending)
    return path


def find_tar(path):
    for ending in (".tar", ".tar.gz", ".tgz"):
        if os.path.exists(set_stem(path) + ending):
            return set_stem(path) + ending
    raise FileNotFoundError(f"no tar of pages beside {path}")


def unpack_tar(path, wanted):
    """Name -> bytes of the wanted files of a tar; those packed one by one (.gz) are unpacked."""
    found = {}
    with tarfile.open(path) as tar:
        for member in tar:
            name = member.name.removeprefix("./")
            name = name if name in wanted else os.path.basename(name)
            if member.isfile() and name in wanted:
                data = tar.extractfile(member).read()
                found[name] = gzip.decompress(data) if name.endswith(".gz") else data
    return found


def read_pages(path):
    """(row, bytes of its page) for every row of a set; a row whose page isn't there is left out."""
    rows = read_lines(path)
    folder = os.path.dirname(os.path.abspath(path))
    tars = {}
    for row in rows:
        tar = os.path.join(folder, row["archive"]) if row.get("archive") else find_tar(path)
        tars.setdefault(tar, set()).add(row["file"])
    pages = {tar: unpack_tar(tar, wanted) for tar, wanted in tars.items()}
    out = []
    for row in rows:
        tar = os.path.join(folder, row["archive"]) if row.get("archive") else find_tar(path)
        if row["file"] in pages[tar]:
            out.append((row, pages[tar][row["file"]]))
    return out


def warc_record(kind, head, block):
    lines = ["WARC/1.1", f"WARC-Type: {kind}", *head, f"Content-Length: {len(block)}"]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"


def write_warc(path, pages):
    """An archive of (url, bytes): a response record each, in order; nothing is said of encoding and time of the visit. With a path in
    .gz each record is a gzip member of its own."""
    packed = path.endswith(".gz")
    with open(path, "wb") as f:
        for i, (url, data) in enumerate(pages):
            http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\n\r\n".encode("ascii") + data
            head = [f"WARC-Target-URI: {url}", f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{i:012x}>",
                    "Content-Type: application/http; msgtype=response"]
            record = warc_record("response", head, http)
            f.write(pack_member(record) if packed else record)


def pack_member(data):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as f:
        f.write(data)
    return out.getvalue()
