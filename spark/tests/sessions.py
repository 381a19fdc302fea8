"""Runs a corpus through winnow_spark.py in one session several times, each time otherwise, and prints the names of the
outputs: what test_spark.py compares. sessions.py WINNOW DIRECTORY [NAME...]"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import corpus
from pyspark.sql import SparkSession

import winnow_spark


def write_crawl(winnow, directory, inputs):
    """Writes a directory of files of several formats; returns its name."""
    crawl = os.path.join(directory, "crawl")
    os.makedirs(os.path.join(crawl, "b"))
    with open(inputs[1]) as read:
        pages = [json.loads(line) for line in read]
    with open(os.path.join(crawl, "a.warc"), "wb") as out:
        out.write(corpus.warc(pages[:30]))
    with open(os.path.join(crawl, "b", "page one.html"), "w") as out:
        out.write(pages[30]["html"])
    with open(inputs[0]) as read, open(os.path.join(crawl, "c d.jsonl"), "w") as out:
        out.writelines(itertools.islice(read, 300))
    parquet = os.path.join(crawl, "b", "x.parquet")
    with open(inputs[1]) as read:
        lines = "".join(itertools.islice(read, 20, 40))
    subprocess.run([winnow, "extract", "-q", "-o", parquet, "-"], input=lines.encode(), check=True)
    return crawl


class Remote(winnow_spark.Storage):
    """A storage whose files no worker can open by their paths."""

    def files(self, inputs):
        return [file._replace(local=False) for file in super().files(inputs)]


def hadoop(directory):
    """Puts the command hadoop into the PATH: the file system shell of the Hadoop client that Spark brings along, which
    wants nothing but a configuration."""
    command = os.path.join(directory, "hadoop", "hadoop")
    os.makedirs(os.path.dirname(command))
    with open(command, "w") as out:
        out.write('#!/bin/sh\n[ "$1" = fs ] && shift && exec spark-class org.apache.hadoop.fs.FsShell "$@"\n')
    os.chmod(command, 0o755)
    with open(os.path.join(directory, "hadoop", "core-site.xml"), "w") as out:
        out.write("<configuration/>")
    os.environ["HADOOP_CONF_DIR"] = os.path.dirname(command)
    os.environ["PATH"] += os.pathsep + os.path.dirname(command)


def main(winnow, directory, only):
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
    crawl = write_crawl(winnow, directory, inputs)
    rounds = str(len(numbered) // 4)  # so many pairs are left to the driver, after a few rounds
    hadoop(directory)
    spark = (
        SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1").getOrCreate()
    )  # fmt: skip
    for name, options, config in (
        ("one", ["--partitions", "1", *inputs], None),
        ("four", ["--partitions", "4", *inputs], None),
        ("sixteen", ["--partitions", "16", *inputs], None),
        ("shuffled", ["--partitions", "4", "--order-by", "n", *shuffled], None),
        ("crowds", ["--partitions", "4", "--hot", "20", "--driver-pairs", rounds, *inputs], None),
        ("strict", ["--partitions", "3", *inputs], {"strictness": "strict", "prefer": "longest"}),
        ("text", ["--partitions", "2", *inputs], {"format": "article"}),
        ("exact", ["--partitions", "2", *inputs], {"method": "exact"}),
        ("rows", ["--partitions", "2", "--output-format", "parquet", *inputs], None),
        ("crawl-local", ["--partitions", "2", crawl], None),
        ("learn", ["--partitions", "2", "--learn", crawl], None),
        ("crawl-fetched", ["--partitions", "2", os.path.join(crawl, "b")], None),
    ):
        if only and name not in only:
            continue
        if config:
            file = os.path.join(directory, f"{name}.json")
            with open(file, "w") as out:
                json.dump(config, out)
            options += ["--config", file]
        args = winnow_spark.arguments(["--binary", winnow, "--output", os.path.join(directory, name), *options])
        spark.conf.set("spark.sql.shuffle.partitions", str(args.partitions))
        if name == "crawl-fetched":
            winnow_spark.Storage = Remote
        with tempfile.TemporaryDirectory() as scratch:
            winnow_spark.run(spark, args, scratch)
        if name == "rows":
            rows = spark.read.parquet(os.path.join(args.output, "articles")).collect()
            with open(os.path.join(directory, "rows.jsonl"), "w") as out:
                out.writelines(json.dumps(row.asDict()) + "\n" for row in rows)
        print(name, flush=True)
    spark.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("winnow")
    parser.add_argument("directory")
    parser.add_argument("only", nargs="*")
    main(**vars(parser.parse_args()))
