"""winnow on Apache Spark: the articles, the duplicates and the rejections that one machine would find, of corpora that
one machine can't hold.

    spark-submit winnow_spark.py --binary winnow --output DIR INPUT...

Spark moves, groups and joins; every page, key and pair is looked at by the winnow program, which each task runs as a
child process. README.md beside this file says how documents are ordered and grouped, and what that costs.
"""

import argparse
import collections
import functools
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

import winnow_tasks as tasks

POSTING_CAP = 8  # documents remembered for a sample: dedupe.PostingCap
HOT = 100_000  # holders of one sample from which on they are joined without being brought to one place
DRIVER_PAIRS = 1_000_000  # verified pairs that are decided on the driver: some 300 MB of its memory
SPLIT = 32 << 20  # bytes of input for a task
FILE_OPTIONS = {"model", "text-model", "templates", "rules"}  # of the configuration: their files go along
FETCH = "hadoop fs -cat"
MERGED = 100  # files of templates that are added up at once: each one is open meanwhile

PAGES = "pos long, id string, source string, kept boolean, verdict string, reason string, body string"
KEYS = (
    "struct<url string, exact string, rank long, latest boolean, words int, votes int, "
    "samples array<long>, repeats array<long>, sketch string>"
)
ARTICLE = (
    "struct<id string, url string, title string, author string, date string, lang string, site string, type string, "
    "text string, comments string, credit string, source string>"
)


# ---- On the driver: the inputs --------------------------------------------------------------------------------------

COMPRESSIONS = (".gz", ".zst", ".bz2")
FORMATS = (".html", ".htm", ".xhtml", ".txt", ".jsonl", ".ndjson", ".json", ".warc", ".wet", ".mhtml", ".mht", ".zip",
           ".tar", ".tgz", ".parquet")  # fmt: skip
LINES = (".jsonl", ".ndjson")


def strip_endings(name):
    """Returns a name without the endings of its compression and of its format, as winnow makes ids of names."""
    for endings in (COMPRESSIONS, FORMATS):
        for ending in endings:
            if name.lower().endswith(ending) and len(name) > len(ending):
                name = name[: -len(ending)]
                break
    return name


def input_ids(inputs):
    """Returns what the ids of each input begin with: see source.inputIDs."""
    ids = [strip_endings(os.path.basename(name.rstrip("/"))) for name in inputs]
    clean = [os.path.normpath(name).lstrip("./") for name in inputs]
    for longer in ([strip_endings(name) for name in clean], clean):
        count = collections.Counter(ids)
        ids = [longer[i] if count[name] > 1 else name for i, name in enumerate(ids)]
    seen = collections.Counter()
    for i, name in enumerate(ids):
        seen[name] += 1
        if seen[name] > 1:
            ids[i] += f"~{seen[name]}"
    return ids


class Storage:
    """The file systems that Spark reads and writes."""

    def __init__(self, spark):
        self.jvm, self.conf = spark._jvm, spark._jsc.hadoopConfiguration()

    def at(self, name):
        path = self.jvm.org.apache.hadoop.fs.Path(name)
        return path, path.getFileSystem(self.conf)

    def files(self, inputs):
        """Lists the files of inputs in the order in which winnow reads them."""
        found = []

        def add(status, record_id):
            path = status.getPath()
            local = path.toUri().getScheme() in (None, "file")
            shown = path.toUri().getPath() if local else path.toString()
            found.append(tasks.File(len(found), path.toString(), shown, record_id, status.getLen(), local))

        def walk(system, directory, prefix):
            entries = [e for e in system.listStatus(directory) if e.getPath().getName()[0] not in "._"]
            count = collections.Counter(strip_endings(e.getPath().getName()) for e in entries)
            for entry in sorted(entries, key=lambda e: e.getPath().getName().encode()):
                name = entry.getPath().getName()
                if entry.isDirectory():
                    walk(system, entry.getPath(), prefix + name + "/")
                else:
                    base = strip_endings(name)
                    add(entry, prefix + (name if count[base] > 1 else base))

        for name, record_id in zip(inputs, input_ids(inputs)):
            path, system = self.at(name)
            status = system.getFileStatus(path)
            if status.isDirectory():
                walk(system, path, record_id + "/" if len(inputs) > 1 else "")
            else:
                add(status, record_id)
        return found

    def exists(self, name):
        path, system = self.at(name)
        return system.exists(path)

    def remove(self, name):
        path, system = self.at(name)
        system.delete(path, True)

    def write(self, name, text):
        path, system = self.at(name)
        out = system.create(path, True)
        out.write(text.encode())
        out.close()

    def copy(self, local, name):
        path, system = self.at(name)
        system.copyFromLocalFile(self.jvm.org.apache.hadoop.fs.Path(os.path.abspath(local)), path)

    def move(self, name, to):
        path, system = self.at(name)
        target, _ = self.at(to)
        system.mkdirs(target.getParent())
        if not system.rename(path, target):
            raise OSError(f"{name} could not be moved to {to}")


