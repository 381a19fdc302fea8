"""A corpus with planted duplicates, made of nothing but a seed.

    python corpus.py DIRECTORY [SCALE]

writes texts.jsonl (20,000 records at scale 1: articles; copies of them edited, cut, in capitals and in other frames;
chains of 40 in which each one is the one before with a few words changed; a bucket of near-copies of one text, a fourth
of all records; notices from one template; empty and one-word texts; broken lines) and pages.jsonl (2,000 records with
the HTML of pages of a few sites). Every record of texts.jsonl has its number in the field n.
"""

import json
import os
import random
import sys

SUBJECTS = """the council|the ferry company|a group of teachers|the owner of the mill|the regional railway|an inspector
from the capital|the fire brigade|the head of the hospital|a retired pilot|the museum|the football club|the new mayor
|the harbour office|a farmer from the valley|the choir|the water board|the publisher|a student of law|the bakery on the
corner|the weather service|the union of drivers|the library""".replace("\n", " ").split("|")
VERBS = """has decided to close|wants to rebuild|is looking for|argued for weeks about|paid far too much for|lost|found
|plans to sell|will open|refuses to repair|has inspected|promised to keep|asked the courts to stop|is proud of|measured
|photographed|has forgotten|voted against|moved out of|returned to|praised|complained about""".replace("\n", " ").split("|")
OBJECTS = """the old bridge|a second platform|the wooden stairs|its largest ship|the orchard behind the church|four of the
six lanes|the school kitchen|the night bus|a collection of maps|the ice rink|two hundred lamps|the archive|a small airfield
|the dam above the village|the market hall|its own rules|a row of lime trees|the cable car|the swimming bath|several wells
|the tower clock|the slaughterhouse""".replace("\n", " ").split("|")
ENDS = """because the money ran out|before the winter comes|although nobody had asked for it|since the roof is no longer
safe|with help from volunteers|against the advice of its engineers|in spite of the rain|as the neighbours had feared
|without telling anybody|after a long night of talks|while tourists took pictures|for the first time since the war|and the
minister agreed|to the surprise of the press|when the river had gone down|as a letter shows""".replace("\n", " ").split("|")
PLACES = "Oberau|Vardholm|Brackwell|Lomsund|Tarnwick|Altenrode|Port Menna|Low Haven|Stonebridge|Hải Sơn|Vân Khê|Агрия".split(
    "|"
)
NAMES = "Anna Holm|Peter Novak|Joan Pell|Nguyễn Thị Sương|Trần Đức Lâm|Marlies Kunze|Harriet Okafor|Ольга Ветрова".split("|")


def phrase(words):
    return [" ".join(word.split()) for word in words]


SUBJECTS, VERBS, OBJECTS, ENDS = map(phrase, (SUBJECTS, VERBS, OBJECTS, ENDS))


def sentence(r):
    subject = r.choice(SUBJECTS)
    text = f"{subject[0].upper()}{subject[1:]} {r.choice(VERBS)} {r.choice(OBJECTS)} {r.choice(ENDS)}"
    kind = r.randrange(4)
    if kind == 0:
        text += (
            f", {r.choice(NAMES)} said in {r.choice(PLACES)} on {r.randrange(1, 29)} {r.choice(['March', 'May', 'October'])}"
        )
    elif kind == 1:
        text += f", and {r.choice(SUBJECTS)} {r.choice(VERBS)} {r.choice(OBJECTS)}"
    elif kind == 2:
        text += f", which cost {r.randrange(2, 990)} thousand crowns"
    return text + "."


def article(r, sentences):
    paragraphs, left = [], sentences
    while left > 0:
        n = min(left, r.randrange(2, 6))
        paragraphs.append(" ".join(sentence(r) for _ in range(n)))
        left -= n
    return "\n\n".join(paragraphs)


def edit(r, text, share):
    """Puts other words in the place of a share of a text's words."""
    words = text.split(" ")
    for _ in range(max(1, int(len(words) * share))):
        words[r.randrange(len(words))] = r.choice(["indeed", "perhaps", "quietly", "again", "almost", "however"])
    return " ".join(words)


def notice(r):
    place, day = r.choice(PLACES), r.randrange(1, 29)
    return (
        f"Water will be cut off in {place} on {day} March\n\nThe water company gives notice that the supply to "
        f"{r.randrange(2, 30)} wards of {place} will be cut off from {r.randrange(5, 22)} o'clock on {day} March while the "
        "pipes are flushed and the pressure is tested. Neighbouring wards may find that their water runs slowly or is brown "
        "for a short while afterwards.\n\nCustomers are asked to store enough water in clean vessels and to close all taps. "
        "The supply may come back earlier or later than planned."
    )


