"""WARC files made with other people's tools, and broken on purpose.

check(winnow, scratch) writes 1,000 pages as files and as records (warcio, gzip member per record and plain; FastWARC's own
writer; wget from a server on the loopback address), and asserts that winnow makes the same articles of all of them. Then
20 of the records are broken, and winnow and FastWARC must agree on what is left: the same record ids with the same
payload digests.
"""

import base64
import gzip
import hashlib
import http.server
import io
import json
import pathlib
import random
import shutil
import subprocess
import threading

from fastwarc import ArchiveIterator, GzipWriter, WarcRecord, WarcRecordType, ZstdWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES, BROKEN = 1000, 20
DATE = "2026-01-02T03:04:05Z"


def pages():
    """Yields (name, HTML as bytes, media type): articles of made-up sentences, in encodings and with lengths that differ."""
    rand = random.Random(1)
    subjects = "The ferry|A committee|Her neighbour|The old bridge|Hội đồng xã|Bến cảng|Der Verein|Библиотека".split("|")
    verbs = "closed|was painted|waited for|đã mở lại|đón khách từ|öffnet wieder für|закрылась на".split("|")
    objects = "the winter|seven visitors|mùa lễ hội|die Nachbarn|ремонт крыши|a second opinion|the last train".split("|")
    for i in range(PAGES):
        sentence = lambda: f"{rand.choice(subjects)} {rand.choice(verbs)} {rand.choice(objects)}, {rand.randrange(10**6)}."
        body = "".join(f"<p>{' '.join(sentence() for _ in range(5))}</p>\n" for _ in range(rand.randrange(3, 9)))
        links = "".join(f'<li><a href="/{rand.randrange(999)}">{rand.choice(objects)}</a></li>' for _ in range(9))
        html = (
            f"<!doctype html><html><head><title>Report {i} – {sentence()}</title></head><body><nav><ul>{links}</ul></nav>"
            f"<article><h1>Report {i}: {sentence()}</h1>\n{body}</article><footer>Imprint | Contact</footer></body></html>"
        )
        charset = "utf-16" if i % 50 == 7 else "utf-8"
        yield f"page{i:04d}", html.encode(charset), f"text/html; charset={charset}"


def address(name):
    return f"http://example.org/{name}.html"


def record_id(name):
    return f"urn:uuid:00000000-0000-4000-8000-{int(name[4:]):012d}"


def chunked(body):
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


def unchunked(body):
    parts = []
    while True:
        size, _, body = body.partition(b"\r\n")
        parts.append(body[: int(size, 16)])
        body = body[int(size, 16) + 2 :]
        if not parts[-1]:
            return b"".join(parts)


def write_warcio(path, compress):
    """Writes every page as a response; every third one chunked, every fifth one as gzip. Returns the records' places."""
    places = []
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=compress)
        out_info = writer.create_warcinfo_record(path.name, {"software": "check"})
        writer.write_record(out_info)
        for i, (name, html, media) in enumerate(pages()):
            fields, body = [("Content-Type", media)], html
            if i % 5 == 0:
                fields.append(("Content-Encoding", "gzip"))
                body = gzip.compress(body, mtime=0)
            if i % 3 == 0:
                fields.append(("Transfer-Encoding", "chunked"))
                body = chunked(body)
            else:
                fields.append(("Content-Length", str(len(body))))
            head = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address(name), "response", payload=io.BytesIO(body), http_headers=head,
                warc_headers_dict={"WARC-Record-ID": f"<{record_id(name)}>", "WARC-Date": DATE},
            )
            start = out.tell()
            writer.write_record(record)
            places.append((record_id(name), start, out.tell()))
    return places


def write_fastwarc(path, writer):
    """Writes every page as a resource record, with FastWARC's writer: a gzip member or a Zstandard frame each."""
    with writer(str(path)) as out:
        for name, html, media in pages():
            record = WarcRecord()
            record.init_headers(WarcRecordType.resource, record_urn=record_id(name).removeprefix("urn:").encode())
            record.headers["WARC-Target-URI"] = address(name)
            record.headers["WARC-Date"] = DATE
            record.headers["Content-Type"] = media
            record.set_bytes_content(html)
            record.write(out)
            out.finish()
    return path