class Lines:
    """Files of JSON lines, which Spark splits: rows of (file, block, line, order), and, for tasks, the files by their
    names and the number of records before each block."""

    def __init__(self, spark, files, order_by, partitions):
        self.spark, self.ordered = spark, bool(order_by)
        size = sum(file.size for file in files)
        split = max(size // partitions + 1, 1) if partitions else SPLIT
        spark.conf.set("spark.sql.files.maxPartitionBytes", split)
        spark.conf.set("spark.sql.files.openCostInBytes", min(split, 1 << 20))
        order = F.get_json_object("value", "$." + order_by).cast("long") if order_by else F.lit(0)
        lines = (
            spark.read.option("lineSep", "\n").text([file.uri for file in files])
            .where(F.col("value").rlike(r"(?U)\S"))
            .select(F.col("_metadata.file_path").alias("file"), F.col("_metadata.file_block_start").alias("block"),
                    F.col("value").cast("binary").alias("line"), order.alias("order"))
        )  # fmt: skip
        # The number of a record stands in its id and its source, so the lines are counted first.
        skipped, names = {}, {}
        path, uri = spark._jvm.org.apache.hadoop.fs.Path, spark._jvm.java.net.URI
        by_path = {file.uri: file for file in files}
        counts = sorted(lines.groupBy("file", "block").count().collect())
        for name, blocks in itertools.groupby(counts, lambda row: row["file"]):
            names[name] = by_path[path(uri(name)).toString()]
            before = 0
            for _, block, count in blocks:
                skipped[name, block] = before
                before += count
        self.rdd = lines.rdd
        self.files, self.skipped = spark.sparkContext.broadcast(names), spark.sparkContext.broadcast(skipped)

    def extract(self, program):
        return self.rdd.mapPartitions(tasks.extract_lines(program, self.files, self.skipped, self.ordered))

    def learn(self, program):
        return self.rdd.mapPartitions(tasks.learn_lines(program, self.files))


class Files:
    """Files that the program reads by itself, a file a task."""

    def __init__(self, spark, files, fetch):
        self.rdd, self.fetch = spark.sparkContext.parallelize(files, len(files)), fetch

    def extract(self, program):
        return self.rdd.mapPartitions(tasks.extract_files(program, self.fetch))

    def learn(self, program):
        return self.rdd.mapPartitions(tasks.learn_files(program, self.fetch))


def open_inputs(spark, args, files):
    """Returns what the files are read by."""
    split = [file for file in files if re.sub(r"\.(gz|bz2)$", "", file.uri.lower()).endswith(LINES)]
    whole = [file for file in files if file not in split]
    if args.order_by and whole:
        sys.exit(f"--order-by is for JSON lines: {whole[0].uri}")
    inputs = [Lines(spark, split, args.order_by, args.partitions)] if split else []
    return inputs + ([Files(spark, whole, args.fetch.split())] if whole else [])


def learn(spark, args, program, staging, inputs, directory):
    """Learns templates from the inputs: returns a file in the directory, what winnow learn makes of all of them."""
    shards = [spark.createDataFrame(i.learn(program), "shard binary", verifySchema=False) for i in inputs]
    files = []

    def merge():
        merged = os.path.join(directory, f"merged-{uuid.uuid4().hex[:12]}")
        subprocess.run([args.binary, "learn", "--quiet", "--merge", "--output", merged, *files], check=True)
        for file in files:
            os.remove(file)
        files[:] = [merged]

    for row in staging.keep("templates", functools.reduce(DataFrame.union, shards)).toLocalIterator():
        files.append(os.path.join(directory, f"shard-{len(files)}"))
        with open(files[-1], "wb") as out:
            out.write(row.shard)
        if len(files) == MERGED:
            merge()
    merge()
    return files[0]


# ---- On the driver: the duplicates ----------------------------------------------------------------------------------


class Staging:
    """Tables that are written and read again: what an executor that dies can't take along, and where the plan of what
    follows begins."""

    def __init__(self, spark, directory):
        self.spark, self.directory = spark, directory

    def keep(self, name, table):
        path = f"{self.directory}/{name}"
        table.write.parquet(path)
        return self.spark.read.schema(table.schema).parquet(path)


def find_originals(keys):
    """Splits keys into originals and copies: of the documents of one exact key the first is the original, and copies
    are rows of (ord, first)."""
    groups = keys.groupBy("exact").agg(F.min("ord").alias("first"), F.count("*").alias("n")).where("n > 1")
    copies = keys.select("ord", "exact").join(groups, "exact").where("ord > first").select("ord", "first")
    return keys.join(copies.select("ord"), "ord", "left_anti"), copies


def find_pairs(originals, hot):
    """Returns the pairs that are to be looked at, rows of (new, kept, votes): those of a document with one of the first
    POSTING_CAP holders of its samples that come before it, where they share samples enough.

    The holders of a sample are brought to one place and sorted, unless there are more than hot of them: then only the
    first ones of each place are, and are sent to all the others. So no place gets more than hot rows of one sample.
    """
    holders = originals.where(F.size("samples") > 0).select(
        "ord", "votes", F.coalesce("repeats", F.array()).alias("repeats"), F.explode("samples").alias("sample")
    )
    holders = holders.select(
        "ord", "votes", "sample", (F.lit(1) + F.size(F.filter("repeats", lambda r: r == F.col("sample")))).alias("weight")
    )
    order = Window.partitionBy("sample").orderBy("ord")
    met = None
    if originals.count() > hot:
        spark = originals.sparkSession
        crowded = holders.groupBy("sample").count().where(F.col("count") > hot).select("sample")
        crowded = F.broadcast(spark.createDataFrame(crowded.collect(), "sample long"))
        crowd = holders.join(crowded, "sample", "left_semi")
        firsts = (
            crowd.select("sample", "ord").withColumn("rank", F.row_number().over(order))
            .where(F.col("rank") <= POSTING_CAP)
            .groupBy("sample").agg(F.sort_array(F.collect_list("ord")).alias("firsts"))
        )  # fmt: skip
        firsts = F.broadcast(spark.createDataFrame(firsts.collect(), "sample long, firsts array<long>"))
        met = crowd.join(firsts, "sample").select("ord", "votes", "weight", "firsts")
        holders = holders.join(crowded, "sample", "left_anti")
    so_far = order.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    firsts = F.array(*[F.nth_value("ord", k + 1).over(so_far) for k in range(POSTING_CAP)])
    others = holders.withColumn("firsts", firsts).select("ord", "votes", "weight", "firsts")
    full = F.col("firsts")[POSTING_CAP - 1] < F.col("ord")
    meetings = (
        (met.union(others) if met else others)
        .where(F.col("firsts")[0] < F.col("ord"))
        .select(F.col("ord").alias("new"), F.col("votes").alias("need"), F.explode("firsts").alias("kept"),
                F.when(full, F.col("weight")).otherwise(1).alias("weight"))
        .where("kept < new")
    )  # fmt: skip
    return (
        meetings.groupBy("new", "kept").agg(F.sum("weight").alias("votes"), F.first("need").alias("need"))
        .where("votes >= need").select("new", "kept", "votes")
    )  # fmt: skip


def verify(spark, program, pairs, originals):
    """Returns those pairs that are duplicates, rows of (new, kept, votes, covered)."""
    sketch = originals.select("ord", "sketch")
    rows = (
        pairs.join(sketch.withColumnRenamed("ord", "kept"), "kept")
        .groupBy("new").agg(F.collect_list(F.struct("kept", "votes", "sketch")).alias("among"))
        .join(sketch.withColumnRenamed("ord", "new"), "new").select("new", "sketch", "among")
    )  # fmt: skip
    return spark.createDataFrame(
        rows.rdd.mapPartitions(tasks.verify_pairs(program)),
        "new long, kept long, votes long, covered double",
        verifySchema=False,
    )


def decide(staging, edges, on_driver):
    """Goes through documents in order, each of which is dropped for one that is kept: returns rows of (ord, of,
    covered) for those that are dropped. edges are the duplicates that verify found.

    A document all of whose edges lead to dropped ones is kept, and one with an edge to a kept one is dropped. Each round
    settles those that rest on what is settled; a chain of n copies of copies takes n/2 rounds, but the last on_driver
    edges are settled at once.
    """
    spark = edges.sparkSession
    dropped = spark.createDataFrame([], "ord long")
    undecided = edges.select("new", "kept")
    for n in itertools.count():
        if undecided.count() <= on_driver:
            dropped = dropped.union(spark.createDataFrame(settle(undecided.collect()), "ord long"))
            break
        waiting = undecided.select(F.col("new").alias("kept")).distinct()
        settled = undecided.join(waiting, "kept", "left_anti").select(F.col("new").alias("ord")).distinct()
        settled = staging.keep(f"settled-{n}", settled)
        dropped = dropped.union(settled)
        undecided = undecided.join(settled.withColumnRenamed("ord", "new"), "new", "left_anti")
        undecided = undecided.join(settled.withColumnRenamed("ord", "kept"), "kept", "left_anti")
        undecided = staging.keep(f"undecided-{n}", undecided.select("new", "kept"))
    dropped = staging.keep("dropped", dropped)
    best = F.min(F.struct((-F.col("votes")).alias("votes"), F.col("kept").alias("of"), "covered")).alias("best")
    return (
        edges.join(dropped.withColumnRenamed("ord", "kept"), "kept", "left_anti")
        .groupBy("new").agg(best).select(F.col("new").alias("ord"), "best.of", "best.covered")
    )  # fmt: skip


def settle(edges):
    """Returns, as rows, the documents that edges (new, kept) drop when they are gone through in order."""
    dropped = set()
    for new, group in itertools.groupby(sorted(edges), lambda edge: edge[0]):
        if any(kept not in dropped for _, kept in group):
            dropped.add(new)
    return [(new,) for new in dropped]


# ---- On the driver: the whole way -----------------------------------------------------------------------------------


def order_documents(spark, keys):
    """Adds the column ord: the place of each document in the order in which they are gone through."""
    if keys.where("rank != 0").isEmpty():
        return keys.withColumn("ord", F.col("pos"))
    place = F.when(F.coalesce("latest", F.lit(False)), -F.col("pos")).otherwise(F.col("pos"))
    numbered = keys.select("pos", "rank", place.alias("place")).orderBy("rank", "place").select("pos").rdd.zipWithIndex()
    numbered = numbered.map(lambda row: (row[0][0], row[1]))
    return keys.join(spark.createDataFrame(numbered, "pos long, ord long", verifySchema=False), "pos")


def find_duplicates(spark, program, staging, pages, args):
    """Returns the documents that are duplicates: rows of (pos, of, reason, covered), both documents by their place."""
    lines = pages.where("kept").select("pos", "body").rdd.mapPartitions(tasks.find_keys(program))
    keys = spark.createDataFrame(lines, "pos long, line string", verifySchema=False)
    keys = keys.select("pos", F.from_json("line", KEYS, {"mode": "FAILFAST"}).alias("k")).select("pos", "k.*")
    keys = staging.keep("keys", keys)
    if args.order_by:
        twice = keys.groupBy("pos").count().where("count > 1").limit(1).collect()
        if twice:
            raise ValueError(f"--order-by {args.order_by}: two records have the value {twice[0].pos}")
    keys = order_documents(spark, keys)
    originals, copies = find_originals(keys)
    originals = staging.keep("originals", originals.select("ord", "pos", "votes", "samples", "repeats", "sketch"))
    pairs = staging.keep("pairs", find_pairs(originals, args.hot))
    edges = staging.keep("edges", verify(spark, program, pairs, originals))
    near = staging.keep("near", decide(staging, edges, args.driver_pairs))
    # What is said of a text holds for its copies.
    near_copies = copies.join(near.withColumnRenamed("ord", "first"), "first", "left")
    said = near.select("ord", "of", F.lit("near").alias("reason"), "covered").union(
        near_copies.select("ord", F.coalesce("of", "first"), F.when(F.col("of").isNull(), "exact").otherwise("near"),
                           F.coalesce("covered", F.lit(1.0)))
    )  # fmt: skip
    place = keys.select("ord", "pos")
    said = said.join(place, "ord").join(place.select(F.col("ord").alias("of"), F.col("pos").alias("of_pos")), "of")
    return staging.keep("duplicates", said.select("pos", F.col("of_pos").alias("of"), "reason", "covered"))


def write_duplicates(spark, program, staging, pages, duplicates):
    """Returns the rejected lines of duplicates, rows of PAGES."""
    article = pages.select("pos", "id", "source", "body")
    kept = pages.select(F.col("pos").alias("of"), F.col("id").alias("kept_id"))
    sketch = staging.spark.read.parquet(f"{staging.directory}/keys").select(F.col("pos").alias("of"), "sketch")
    rows = (
        duplicates.join(article, "pos").join(kept, "of").join(sketch, "of")
        .select("pos", "id", "source", "body", "reason", "covered", "kept_id",
                F.when(F.col("reason") == "near", F.col("sketch")).alias("sketch"))
    )  # fmt: skip
    lines = rows.rdd.mapPartitions(tasks.reject_duplicates(program))
    return staging.keep("rejected-duplicates", spark.createDataFrame(lines, PAGES, verifySchema=False))


def write_ordered(table, path, args):
    """Writes rows of (pos, body) so that the parts, one behind the other, are in the order of pos."""
    if args.output_format == "parquet" and path.endswith("articles"):
        table = table.select("pos", F.from_json("body", ARTICLE).alias("a")).select("pos", "a.*")
        table.orderBy("pos").drop("pos").write.parquet(path, compression="zstd")
    else:
        table.orderBy("pos").select("body").write.text(path, compression=args.compress)


def count(pages, rejected):
    """Returns how the documents ended, as the summary of a run has it."""
    found = collections.Counter()
    reasons = collections.defaultdict(dict)
    for row in rejected.groupBy("verdict", "reason").count().collect():
        found[row.verdict] += row["count"]
        reasons[row.verdict][row.reason] = row["count"]
    total = pages.count()
    return {"pages": total, "articles": total - sum(found.values()),
            **{name: dict(sorted(reasons[verdict].items(), key=lambda item: (-item[1], item[0])))
               for name, verdict in (("duplicates", "duplicate"), ("rejected", "rejected"), ("failed", "failed"))}}  # fmt: skip


def summary(counts):
    """Writes counts as winnow does at the end of a run."""
    lines = [f"pages read        {counts['pages']:8d}", f"articles written  {counts['articles']:8d}"]
    for name in ("duplicates", "rejected", "failed"):
        reasons = ", ".join(f"{reason} {n}" for reason, n in counts[name].items())
        lines.append(f"{name:18s}{sum(counts[name].values()):8d}   {reasons}".rstrip())
    return "\n".join(lines)


def configure(binary, options, directory):
    """Gathers the configuration file and the files that it names in a directory, as they are to lie on the workers.
    Returns their names and what stands for the program under this configuration."""
    files = []

    def add(base, content):
        # A session has one file of a name: what differs from job to job has a name of its own.
        files.append(os.path.join(directory, f"{hashlib.sha256(content).hexdigest()[:16]}-{base}"))
        with open(files[-1], "wb") as out:
            out.write(content)
        return os.path.basename(files[-1])

    options = dict(options)
    for name in sorted(FILE_OPTIONS & options.keys()):
        with open(options[name], "rb") as read:
            options[name] = add(os.path.basename(options[name]), read.read())
    add("winnow.json", json.dumps(options).encode())
    probe = subprocess.run([binary, "keys", "--config", files[-1], "--quiet", "-"], input=b'{"text":"a"}\n',
                           capture_output=True)  # fmt: skip
    if probe.returncode:
        sys.exit(f"{binary} does not take the configuration: {probe.stderr.decode()}")
    return files, tasks.Program(binary, files[-1], json.loads(probe.stdout)["config"])


def read_options(args):
    """Returns the options of winnow, with whole paths of the files that they name."""
    if not args.config:
        return {}
    with open(args.config) as read:
        options = json.load(read)
    for name in FILE_OPTIONS & options.keys():
        options[name] = os.path.join(os.path.dirname(os.path.abspath(args.config)), options[name])
    if args.learn and "templates" in options:
        sys.exit("--learn and templates are two ways to say where templates come from: give one")
    return options


def run(spark, args, directory):
    """Runs the job; everything is in place, or nothing."""
    options = read_options(args)
    storage = Storage(spark)
    output = args.output.rstrip("/")
    if storage.exists(output):
        sys.exit(f"{output} is there already")
    spark.sparkContext.addPyFile(tasks.__file__)

    def ship():
        files, program = configure(args.binary, options, directory)
        for file in [args.binary, *files]:
            spark.sparkContext.addFile(os.path.abspath(file))
        return program

    program = ship()
    inputs = open_inputs(spark, args, storage.files(args.inputs))
    if not inputs:
        sys.exit("no input")
    staging_directory = f"{output}.staging-{uuid.uuid4().hex[:12]}"
    staging = Staging(spark, f"{staging_directory}/tables")
    done = f"{staging_directory}/done"
    try:
        if args.learn:
            options["templates"] = learn(spark, args, program, staging, inputs, directory)
            program = ship()
            storage.copy(options["templates"], f"{done}/templates.wnt")
        pages = [spark.createDataFrame(i.extract(program), PAGES, verifySchema=False) for i in inputs]
        pages = staging.keep("pages", functools.reduce(DataFrame.union, pages))
        rejected = pages.where("not kept")
        articles = pages.where("kept")
        if options.get("method") != "off":
            duplicates = find_duplicates(spark, program, staging, pages, args)
            articles = articles.join(duplicates.select("pos"), "pos", "left_anti")
            rejected = rejected.union(write_duplicates(spark, program, staging, pages, duplicates))
        write_ordered(articles.select("pos", "body"), f"{done}/articles", args)
        write_ordered(rejected.select("pos", "body"), f"{done}/rejected", args)
        counts = count(pages, rejected)
        storage.write(f"{done}/summary.json", json.dumps({**counts, "config": program.hash}, indent=1) + "\n")
        storage.move(done, output)
    finally:
        if not args.keep_staging:
            storage.remove(staging_directory)
    storage.write(f"{output}/_SUCCESS", "")  # behind all else, for storage whose moves are no single step
    return counts


def arguments(line):
    parser = argparse.ArgumentParser(prog="winnow_spark.py", description=__doc__.split("\n\n")[0])
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="a file or a directory, by any path that Spark reads: "
                        "JSON lines are split, anything else that winnow reads is a file a task")  # fmt: skip
    parser.add_argument("--inputs-from", metavar="FILE", help="a list of inputs, one a line, such as warc.paths")
    parser.add_argument("--output", required=True, metavar="DIR", help="gets articles/, rejected/ and summary.json, all "
                        "at once when all is well")  # fmt: skip
    parser.add_argument("--binary", default="winnow", metavar="FILE", help="the winnow program for the workers' platform, "
                        "which must be this machine's")  # fmt: skip
    parser.add_argument("--config", metavar="FILE", help='options of winnow, as a JSON object: {"favor": "precision"}')
    parser.add_argument("--learn", action="store_true", help="learn templates from the inputs first, which are read "
                        "twice; they are kept as DIR/templates.wnt")  # fmt: skip
    parser.add_argument("--order-by", metavar="FIELD", help="go through JSON lines by this field, a whole number that no "
                        "two have, rather than as they stand")  # fmt: skip
    parser.add_argument("--output-format", choices=("jsonl", "parquet"), default="jsonl")
    parser.add_argument("--compress", choices=("none", "gzip", "bzip2"), default="none", help="of the lines written")
    parser.add_argument("--partitions", type=int, metavar="N", help="of every step (default: by size)")
    parser.add_argument("--fetch", default=FETCH, metavar="COMMAND", help="what prints a file that is not on a worker's "
                        "own disk, given its URI (default: hadoop fs -cat)")  # fmt: skip
    parser.add_argument("--hot", type=int, default=HOT, metavar="N", help="holders of a sample that may come together")
    parser.add_argument("--driver-pairs", type=int, default=DRIVER_PAIRS, metavar="N", help="pairs decided on the driver")
    parser.add_argument("--keep-staging", action="store_true", help="leave the tables in between, to look at")
    args = parser.parse_args(line)
    args.binary = os.path.abspath(args.binary) if os.path.exists(args.binary) else shutil.which(args.binary)
    if not args.binary:
        parser.error("there is no such --binary, neither here nor in the PATH")
    if args.inputs_from:
        with open(args.inputs_from) as read:
            args.inputs += [name.strip() for name in read if name.strip()]
    if not args.inputs:
        parser.error("no input")
    return args


def main(line=None):
    args = arguments(line)
    builder = SparkSession.builder.appName("winnow")
    if args.partitions:
        builder = builder.config("spark.sql.shuffle.partitions", args.partitions)
        builder = builder.config("spark.sql.adaptive.coalescePartitions.enabled", "false")
    spark = builder.getOrCreate()
    try:
        with tempfile.TemporaryDirectory() as directory:
            counts = run(spark, args, directory)
    finally:
        spark.stop()
    print(summary(counts), file=sys.stderr)
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
