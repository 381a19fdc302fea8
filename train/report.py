"""Figures of a cross-validation that need no run of winnow: word F1 by the labels, and calibration."""
import numpy as np

import data


def page_f1(rows, p, threshold=0.5):
    """Word F1 of each page if every block with p >= threshold is kept, as the labels have it; NaN where a page's
    labels are not complete. Words of the reference that no block holds are not counted."""
    n = len(rows.pages)
    words, kept = rows.words.astype(float), p >= threshold
    total = lambda values: np.bincount(rows.page, values, n)
    true, predicted = total(words * rows.content), total(words * kept)
    both = total(words * rows.content * kept)
    with np.errstate(invalid="ignore"):
        f1 = 2 * both / (true + predicted)
    return np.where(true + predicted == 0, 1.0, f1)


def table(rows, p):
    """Lines of mean F1 by set, page type and language; for snippets the share of blocks on the right side."""
    f1 = page_f1(rows, p)
    groups = {}
    for k, page in enumerate(rows.pages):
        for name in dict.fromkeys([page["set"], f"{page['set']}/{page['type']}", f"{page['set']}/{page['lang']}"]):
            groups.setdefault(name, []).append(k)
    lines = []
    for name, members in sorted(groups.items()):
        values = f1[members]
        if "/" in name and len(members) < 15 or np.isnan(values).all():
            continue
        lines.append(f"{name:28}{len(members):6} {np.nanmean(values):.4f}")
    snippets = np.array([page["set"] == "trafeval" for page in rows.pages])[rows.page] & ~np.isnan(rows.content)
    if snippets.any():
        right = (p[snippets] >= 0.5) == (rows.content[snippets] >= 0.5)
        lines.append(f"{'trafeval, blocks':28}{snippets.sum():6} {right.mean():.4f}")
    return lines


def calibration(rows, p, bins=10):
    """Lines: mean probability and share of content among the blocks of a range of probabilities, by weight."""
    known = ~np.isnan(rows.content)
    p, y, w = p[known], rows.content[known], rows.weight[known]
    place = np.minimum((p * bins).astype(int), bins - 1)
    lines = ["  p          blocks  mean p  content"]
    for k in range(bins):
        m = place == k
        if m.any():
            lines.append(f"{k / bins:.1f}-{(k + 1) / bins:.1f} {m.sum():11} {np.average(p[m], weights=w[m]):7.3f} {np.average(y[m], weights=w[m]):8.3f}")
    return lines


def types(rows, p):
    """Lines: how often pages of a set are taken for articles (probability > .6), by their true type."""
    article = p[:, 0] > 0.6
    groups = {}
    for k, page in enumerate(rows.pages):
        groups.setdefault((page["set"], data.TYPES[data.type_of(page)]), []).append(article[k])
    return [f"{s + '/' + t:28}{len(v):6} articles {np.mean(v):.3f}" for (s, t), v in sorted(groups.items())]
