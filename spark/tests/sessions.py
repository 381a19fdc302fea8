"""Runs a corpus through winnow_spark.py in one session several times, each time otherwise, and prints the names of the
outputs: what test_spark.py compares. sessions.py WINNOW DIRECTORY"""

import argparse
import json
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from pyspark.sql import SparkSession

import winnow_spark


def main(winnow, directory):
    inputs = [os.path.join(directory, name) for name in ("texts.jsonl", "pages.jsonl")]
    with open(inputs[0]) as read:
        numbered = [line for line in read if line.startswith("{") and line.endswith("}\n") and '"id": ' in line]
    with open(os.path.join(directory, "numbered.jsonl"), "w") as out:
        out.writelines(numbered)
    random.Random(5).shuffle(numbered)
    shuffled = [os.path.join(directory, f"shuffled-{part}.jsonl") for part in range(3)]
    for part, name in enumerate(shuffled):
        with open(name, "w") as out:
            out.writelines(numbered[part::3])
    spark = (
        SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1").getOrCreate()
    )  # fmt: skip
    for name, options, config in (
        ("one", ["--partitions", "1", *inputs], None),
        ("four", ["--partitions", "4", *inputs], None),
        ("sixteen", ["--partitions", "16", *inputs], None),
        ("crowds", ["--partitions", "4", "--hot", "20", "--driver-pairs", "0", *inputs], None),
        ("strict", ["--partitions", "3", *inputs], {"strictness": "strict", "prefer": "longest"}),
        ("text", ["--partitions", "2", *inputs], {"format": "article"}),
        ("shuffled", ["--partitions", "4", "--order-by", "n", *shuffled], None),
    ):
        if config:
            file = os.path.join(directory, f"{name}.json")
            with open(file, "w") as out:
                json.dump(config, out)
            options += ["--config", file]
        args = winnow_spark.arguments(["--binary", winnow, "--output", os.path.join(directory, name), *options])
        spark.conf.set("spark.sql.shuffle.partitions", str(args.partitions))
        with tempfile.TemporaryDirectory() as scratch:
            winnow_spark.run(spark, args, scratch)
        print(name, flush=True)
    spark.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("winnow")
    parser.add_argument("directory")
    main(**vars(parser.parse_args()))