def write_wget(directory, folder):
    """Fetches the pages in folder from a server of our own on the loopback address, with wget's WARC output."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        types = {name: media for name, _, media in pages()}

        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def guess_type(self, path):
            return self.types.get(pathlib.Path(path).stem, "text/html")

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        urls = [f"http://127.0.0.1:{server.server_port}/{file.name}" for file in sorted(folder.iterdir())]
        (directory / "urls").write_text("\n".join(urls))
        subprocess.run(
            ["wget", "--no-proxy", "--quiet", "--warc-file", "wget", "--input-file", "urls", "--output-document", "fetched"],
            cwd=directory, check=True,
        )
    finally:
        server.shutdown()
    return directory / "wget.warc.gz"


def damage(source, places, target, compressed):
    """Copies a WARC file, 20 of whose records are broken on the way: a flipped byte, a lost tail, a length that lies, a
    head without its end, foreign bytes in place of the record. Returns the ids of the broken ones."""
    data = source.read_bytes()
    broken = random.Random(2).sample(range(PAGES - 1), BROKEN)  # what follows a broken one has to be found again
    out, at, ids = [], 0, set()
    for n, index in enumerate(sorted(broken)):
        ident, start, end = places[index]
        record = data[start:end]
        out.append(data[at:start])
        out.append(damaged_member(record, n) if compressed else damaged_record(record, n))
        ids.add(ident)
        at = end
    out.append(data[at:])
    target.write_bytes(b"".join(out))
    return ids


def damaged_member(member, n):
    middle = len(member) // 2
    return [
        member[:middle] + bytes([member[middle] ^ 0x55]) + member[middle + 1 :],
        member[:middle],
        member[:-5] + bytes(b ^ 0xFF for b in member[-5:]),
        b"no gzip member at all " * 40,
    ][n % 4]


def damaged_record(record, n):
    head, _, block = record.partition(b"\r\n\r\n")
    length = int(next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length")).split()[1])
    lie = lambda value: head.replace(b"Content-Length: %d" % length, b"Content-Length: %s" % value) + b"\r\n\r\n" + block
    return [
        lie(b"%d" % (length + 700)),
        lie(b"%d" % (length - 300)),
        lie(b"many"),
        head[: len(head) // 2],
        bytes(range(128, 256)) * 9,
    ][n % 5]


def winnow_articles(program, path):
    """Returns what winnow makes of the pages in path: the texts by record id, and the records that it rejects."""
    rejected = path.parent / "rejected.jsonl"
    run = subprocess.run(
        [program, "extract", "--quiet", "--rejected", rejected, path], capture_output=True, check=False,
    )
    assert run.returncode in (0, 1), f"{path.name}: winnow ends with {run.returncode}: {run.stderr[-500:]}"
    articles = [json.loads(line) for line in run.stdout.splitlines()]
    drops = [json.loads(line) for line in rejected.read_text().splitlines()]
    return {a["id"]: a for a in articles}, drops


def fastwarc_payloads(path):
    """Returns the pages of the response records by id, as FastWARC reads them. Their encodings are undone here: FastWARC
    2.0.1, asked to do it, ends behind the first record that is both chunked and compressed."""
    found = {}
    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, parse_http=True):
        body = record.reader.read()
        if record.http_headers.get("Transfer-Encoding") == "chunked":
            body = unchunked(body)
        if record.http_headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        found[record.record_id.strip("<>")] = body
    return found


def digest(body):
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


def check(program, scratch):
    folder = scratch / "pages"
    folder.mkdir()
    bodies = {}
    for name, html, _ in pages():
        (folder / f"{name}.html").write_bytes(html)
        bodies[record_id(name)] = html
    files, _ = winnow_articles(program, folder)
    # Files are told by their names, records by their ids.
    texts = {record_id(pathlib.Path(ident).stem.split("/")[-1].removesuffix(".html")): a["text"] for ident, a in files.items()}
    assert len(texts) == PAGES, f"{len(texts)} articles of {PAGES} files"

    made = {}
    for compressed, name in (True, "warcio.warc.gz"), (False, "warcio.warc"):
        path = scratch / name
        made[name] = write_warcio(path, compressed)
        same_texts(name, texts, winnow_articles(program, path)[0])
    for name, writer in ("fastwarc.warc.gz", GzipWriter), ("fastwarc.warc.zst", ZstdWriter):
        same_texts(name, texts, winnow_articles(program, write_fastwarc(scratch / name, writer))[0])
    if shutil.which("wget"):
        (scratch / "wget").mkdir()
        articles, _ = winnow_articles(program, write_wget(scratch / "wget", folder))
        by_page = {record_id(pathlib.Path(a["url"]).stem): a for a in articles.values()}
        same_texts("wget", texts, by_page)
    else:
        print("  skipped: wget is not here")

    for name, places in made.items():
        path = scratch / f"broken-{name}"
        broken = damage(scratch / name, places, path, name.endswith(".gz"))
        articles, drops = winnow_articles(program, path)
        whole = {ident: text for ident, text in texts.items() if ident not in broken}
        same_texts(path.name, whole, {ident: a for ident, a in articles.items() if ident not in broken})
        assert not broken & set(articles), "a broken record became an article"
        named = [d for d in drops if d["reason"] != "empty"]
        assert len(named) >= BROKEN, f"{path.name}: {BROKEN} records are broken, {len(named)} named"
        # FastWARC ends with an error at a broken gzip member: it is asked for the whole records in a file of their own.
        mended = scratch / f"mended-{name}"
        data = (scratch / name).read_bytes()
        mended.write_bytes(b"".join(data[start:end] for ident, start, end in places if ident not in broken))
        other = fastwarc_payloads(mended)
        assert set(other) == set(whole), f"{mended.name}: FastWARC finds {len(other)} records, {len(whole)} are whole"
        wrong = [ident for ident in whole if digest(other[ident]) != digest(bodies[ident])]
        assert not wrong, f"{mended.name}: {len(wrong)} payloads have another digest, such as {wrong[:3]}"
        print(f"  {path.name}: the {len(articles)} whole records are articles, {len(named)} broken ones are named; "
              f"FastWARC reads the same {len(other)}, with the same digests")
    print(f"  {PAGES} pages: the same articles as files and in WARC files of warcio (gzip and plain), FastWARC and wget")


def same_texts(what, want, articles):
    got = {ident: a["text"] for ident, a in articles.items()}
    missing, more = set(want) - set(got), set(got) - set(want)
    assert not missing and not more, f"{what}: {len(missing)} articles missing, {len(more)} too many, such as {sorted(missing | more)[:3]}"
    other = [ident for ident in want if want[ident] != got[ident]]
    assert not other, f"{what}: {len(other)} texts differ, such as {other[:3]}"
