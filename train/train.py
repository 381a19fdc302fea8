#!/usr/bin/env python3
"""Trains winnow's models from rows written by train/rows.

    train.py ROWS --name blocks --model FILE              train on all rows, write a model file
    train.py ROWS --name blocks --cv DIR [--kind in|out]  cross-validate: models and folds.tsv for bench/accuracy --cv

in: five folds by site. out: each set scored by a model that saw none of its pages nor another page of its sites.
The same rows give the same bytes: seeds and the number of threads are fixed.
"""
import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
from catboost import CatBoost, Pool

import data
import report
import words
from export import evaluate, export

# Symmetric trees of depth 6 on 64 bins can hardly be told apart from leaf-wise ensembles that cost ten times as much
# to evaluate. Beside the mean of three seeds of 260 trees at a rate of .16 from 90,000 rows, wcxb-dev and daniel-dev left
# out gain .006 and .004; in folds, and on most other sets, it is .000 to .003 (README.md). Scored 64 rows at a time they
# take some 4% of a run. They are two ensembles of 350 with other seeds, whose scores are averaged, which is one of 700 with half
# the values: left out, five of six sets gain .0005 to .0025 against 700 of one seed at .06, in folds log loss is the same.
PARAMETERS = dict(
    loss_function="CrossEntropy", iterations=350, depth=6, learning_rate=0.12, border_count=64, l2_leaf_reg=5,
    boosting_type="Plain", bootstrap_type="Bernoulli", subsample=0.6, rsm=0.37, sampling_frequency="PerTree",
    leaf_estimation_iterations=1, thread_count=2, allow_writing_files=False, verbose=0)
SEEDS = (7, 17)
# The type of a page is asked of far fewer rows.
TYPE_PARAMETERS = dict(loss_function="MultiClass", classes_count=len(data.TYPES), iterations=150, depth=4,
                       learning_rate=0.12, border_count=32, rsm=0.4)
ROWS = 200_000     # rows drawn for a training, by weight
# The line model is asked of more rows than there are blocks, and has more to find out: it sees no markup. With pages that a
# teacher labelled among them, 200 trees at a rate of .2 from 150,000 rows lose .001 of wcxb-dev-text in folds against these.
# 800 at .06 from 300,000 gain .0008 and .004 of daniel-dev, but lost half of a Vietnamese page beneath a link box
# (testdata/pages/vi/hoi-den-long.txt).
LINE_PARAMETERS = dict(iterations=500, learning_rate=0.09, rsm=0.2)
LINE_SEEDS = (17,)  # 7, alone or beside another one, loses a paragraph of the set seeds
LINE_ROWS = 220_000
GAP_DROPOUT = 0.5   # share of texts that come without their blank lines
CUE_DROPOUT = 0.3   # share of pages that come a second time without class names and ids, at half the weight
SEED = 1
FOLDS = 5


def fit(rows, pages, parameters, taught=None):
    """Trains on the pages where the mask is true; taught are labels for rows of pages that have snippets only. Returns
    the model and, for lines, the weights of words, which are learned from references and snippets alone."""
    rng = np.random.default_rng(SEED)
    lines = rows.hashes is not None
    weights = words.fill(rows, pages) if lines else None
    content, weight = rows.content, rows.weight
    if taught is not None:
        content = np.where(np.isnan(taught), content, taught)
        weight = data.weights(rows, content)
    index, weight = data.sample(weight * pages[rows.page], LINE_ROWS if lines else ROWS, rng)
    x, target = rows.x[index], content[index].astype(np.float64)
    if any(name.startswith(data.CUE_PREFIX) for name in rows.names):
        again = (rng.random(len(rows.pages)) < CUE_DROPOUT)[rows.page[index]]
        x = np.concatenate([x, data.without_cues(x[again], rows.names)])
        target = np.concatenate([target, target[again]])
        weight = np.concatenate([weight, weight[again] / 2])
    if lines:
        bare = (rng.random(len(rows.pages)) < GAP_DROPOUT)[rows.page[index]]
        x[bare] = data.without_gaps(x[bare], rows.names)
    pool = Pool(x.astype(np.float32), target, weight=weight / weight.mean())
    seeds = LINE_SEEDS if lines else SEEDS
    return Mean([CatBoost(dict(parameters, random_seed=seed)).fit(pool) for seed in seeds]), weights


class Mean:
    """The mean of the scores of several models, as one model."""

    def __init__(self, models):
        self.models = models

    def predict(self, x, prediction_type):
        return np.mean([m.predict(x, prediction_type=prediction_type) for m in self.models], axis=0)

    def save_model(self, path, format):
        whole = {"scale_and_bias": [1, [0.0]], "oblivious_trees": []}
        for model in self.models:
            model.save_model(path, format=format)
            one = json.loads(Path(path).read_text())
            scale, bias = one["scale_and_bias"]
            whole["scale_and_bias"][1][0] += float(np.ravel(bias)[0]) / len(self.models)
            for tree in one["oblivious_trees"]:
                tree["leaf_values"] = [scale * v / len(self.models) for v in tree["leaf_values"]]
                whole["oblivious_trees"].append(tree)
        Path(path).write_text(json.dumps(whole))


class OneType:
    """What can be learned from articles alone: that every page is one."""

    def predict(self, x, prediction_type):
        return np.tile([0.0] + [-20.0] * (len(data.TYPES) - 1), (len(x), 1))

    def save_model(self, path, format):
        Path(path).write_text(json.dumps({"scale_and_bias": [1, self.predict([0], "")[0].tolist()], "oblivious_trees": []}))


