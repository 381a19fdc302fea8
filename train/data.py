"""Training rows: loading, weights, augmentation and splits by site."""
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# How much the pages of a set count. Sets whose references are the output of another tool (readability, newspaper4k)
# count like any other; snippets tell little about a page, and the few Vietnamese pages stand for the home case.
SET_WEIGHT = {"trafeval": 0.35, "vi-html": 3.0, "vi-text": 3.0}

# References read as clean texts, for the line model: they teach it to leave alone what is clean.
CLEAN, CLEAN_WEIGHT = "-clean", 0.12

# Columns of the line model that tell of blank lines. Some texts have them between paragraphs, others have none.
GAPS = ["gap", "gapafter", "gapshare"]

# Sets that hold the same pages are left out together, and so are two small ones.
LEFT_OUT_WITH = {"wcxb-dev-text": "wcxb-dev", "vi-text": "vi-html", "seeds": "vi-html", "webmainbench": "newspaper4k"}

# Types of pages, in the order of document types that extract asks for. Only wcxb-dev tells them apart; the other sets
# hold articles, which would drown the other types at full weight.
TYPES = ["article", "forum", "product", "collection", "listing", "documentation", "service"]
PLAIN_PAGE_WEIGHT = 0.35

# Features of class names and ids, which differ between collections more than the shape of a page does; with their
# value where an element has none.
CUE_PREFIX, CUE_ABSENT = "cue_", 63
CUE_COUNTS = ["badcues", "goodcues"]


@dataclass
class Rows:
    """Rows of all pages. pages holds dictionaries as in pages.jsonl; page[i] is the page of row i."""
    names: list
    pages: list
    x: np.ndarray         # uint8 [rows, features]
    content: np.ndarray   # float32, share of the row's words that is content
    words: np.ndarray     # uint32
    page: np.ndarray      # int32
    weight: np.ndarray    # float64
    hashes: object = None # of lines, counts of their longer words' hashes: sparse [rows, hashes]

    @staticmethod
    def group(page):
        """The set that a page is left out with."""
        name = page["set"].removesuffix(CLEAN)
        return LEFT_OUT_WITH.get(name, name)


def load(folder):
    folder = Path(folder)
    names = json.loads((folder / "names.json").read_text())
    pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
    x = np.fromfile(folder / "features.u8", np.uint8).reshape(-1, len(names))
    page = np.repeat(np.arange(len(pages), dtype=np.int32), [p["rows"] for p in pages])
    rows = Rows(names, pages, x, np.fromfile(folder / "content.f32", "<f4"),
                np.fromfile(folder / "words.u32", "<u4"), page, None)
    rows.weight = weights(rows, rows.content)
    return rows


def taught(folder, name):
    """The labels of pages with snippets only by the teacher of that name, NaN elsewhere; None without such a teacher."""
    file = Path(folder) / f"taught-{name}.f32"
    return np.fromfile(file, "<f4") if file.exists() else None


def weights(rows, content):
    """Each page counts about the same: a row weighs its words against the page's words and its reference's, which
    is how much it moves the page's F1. Pages of one site share a weight that grows with the root of their number."""
    known = ~np.isnan(content)
    words = np.where(known, rows.words, 0).astype(np.float64)
    total = np.bincount(rows.page, words, len(rows.pages))
    true = np.bincount(rows.page, np.where(known, words * content, 0), len(rows.pages))
    weight = np.where(known, words + 1, 0) / (total + true + 30)[rows.page]
    sites = {}
    for p in rows.pages:
        sites[p["set"], p["site"]] = sites.get((p["set"], p["site"]), 0) + 1
    of_page = np.array([set_weight(p["set"]) / np.sqrt(sites[p["set"], p["site"]]) for p in rows.pages])
    return weight * of_page[rows.page]


def set_weight(name):
    return CLEAN_WEIGHT if name.endswith(CLEAN) else SET_WEIGHT.get(name, 1.0)


def type_of(page):
    """The number of a page's type in TYPES."""
    return TYPES.index(page["type"]) if page["set"] == "wcxb-dev" else 0


def fold_of(site, folds=5):
    return zlib.crc32(site.encode()) % folds


def sample(weight, target, rng):
    """Picks about `target` rows with a chance that grows with their weight, and gives them the weight that makes
    the sample stand for all."""
    low, high = 1e-9, 1e9
    for _ in range(60):
        scale = np.sqrt(low * high)
        if np.minimum(1, scale * weight).sum() > target:
            high = scale
        else:
            low = scale
    chance = np.minimum(1, scale * weight)
    picked = np.flatnonzero(rng.random(len(weight)) < chance)
    return picked, weight[picked] / chance[picked]


def without_cues(x, names):
    """A copy of rows as if no element had a class or an id."""
    x = x.copy()
    for f, name in enumerate(names):
        if name.startswith(CUE_PREFIX):
            x[:, f] = CUE_ABSENT
        elif name in CUE_COUNTS:
            x[:, f] = 0
    return x


def without_gaps(x, names):
    """A copy of rows as if the text had no blank lines."""
    x = x.copy()
    x[:, [names.index(name) for name in GAPS]] = 0
    return x
