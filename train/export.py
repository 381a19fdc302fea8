"""Writes a CatBoost model of oblivious trees in the format of winnow's extract/forest."""
import json
import math
import struct
import tempfile
from pathlib import Path

import numpy as np

MAGIC = b"winnowf\x01"


# Which rows are inside of a container for readers' comments: (feature, threshold) pairs, as splits of a tree, and
# the leaves of that tree. A class named after comments more than ten elements up ("comments-open" on the body) says
# nothing about a block; schema.org's Comment does.
COMMENT_SPLITS = [("cue_comment", 11), ("itemcomment", 1)]
COMMENT_LEAVES = [True, False, True, True]
SURE = 6.0  # log-odds of comment against boilerplate there: what is no content is comment


def comment_tree(names):
    """A last tree that shares out what is no content between boilerplate and comment, and leaves the probability of
    content as it is: with scores (0, c, 0) for (boilerplate, content, comment) before, the class comment gets k and
    content ln(1 + e^k), so that content against the two others stays c."""
    leaves = []
    for inside in COMMENT_LEAVES:
        k = SURE if inside else -SURE
        leaves.append([math.log1p(math.exp(k)), k])
    return [(names.index(name), threshold) for name, threshold in COMMENT_SPLITS], np.array(leaves)


def export(model, info, path, words=None):
    """model: a CatBoost model over integer features; info: dictionary with name, features, classes and what else the
    model should say about itself. A model with one output gives the log-odds of the class content; rows with features
    of comments get a third class. words: int8 weights of hashes of words, if the model reads them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        text = json.loads(file.read_text())
    scale, bias = text["scale_and_bias"]
    biases = np.ravel(bias).astype(float)
    trees = []
    for tree in text["oblivious_trees"]:
        # CatBoost asks value > border; the values are integers.
        splits = [(s["float_feature_index"], math.floor(s["border"]) + 1) for s in tree["splits"] or []]
        trees.append((splits, scale * np.array(tree["leaf_values"], float).reshape(2 ** len(splits), -1)))
    classes = info["classes"]
    if len(biases) > 1 or trees[0][1].shape[1] > 1:  # softmax is the same when the first class is taken as the zero point
        trees = [(splits, values[:, 1:] - values[:, :1]) for splits, values in trees]
        biases = np.broadcast_to(biases, len(classes))
        biases = biases[1:] - biases[0]
    elif all(name in info["features"] for name, _ in COMMENT_SPLITS):
        classes, biases = classes + ["comment"], [biases[0], 0]
        trees = [(splits, np.hstack([values, np.zeros_like(values)])) for splits, values in trees]
        trees.append(comment_tree(info["features"]))
    top = max([1.0] + [np.abs(values).max() for _, values in trees])
    shift = min(16, int(math.floor(math.log2(32767 / top))))
    unit = 2 ** shift
    if words is not None:
        info = dict(info, words=len(words))
    info = dict(info, classes=classes, shift=shift, bias=[round(b * unit) for b in biases])
    description = json.dumps(info, ensure_ascii=False, separators=(",", ":")).encode()
    with open(path, "wb") as out:
        out.write(MAGIC + struct.pack("<I", len(description)) + description + struct.pack("<I", len(trees)))
        for splits, values in trees:
            out.write(struct.pack("<B", len(splits)))
            for feature, threshold in splits:
                out.write(struct.pack("<HB", feature, threshold))
            out.write(np.rint(values * unit).astype("<i2").tobytes())
        if words is not None:
            out.write(words.tobytes())


def evaluate(path, x):
    """Class probabilities of integer rows by a model file, tree by tree: what export is checked against."""
    file = Path(path).read_bytes()
    assert file.startswith(MAGIC)
    at = len(MAGIC)
    (size,) = struct.unpack_from("<I", file, at)
    info = json.loads(file[at + 4:at + 4 + size])
    at += 4 + size
    (trees,) = struct.unpack_from("<I", file, at)
    at += 4
    outputs = len(info["classes"]) - 1
    scores = np.tile(np.array([0] + info["bias"], float), (len(x), 1))
    for _ in range(trees):
        depth = file[at]
        at += 1
        leaf = np.zeros(len(x), int)
        for level in range(depth):
            feature, threshold = struct.unpack_from("<HB", file, at)
            at += 3
            leaf |= (x[:, feature] >= threshold).astype(int) << level
        count = outputs << depth
        scores[:, 1:] += np.frombuffer(file, "<i2", count, at).reshape(-1, outputs)[leaf]
        at += 2 * count
    assert at + info.get("words", 0) == len(file)
    odds = np.exp((scores - scores.max(1, keepdims=True)) / 2 ** info["shift"])
    return odds / odds.sum(1, keepdims=True)
