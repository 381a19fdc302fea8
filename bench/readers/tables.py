"""What winnow writes, read by the libraries that people use, without an option: datasets, DuckDB, pandas, PyArrow."""

import json
import subprocess

import datasets
import duckdb
import pandas
import pyarrow.dataset
import pyarrow.parquet

datasets.disable_progress_bars()


def outputs(program, pages, scratch):
    """Runs winnow once a form of output. Yields (what it is, a pattern of its files)."""
    def run(*args):
        subprocess.run([program, "run", "--quiet", "--method", "off", *args, pages], check=True)

    for name in "plain.jsonl", "gzip.jsonl.gz", "zstd.jsonl.zst", "table.parquet":
        run("--output", scratch / name)
        yield name, str(scratch / name)
    # datasets takes the columns from the first megabytes of the first file, and refuses more columns later on: values that
    # are not known are left out of JSON lines, so a first part has to be large enough to have one of each.
    for compress, size in ("zst", "8k"), ("gz", "8k"), ("none", "16k"):
        directory = scratch / f"parts-{compress}"
        run("--output-dir", directory, "--shard-size", size, "--compress", compress)
        ending = "" if compress == "none" else "." + compress
        yield f"parts ({compress})", str(directory / f"part-*.jsonl{ending}")


def readers(name, pattern, cache):
    """Yields (library, the rows as it reads them)."""
    columnar = name.endswith(".parquet")
    if columnar:
        yield "pandas", pandas.read_parquet(pattern).to_dict("records")
        yield "pyarrow", pyarrow.parquet.read_table(pattern).to_pylist()
        yield "duckdb", duckdb.sql(f"select * from '{pattern}'").df().to_dict("records")
        kind = "parquet"
    else:
        if "*" not in pattern:
            yield "pandas", pandas.read_json(pattern, lines=True, convert_dates=False).to_dict("records")
        yield "duckdb", duckdb.sql(f"select * from '{pattern}'").df().to_dict("records")
        kind = "json"
    yield "datasets", list(datasets.load_dataset(kind, data_files=pattern, split="train", cache_dir=str(cache)))


def check(program, pages, scratch):
    articles = subprocess.run(
        [program, "run", "--quiet", "--method", "off", pages], stdout=subprocess.PIPE, check=True,
    ).stdout.splitlines()
    want = [(a["id"], a["text"], a.get("title") or "") for a in map(json.loads, articles)]
    assert len(want) > 5, f"{len(want)} articles are too few to see anything"
    tried = []
    for name, pattern in outputs(program, pages, scratch):
        for library, rows in readers(name, pattern, scratch / "cache"):
            got = [(row["id"], row["text"], row["title"] if isinstance(row["title"], str) else "") for row in rows]
            if "*" in pattern:  # the order of files is the library's
                got, wanted = sorted(got), sorted(want)
            else:
                wanted = want
            assert got == wanted, f"{library} reads other articles from {name}: {len(got)} of {len(want)}"
            tried.append(f"{library} {name}")
    print(f"  {len(want)} articles, read alike by: {', '.join(tried)}")