def texts(r, total):
    """Returns texts in a random order, but that each text of a chain stands behind the one before."""
    out = []
    viral = article(r, 14)
    out += [edit(r, viral, r.choice([0.01, 0.03, 0.05])) for _ in range(total // 4)]
    for _ in range(max(total // 1000, 1)):
        link = article(r, 18)
        chain = [link]
        for _ in range(39):
            link = edit(r, link, 0.03)
            chain.append(link)
        out.append(chain)
    out += [notice(r) for _ in range(total // 20)]
    out += ["", "", "Word", "word", "WORD!", "Herons stand still."] * max(total // 4000, 1)
    room = total - sum(len(x) if isinstance(x, list) else 1 for x in out)
    while room > 0:
        text = article(r, r.randrange(5, 26))
        copies = [text]
        for _ in range(r.randrange(4) if r.random() < 0.5 else 0):
            kind = r.randrange(5)
            if kind == 0:
                copies.append(text.upper())
            elif kind == 1:
                copies.append(text[: int(len(text) * r.uniform(0.55, 0.97))])
            elif kind == 2:
                copies.append("Published 12:30, 3/4/2026\n\n" + text + "\n\nSign up for our letter")
            else:
                copies.append(edit(r, text, r.uniform(0.01, 0.12)))
        out += copies[:room]
        room -= len(copies[:room])
    r.shuffle(out)
    flat = [(i, text) for i, x in enumerate(out) for text in (x if isinstance(x, list) else [x])]
    # The links of a chain lie apart, in order.
    spread = sorted((i if not isinstance(out[i], list) else r.randrange(len(out)), n) for n, (i, _) in enumerate(flat))
    return [flat[n][1] for _, n in spread]


def page(r, text, site):
    """Returns the HTML of a page that holds text, in the frame of a site."""
    title = text.split(".")[0][:70]
    body = "".join(f"<p>{p}</p>\n" for p in text.split("\n\n"))
    links = "".join(f'<li><a href="/{r.randrange(10**6)}">{sentence(r)[:60]}</a></li>\n' for _ in range(8))
    frame = [
        '<div class="layout"><div class="menu">{menu}</div><article><h1>{title}</h1>{body}</article><aside><h3>Most read</h3><ul>{links}</ul></aside></div>',
        '<header>{menu}</header><main><h1>{title}</h1><div class="story-text">{body}</div><section class="related"><ul>{links}</ul></section></main>',
        '<div id="top">{menu}</div><div id="content"><h1>{title}</h1>{body}<div class="box"><b>Related</b><ul>{links}</ul></div></div>',
    ][site % 3]
    menu = "".join(f'<a href="/{name}">{name}</a> ' for name in ("News", "Region", "Sport", "Culture", "Weather", "Contact"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Site {site}</title>'
        f'<meta property="article:published_time" content="2026-10-{r.randrange(1, 31):02d}T08:00:00Z"></head><body>'
        + frame.format(menu=menu, title=title, body=body, links=links)
        + f"<footer>© 2026 Site {site}. All rights reserved. {menu}</footer></body></html>"
    )


def warc(pages):
    """Returns a WARC file of records of pages.jsonl."""
    out = []
    for n, page in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page["html"].encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n:032x}>\r\nWARC-Target-URI: {page['url']}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(out)


def write(directory, scale):
    r = random.Random(11)
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "texts.jsonl"), "w", encoding="utf-8") as out:
        for n, text in enumerate(texts(r, int(20000 * scale))):
            record = {"n": n, "text": text}
            if n % 3:
                record = {"id": f"t{n}", "url": f"https://site{n % 7}.example/{n}", **record}
            if n % 50 == 0:
                record["title"] = "CORRECTED: notice"
            if n % 4:
                record["date"] = f"2026-10-{1 + n % 30:02d}"
            out.write(json.dumps(record, ensure_ascii=n % 2 == 0) + "\n" + ("\n \t\n" if n % 97 == 0 else ""))
            if n % 1999 == 7:
                out.write('{"text": "cut o\n')
    with open(os.path.join(directory, "pages.jsonl"), "w", encoding="utf-8") as out:
        stories = []
        for n in range(int(2000 * scale)):
            text = article(r, r.randrange(6, 30))
            if stories and r.random() < 0.3:
                text = edit(r, r.choice(stories), r.choice([0.0001, 0.02, 0.06]))
            stories.append(text)
            out.write(json.dumps({"url": f"https://site{n % 9}.example/{n}.html", "html": page(r, text, n % 9)}) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
