"""The same bytes on Spark as on one machine, whatever happens meanwhile.

    WINNOW=path/to/winnow python -m unittest discover spark/tests

WINNOW_SPARK_SCALE is the size of the corpus: 1 is 20,000 texts and 2,000 pages, as without it. But without it the planted
corpus runs through the SOME sessions only, and executors are killed over a small part of it. What is compared is what
winnow run writes, and its rejected file, with the parts of a job one behind the other. Needs Java 17 and PySpark.
"""

import glob
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
SPARK = os.path.dirname(HERE)

WINNOW = os.path.abspath(os.environ.get("WINNOW", "winnow"))
SCALE = float(os.environ.get("WINNOW_SPARK_SCALE", "1"))
ALL = "one four sixteen shuffled crowds strict text exact rows crawl-local learn crawl-fetched".split()
SOME = "one sixteen shuffled crowds learn".split()
WHOLE = "WINNOW_SPARK_SCALE" in os.environ
SESSIONS = ALL if WHOLE else SOME
# Jobs of seconds spend more time compiling than working: the simple compiler is enough, and no code made for a query.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.codegen.wholeStage": "false",
}
QUICK = [word for name, value in SETTINGS.items() for word in ("--conf", f"{name}={value}")]
ENVIRONMENT = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
               "PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]}  # fmt: skip


def submit(master, log, *arguments, conf=()):
    """Starts spark-submit with the driver, which writes its log to a file: in a pipe that nobody empties it would stop."""
    command = ["spark-submit", "--master", master, *QUICK]
    for setting in conf:
        command += ["--conf", setting]
    command += [os.path.join(SPARK, "winnow_spark.py"), *arguments]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT)


def read(pattern):
    """Returns the files that match, one behind the other."""
    content = b""
    for name in sorted(glob.glob(pattern)):
        with open(name, "rb") as file:
            content += file.read()
    return content


