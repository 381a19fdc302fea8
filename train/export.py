"""Writes a CatBoost model of oblivious trees in the format of winnow's extract/forest."""
import json
import math
import struct
import tempfile
from pathlib import Path

import numpy as np

MAGIC = b"winnowf\x01"


def export(model, info, path):
    """model: a CatBoostClassifier over integer features; info: dictionary with name, features, classes and what else
    the model should say about itself."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        text = json.loads(file.read_text())
    outputs = len(info["classes"])
    scale, bias = text["scale_and_bias"]
    bias = np.array(bias, float) * np.ones(outputs if outputs > 2 else 1)
    trees, top = [], 0.0
    for tree in text["oblivious_trees"]:
        splits = tree["splits"] or []
        values = scale * np.array(tree["leaf_values"], float).reshape(2 ** len(splits), -1)
        if outputs > 2:  # softmax is the same when the first class is taken as the zero point
            values = values[:, 1:] - values[:, :1]
        top = max(top, np.abs(values).max())
        # CatBoost asks value > border; the values are integers.
        trees.append(([(s["float_feature_index"], math.floor(s["border"]) + 1) for s in splits], values))
    if outputs > 2:
        bias = bias[1:] - bias[:1]
    shift = min(16, int(math.floor(math.log2(32767 / top))))
    unit = 2 ** shift
    info = dict(info, shift=shift, bias=[round(b * unit) for b in bias])
    description = json.dumps(info, ensure_ascii=False, separators=(",", ":")).encode()
    with open(path, "wb") as out:
        out.write(MAGIC + struct.pack("<I", len(description)) + description + struct.pack("<I", len(trees)))
        for splits, values in trees:
            out.write(struct.pack("<B", len(splits)))
            for feature, threshold in splits:
                out.write(struct.pack("<HB", feature, threshold))
            out.write(np.rint(values * unit).astype("<i2").tobytes())


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
    assert at == len(file)
    odds = np.exp((scores - scores.max(1, keepdims=True)) / 2 ** info["shift"])
    return odds / odds.sum(1, keepdims=True)
