#!/usr/bin/env python3
"""Write one set's HTML pages as JSON lines {"id", "url", "html"}: what every peer reads.

    pages.py DATA/SET > PAGES.jsonl

Decoding is done here, once and alike for all, so that no peer gains or loses by its charset detection: UTF-8 where
the bytes are valid UTF-8, otherwise what resiliparse's detector (an HTML5 sniffer) says.
"""
import gzip
import json
import pathlib
import sys

from resiliparse.parse.encoding import bytes_to_str, detect_encoding


def decode(raw):
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return bytes_to_str(raw, detect_encoding(raw, html5_compatible=True))


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(folder / "truth.jsonl", encoding="utf-8") as lines:
        urls = {page["id"]: page.get("url") for page in map(json.loads, lines)}
    for path in sorted((folder / "pages").iterdir()):
        name = path.name.removesuffix(".gz")
        if not name.endswith((".html", ".htm")):
            continue
        raw = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
        name = name.rsplit(".", 1)[0]
        html = decode(raw).encode("utf-8", "replace").decode("utf-8")
        print(json.dumps({"id": name, "url": urls.get(name), "html": html}, ensure_ascii=False))


if __name__ == "__main__":
    main()