def executors(pid):
    """Returns the process ids of the executors that a driver has started."""
    found, parents = [], {}
    for status in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(status) as file:
                stat = file.read()
            with open(os.path.join(os.path.dirname(status), "cmdline")) as file:
                command = file.read()
        except OSError:
            continue
        child = int(stat.split(" ", 1)[0])
        parents[child] = int(stat.rsplit(")", 1)[1].split()[1])
        if "CoarseGrainedExecutorBackend" in command and "java" in command.split("\0")[0]:
            found.append(child)
    for child in list(found):
        parent = child
        while parent not in (pid, 0, 1):
            parent = parents.get(parent, 0)
        if parent != pid:
            found.remove(child)
    return found


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.mkdtemp(prefix="winnow-spark-")
        cls.addClassCleanup(shutil.rmtree, cls.directory, ignore_errors=True)
        corpus.write(cls.directory, SCALE)
        cls.inputs = [cls.at("texts.jsonl"), cls.at("pages.jsonl")]
        cls.articles, cls.rejected = cls.one_machine(*cls.inputs)

    @classmethod
    def at(cls, name):
        return os.path.join(cls.directory, name)

    @classmethod
    def one_machine(cls, *arguments):
        subprocess.run([WINNOW, "run", "-q", "-o", cls.at("run.jsonl"), "--rejected", cls.at("run-rejected.jsonl"), *arguments],
                       stderr=subprocess.DEVNULL)  # fmt: skip
        return read(cls.at("run.jsonl")), read(cls.at("run-rejected.jsonl"))

    def job(self, master, name, *arguments, conf=(), meanwhile=None):
        """Runs a job; returns its exit status, its log, its articles and its rejected lines."""
        with open(self.at(f"log-of-{name}"), "w") as log:
            process = submit(master, log, "--binary", WINNOW, "--output", self.at(name), *arguments, conf=conf)
            if meanwhile:
                meanwhile(process)
            process.wait()
        log = read(self.at(f"log-of-{name}")).decode("utf-8", "replace")
        return process.returncode, log, read(self.at(f"{name}/articles/part-*")), read(self.at(f"{name}/rejected/part-*"))

    def same(self, found, articles, rejected):
        status, log, found_articles, found_rejected = found
        self.assertEqual(status, 1 if b'"failed"' in rejected else 0, log[-3000:])
        self.assertTrue(articles)
        self.assertEqual(found_rejected.splitlines(), rejected.splitlines())
        self.assertTrue(found_articles == articles, "other articles")

    def test_planted_corpus(self):
        """In one session, as users of notebooks run it: any number of partitions, crowds, rounds on Spark, shuffled."""
        found = subprocess.run([sys.executable, os.path.join(HERE, "sessions.py"), WINNOW, self.directory, *SESSIONS],
                               env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)  # fmt: skip
        self.assertEqual(found.returncode, 0)
        for name in found.stdout.split():
            with self.subTest(name):
                options = {
                    "strict": ["--strictness", "strict", "--prefer", "longest"],
                    "text": ["--format", "article"],
                    "exact": ["--method", "exact"],
                }
                articles, rejected = self.articles, self.rejected
                if name in options:
                    articles, rejected = self.one_machine(*options[name], *self.inputs)
                if name.startswith("crawl"):
                    articles, rejected = self.one_machine(self.at("crawl/b" if name == "crawl-fetched" else "crawl"))
                if name == "learn":
                    learned = self.at("learned.wnt")
                    subprocess.run([WINNOW, "learn", "-q", "-o", learned, self.at("crawl")], stderr=subprocess.DEVNULL)
                    self.assertTrue(read(learned) == read(self.at("learn/templates.wnt")), "other templates")
                    plain, _ = self.one_machine(self.at("crawl"))
                    articles, rejected = self.one_machine("--templates", learned, self.at("crawl"))
                    self.assertNotEqual(plain, articles)
                if name == "shuffled":
                    articles, rejected = self.one_machine(self.at("numbered.jsonl"))
                    self.assertEqual(self.outcomes(read(self.at("shuffled/articles/part-*"))), self.outcomes(articles))
                    self.assertEqual(self.outcomes(read(self.at("shuffled/rejected/part-*"))), self.outcomes(rejected))
                    continue
                self.assertEqual(read(self.at(f"{name}/rejected/part-*")).splitlines(), rejected.splitlines())
                if name == "rows":
                    self.assertEqual(self.rows(read(self.at("rows.jsonl"))), self.rows(articles))
                else:
                    self.assertTrue(read(self.at(f"{name}/articles/part-*")) == articles)
                with open(self.at(f"{name}/summary.json")) as file:
                    counts = json.load(file)
                self.assertEqual(counts["articles"], articles.count(b"\n"))
                ended = sum(sum(counts[kind].values()) for kind in ("duplicates", "rejected", "failed"))
                self.assertEqual(counts["pages"], counts["articles"] + ended)
        self.assertEqual(found.stdout.split(), SESSIONS)
        self.assertGreater(self.rejected.count(b'"near"'), 0.2 * 20000 * SCALE)

    @staticmethod
    def rows(lines):
        """Returns the articles in lines without their empty fields."""
        return [{name: value for name, value in json.loads(line).items() if value} for line in lines.splitlines()]

    @staticmethod
    def outcomes(lines):
        """Returns lines without the places where the records stood."""
        return sorted(re.sub(rb',"source":"[^"]*"', b"", line) for line in lines.splitlines())

    def kill_in(self, table):
        """Returns what kills an executor while a table is being written."""

        def kill(process):
            while process.poll() is None:
                if glob.glob(self.at(f"*.staging-*/tables/{table}/_temporary/0/_temporary/*")):
                    victims = executors(process.pid)
                    if victims:
                        os.kill(victims[0], signal.SIGKILL)
                        self.killed += 1
                        return
                time.sleep(0.02)

        self.killed = 0
        return kill

    def killed_in(self, table, name, *conf):
        inputs = self.inputs if WHOLE else self.few()
        kill = self.kill_in(table)
        job = self.job("local-cluster[2,1,1024]", name, *inputs, "--partitions", "4", conf=conf, meanwhile=kill)
        self.assertEqual(self.killed, 1)
        return inputs, job

    def few(self):
        """Returns the names of files with the first records of each input."""
        names = []
        for name in self.inputs:
            names.append(self.at("few-" + os.path.basename(name)))
            with open(name) as file, open(names[-1], "w") as out:
                out.writelines(itertools.islice(file, 500))
        return names

    def test_killed_extracting(self):
        inputs, found = self.killed_in("pages", "extracting")
        self.same(found, *self.one_machine(*inputs))
        self.assertIn("Lost executor", found[1])

    def test_killed_verifying(self):
        inputs, found = self.killed_in("edges", "verifying")
        self.same(found, *self.one_machine(*inputs))
        self.assertIn("Lost executor", found[1])

    def test_killed_without_retries(self):
        _, (status, log, _, _) = self.killed_in("pages", "no-retries", "spark.task.maxFailures=1")
        self.assertNotEqual(status, 0)
        self.assertEqual(glob.glob(self.at("no-retries*")), [], log[-2000:])

    def test_standalone_cluster(self):
        """The README's command, as written, on a master and two workers."""
        with open(os.path.join(SPARK, "README.md")) as file:
            command = re.search(r"```sh\n(CGO_ENABLED=0 go build .*?)```", file.read(), re.S)[1]
        port = random.randrange(20000, 30000)
        master = f"spark://127.0.0.1:{port}"
        quick = {**ENVIRONMENT, "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
                 "SPARK_WORKER_DIR": self.at("work"), "MASTER": master}  # fmt: skip
        deploy = "org.apache.spark.deploy"
        daemons = [["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]]
        daemons += [["worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", master]] * 2
        running = []
        try:
            for name, *arguments in daemons:
                running.append(subprocess.Popen(["spark-class", f"{deploy}.{name}", *arguments], env=quick,
                                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # fmt: skip
            checkout = self.at("checkout")
            shutil.copytree(os.path.dirname(SPARK), checkout, ignore=shutil.ignore_patterns(".git", ".cache", "bench", "train"))
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command], cwd=checkout, env=quick, capture_output=True, text=True
            )
            self.assertEqual(done.returncode, 0, done.stderr[-3000:])
            lines = read(os.path.join(checkout, "clean/articles/part-*"))
            article = os.path.join(checkout, "testdata/articles.jsonl")
            self.assertEqual(lines, self.one_machine(article)[0])
        finally:
            for daemon in running:
                daemon.terminate()
            for daemon in running:
                daemon.wait()


if __name__ == "__main__":
    unittest.main()
