"""Runs one of the peers over a corpus: peers.py TOOL CORPUS OUT.

CORPUS holds {"id", "text"} lines. OUT gets a line {"id", "of"} for each document that the tool removes; "of" is the
document that it duplicates, null where the tool does not tell. Shingles are five words, as in the papers; the words are
those of str.split on lower-cased text, except for datatrove, which has its own normalisation and tokenizer.
"""
import json
import os
import shutil
import sys
import tempfile

SHINGLE = 5


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i:i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def rensa(corpus, bands, rows, least):
    """MinHash by rensa; with least, a pair counts when the estimate of its Jaccard similarity reaches that."""
    from rensa import RMinHash, RMinHashLSH
    index = RMinHashLSH(least or 0.5, bands * rows, bands)
    ids, kept = [], {}
    for n, d in enumerate(documents(corpus)):
        ids.append(d["id"])
        m = RMinHash(bands * rows, 42)
        m.update(list(shingles(d["text"])))
        found = [k for k in index.query(m) if not least or kept[k].jaccard(m) >= least]
        if found:
            yield d["id"], ids[min(found)]
            continue
        index.insert(n, m)
        if least:
            kept[n] = m


def datasketch(corpus, bands, rows):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(num_perm=bands * rows, params=(bands, rows))
    order = {}
    for n, d in enumerate(documents(corpus)):
        m = MinHash(num_perm=bands * rows)
        m.update_batch([s.encode() for s in shingles(d["text"])])
        found = index.query(m)
        if found:
            yield d["id"], min(found, key=order.get)
            continue
        order[d["id"]] = n
        index.insert(d["id"], m)


def datatrove(corpus):
    """FineWeb's pipeline with its settings: 14 bands of 8 rows, connected components, one document of each kept."""
    from datatrove.data import Document
    from datatrove.pipeline.dedup import minhash as mh
    work = tempfile.mkdtemp()
    try:
        config = mh.MinhashConfig()
        stream = lambda: (Document(text=d["text"], id=d["id"]) for d in documents(corpus))
        mh.MinhashDedupSignature(work + "/sig", config=config).run(stream())
        for bucket in range(config.num_buckets):
            mh.MinhashDedupBuckets(work + "/sig", work + "/buckets", config=config).run(None, bucket, config.num_buckets)
        mh.MinhashDedupCluster(work + "/buckets", work + "/remove", config=config, save_cluster_id=True).run(None)
        kept = {d.id for d in mh.MinhashDedupFilter(work + "/remove").run(stream())}
        for d in documents(corpus):
            if d["id"] not in kept:
                yield d["id"], None
    finally:
        shutil.rmtree(work)


TOOLS = {
    "rensa-16x8-verified": lambda c: rensa(c, 16, 8, 0.8),
    "rensa-14x8": lambda c: rensa(c, 14, 8, 0),
    "datasketch-14x8": lambda c: datasketch(c, 14, 8),
    "datatrove-14x8": datatrove,
}


def main():
    os.environ.setdefault("LOGURU_LEVEL", "ERROR")
    tool, corpus, out = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as lines:
        for doc, of in TOOLS[tool](corpus):
            print(json.dumps({"id": doc, "of": of}, ensure_ascii=False), file=lines)


if __name__ == "__main__":
    main()
