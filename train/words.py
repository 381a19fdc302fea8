"""Weights of words for the line model: a linear model over hashes of words, and the features that extract/plain/wordscores.go
makes of it."""
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.sparse

import data

HASHES = 1 << 16
COLUMNS = ["wordscore", "wordscore±5", "wordscorepage"]

# Weights are rounded to 1/UNIT in log-odds. PENALTY is what the squares of weights cost a row's share of the loss.
UNIT = 30
PENALTY = 8e-5
STEPS = 40
INNER_FOLDS = 5

# The features: means of weights, as wordscores.go makes them.
NONE, SCALE, PAGE_SCALE = 64, 2, 4
OWN_BESIDE, BESIDE, RADIUS = 2, 4, 5


def load(folder):
    """Counts of hashes, a row for each row of the directory; None where it has none."""
    folder = Path(folder)
    counts = np.fromfile(folder / "hashes.u32", "<u4").astype(np.int64)
    if len(counts) == 0:
        return None
    hashes = np.fromfile(folder / "hashes.u16", "<u2").astype(np.int32)
    return scipy.sparse.csr_matrix((np.ones(len(hashes)), hashes, np.append(0, counts.cumsum())), (len(counts), HASHES))


def fit(rows, pages):
    """The weights of words, int8, from the pages where the mask is true. Clean texts tell nothing of boilerplate's words,
    and are left out."""
    mask = pages & np.array([not p["set"].endswith(data.CLEAN) for p in rows.pages])
    index = np.flatnonzero((rows.weight > 0) & mask[rows.page])
    count = np.asarray(rows.hashes[index].sum(1)).ravel()
    x = (scipy.sparse.diags(1 / np.sqrt(np.maximum(count, 1))) @ rows.hashes[index]).tocsr()
    xt = x.T.tocsr()
    target, weight = rows.content[index].astype(float), rows.weight[index] / rows.weight[index].sum()

    def loss(b):
        z = x @ b[:-1] + b[-1]
        slope = weight * (1 / (1 + np.exp(-z)) - target)
        value = (weight * (np.logaddexp(0, z) - target * z)).sum() + PENALTY / 2 * (b[:-1] ** 2).sum()
        return value, np.append(xt @ slope + PENALTY * b[:-1], slope.sum())

    found = scipy.optimize.minimize(loss, np.zeros(HASHES + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.clip(np.rint(found.x[:-1] * UNIT), -127, 127).astype(np.int8)


def fill(rows, pages):
    """Fills the features of words and returns the weights of all pages where the mask is true. Rows of these pages are
    scored by weights from other sites than theirs, as a page of a run will be."""
    weights = fit(rows, pages)
    score = rows.hashes @ weights.astype(float)
    fold = np.array([data.fold_of("words " + p["site"], INNER_FOLDS) for p in rows.pages])
    for k in range(INNER_FOLDS):
        own = (pages & (fold == k))[rows.page]
        score[own] = rows.hashes[own] @ fit(rows, pages & (fold != k)).astype(float)
    columns(rows, score.astype(np.int64))
    return weights


def columns(rows, score):
    """Writes the features that the sums of weights make."""
    count = np.diff(rows.hashes.indptr)
    sums, counts = np.append(0, score.cumsum()), np.append(0, count.cumsum())
    row = np.arange(len(rows.page))
    first = np.array([p["first"] for p in rows.pages])[rows.page]
    end = first + np.array([p["rows"] for p in rows.pages])[rows.page]
    of = lambda a, b, beside, scale: feature(sums[b] - sums[a], counts[b] - counts[a] + beside, scale)
    at = [rows.names.index(name) for name in COLUMNS]
    rows.x[:, at[0]] = of(row, row + 1, OWN_BESIDE, SCALE)
    rows.x[:, at[1]] = of(np.maximum(first, row - RADIUS), np.minimum(end, row + RADIUS + 1), BESIDE, SCALE)
    rows.x[:, at[2]] = of(first, end, BESIDE, PAGE_SCALE)


def feature(weight, words, scale):
    return np.clip(np.maximum(weight * scale + NONE * words, 0) // words, 0, 127)