def fit_types(rows, pages, parameters, taught=None):
    """Trains on the types of the pages where the mask is true; rows holds one row a page."""
    types = np.array([data.type_of(p) for p in rows.pages])
    weight = np.where([p["set"] == "wcxb-dev" for p in rows.pages], 1.0, data.PLAIN_PAGE_WEIGHT)
    if len(set(types[pages])) == 1:
        return OneType(), None
    model = CatBoost(dict(parameters, random_seed=SEEDS[0], **TYPE_PARAMETERS))
    return model.fit(Pool(rows.x[pages].astype(np.float32), types[pages], weight=weight[pages])), None


def predict(model, x):
    """Probabilities of content; of each type for pages."""
    raw = np.atleast_2d(model.predict(x.astype(np.float32), prediction_type="RawFormulaVal"))
    if raw.shape[0] == 1:
        return 1 / (1 + np.exp(-raw[0]))
    odds = np.exp(raw - raw.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def write(model, weights, info, path, rows):
    """Exports a model and checks that the file answers as the trainer does."""
    export(model, info, path, weights)
    some = rows.x[np.linspace(0, len(rows.x) - 1, 2000).astype(int)]
    wanted = predict(model, some)
    got = evaluate(path, some)
    apart = np.abs((got if wanted.ndim > 1 else got[:, 1]) - wanted).max()
    assert apart < 0.01, f"{path}: probabilities differ by {apart} from the trainer's"


def splits(rows, kind):
    """Yields (name, training pages, test pages), masks over pages."""
    sites = np.array([p["site"] for p in rows.pages])
    if kind == "in":
        fold = np.array([data.fold_of(s, FOLDS) for s in sites])
        for k in range(FOLDS):
            yield f"in{k}", fold != k, fold == k
    else:
        groups = np.array([rows.group(p) for p in rows.pages])
        for group in dict.fromkeys(groups):
            test = groups == group
            yield f"out-{group}", ~test & ~np.isin(sites, sites[test]), test


def describe(rows, name, parameters, date, taught):
    """What the model says about itself."""
    seeds = LINE_SEEDS if name == "lines" else SEEDS[:1] if name == "pages" else SEEDS
    pages = Counter(p["set"] for p in rows.pages)
    digest = hashlib.sha256(rows.x.tobytes() + rows.content.tobytes())
    if taught is not None:
        digest.update(taught.tobytes())
    if rows.hashes is not None:
        digest.update(rows.hashes.indptr.tobytes() + rows.hashes.indices.tobytes())
    classes = data.TYPES if name == "pages" else ["boilerplate", "content"]
    return {"name": name, "features": rows.names, "classes": classes, "date": date, "rows": digest.hexdigest(),
            "data": [f"{s} ({n} pages)" for s, n in sorted(pages.items())],
            "training": "CatBoost 1.2.10 " + json.dumps(dict({k: v for k, v in parameters.items() if k != "verbose"}, seeds=seeds))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", help="directory written by train/rows")
    parser.add_argument("--name", default="blocks", choices=["blocks", "lines", "pages"], help="what the rows are")
    parser.add_argument("--model", help="write a model of all rows to this file")
    parser.add_argument("--cv", help="write the models of a cross-validation to this directory")
    parser.add_argument("--kind", choices=["in", "out"], default="in")
    parser.add_argument("--share", type=float, default=1.0, help="train on this share of the sites, for learning curves")
    parser.add_argument("--date", default="", help="date that the model says it was made")
    parser.add_argument("--scores", help="JSON file of scores that the model shows, by set")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="another training parameter")
    args = parser.parse_args()
    parameters = dict(PARAMETERS, **(LINE_PARAMETERS if args.name == "lines" else {}))
    parameters.update({k: json.loads(v) for k, v in (s.split("=", 1) for s in args.set)})
    rows = data.load(args.rows)
    rows.hashes = words.load(args.rows)
    # A site stays or goes whole, by a hash that the folds do not use.
    kept = np.array([data.fold_of("share " + p["site"], 1000) < 1000 * args.share for p in rows.pages])
    taught = data.taught(args.rows, "all")
    info = describe(rows, args.name, parameters, args.date, taught)
    fit_rows = fit_types if args.name == "pages" else fit
    if args.model:
        if args.scores:
            info["scores"] = json.loads(Path(args.scores).read_text())
        write(*fit_rows(rows, kept, parameters, taught), info, args.model, rows)
    if args.cv:
        folder = Path(args.cv)
        folder.mkdir(parents=True, exist_ok=True)
        p = np.full((len(rows.page), len(info["classes"]) if args.name == "pages" else 1), np.nan)
        with open(folder / "folds.tsv", "w") as folds:
            for name, train, test in splits(rows, args.kind):
                file = f"{args.name}-{name}.forest"
                model, weights = fit_rows(rows, train & kept, parameters, data.taught(args.rows, name))
                write(model, weights, info, folder / file, rows)
                seen = test[rows.page]
                p[seen] = predict(model, rows.x[seen]).reshape(seen.sum(), -1)
                folds.writelines(f"{p['set']}\t{p['id']}\t{file}\n" for p, t in zip(rows.pages, test) if t)
                print(file, f"{(train & kept).sum()} pages to train, {test.sum()} to test", flush=True)
        if args.name == "pages":
            print(*report.types(rows, p), sep="\n")
        else:
            p[:, 0].astype("<f4").tofile(folder / "content.f32")
            print(*report.table(rows, p[:, 0]), *report.calibration(rows, p[:, 0]), sep="\n")


if __name__ == "__main__":
    main()
