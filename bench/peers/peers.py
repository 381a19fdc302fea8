#!/usr/bin/env python3
"""Run one of the Python extractors over pages.py's output.

    peers.py trafilatura|resiliparse|readability-lxml PAGES.jsonl [ROUNDS] > PRED.jsonl

Predictions are JSON lines {"id", "text", "title", "author", "date"}. The last line of stderr is JSON with the CPU
seconds of the fastest round over pages that were in memory already, their number and bytes, and the peak RSS.
"""
import json
import resource
import sys
import time


def trafilatura_extract():
    from trafilatura import bare_extraction

    def extract(page):
        doc = bare_extraction(page["html"], url=page.get("url"), with_metadata=True, include_comments=False)
        if doc is None:
            return {}
        return {"text": doc.text, "title": doc.title, "author": doc.author, "date": doc.date}
    return extract


def resiliparse_extract():
    from resiliparse.extract.html2text import extract_plain_text
    return lambda page: {"text": extract_plain_text(page["html"], main_content=True, alt_texts=False)}


def readability_extract():
    from readability import Document
    from lxml.html import fromstring

    def extract(page):
        doc = Document(page["html"])
        body = fromstring(doc.summary(html_partial=True))
        for element in body.iter("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"):
            element.tail = "\n" + (element.tail or "")
        return {"text": body.text_content(), "title": doc.short_title()}
    return extract


TOOLS = {"trafilatura": trafilatura_extract, "resiliparse": resiliparse_extract, "readability-lxml": readability_extract}


def main():
    extract = TOOLS[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    seconds, failed = [], 0
    for _ in range(rounds):
        predictions = []
        start = time.process_time()
        for page in pages:
            try:
                predictions.append(extract(page))
            except Exception:  # a tool that gives up on a page predicts nothing for it
                predictions.append({})
        seconds.append(time.process_time() - start)
    for page, prediction in zip(pages, predictions):
        failed += not prediction
        print(json.dumps({"id": page["id"]} | prediction, ensure_ascii=False))
    print(json.dumps({"tool": sys.argv[1], "pages": len(pages), "bytes": sum(len(p["html"].encode()) for p in pages),
                      "cpu_s": min(seconds), "failed": failed,
                      "peak_rss_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}), file=sys.stderr)


if __name__ == "__main__":
    main()
