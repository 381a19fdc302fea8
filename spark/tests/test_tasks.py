"""How tasks run the program: what they do when it dies, is another one, or says too little. Needs no cluster.

WINNOW=path/to/winnow python -m unittest discover spark/tests -p test_tasks.py
"""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import winnow_spark
import winnow_tasks as tasks

WINNOW = os.path.abspath(os.environ.get("WINNOW", "winnow"))


def program_at(directory, script=None):
    """Returns a Program; script, if given, is a shell script in the place of winnow, which it knows as $WINNOW."""
    config = os.path.join(directory, "winnow.json")
    with open(config, "w") as out:
        out.write("{}")
    said = subprocess.run([WINNOW, "keys", "--config", config, "-"], input=b'{"text":"a"}', capture_output=True, check=True)
    binary = WINNOW
    if script:
        binary = os.path.join(directory, "winnow")
        with open(binary, "w") as out:
            out.write(f"#!/bin/bash\nWINNOW={WINNOW}\n{script}\n")
        os.chmod(binary, os.stat(binary).st_mode | stat.S_IXUSR)
    return tasks.Program(binary, config, json.loads(said.stdout)["config"])


class Answers(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        files = mock.patch.object(tasks.SparkFiles, "get", lambda name: {
            "winnow.json": os.path.join(self.directory, "winnow.json")}.get(name, self.binary))  # fmt: skip
        files.start()
        self.addCleanup(files.stop)

    def ask(self, texts, script=None):
        program = program_at(self.directory, script)
        self.binary = os.path.join(self.directory, "winnow") if script else WINNOW
        records = [(json.dumps({"id": str(n), "text": text}).encode() + b"\n", n) for n, text in enumerate(texts)]
        return list(program.answers(lambda _: program.command("keys", "--", "-"), iter(records)))

    def test_each_record_is_answered_in_order(self):
        answers = self.ask(["a word and %d more" % (n % 7) for n in range(5000)])
        self.assertEqual([n for _, n, _ in answers], list(range(5000)))
        self.assertEqual([json.loads(answer)["id"] for _, _, answer in answers], [str(n) for n in range(5000)])

    def test_no_record(self):
        self.assertEqual(self.ask([]), [])

    def test_a_killed_process_costs_nothing(self):
        # The first process is killed on its 1,000th line; those that take over live.
        script = f'''
            if mkdir {self.directory}/once 2>/dev/null; then
                head -n 1000 | "$WINNOW" "$@"; kill -9 $$
            fi
            exec "$WINNOW" "$@"'''
        answers = self.ask(["word %d" % n for n in range(3000)], script)
        self.assertEqual([json.loads(answer)["id"] for _, _, answer in answers], [str(n) for n in range(3000)])

    def test_the_record_that_kills_is_named(self):
        script = """
            sed '/POISON/q' > $0.in.$$
            grep -v POISON $0.in.$$ | "$WINNOW" "$@"
            grep -q POISON $0.in.$$ && kill -9 $$
            exit 0"""
        answers = self.ask(["good", "fine", "POISON", "well", "POISON", "last"], script)
        self.assertEqual([answer if isinstance(answer, int) else json.loads(answer)["id"] for _, _, answer in answers],
                         ["0", "1", 9, "3", 9, "5"])  # fmt: skip

    def test_an_error_fails_the_task(self):
        with self.assertRaisesRegex(tasks.ProgramFailed, "status 3: out of luck"):
            self.ask(["a"], "echo out of luck >&2; exit 3")
        with self.assertRaisesRegex(tasks.ProgramFailed, "without an answer"):
            self.ask(["a"], "cat > /dev/null")

    def test_another_configuration_fails_the_task(self):
        with self.assertRaisesRegex(tasks.ProgramFailed, "another configuration"):
            self.ask(["a"], '"$WINNOW" "$@" | sed "s/^{.config.:.[0-9a-f]*/{\\"config\\":\\"0000000000000000/"')
        program = program_at(self.directory)
        self.binary, program.hash = WINNOW, "0" * 16
        with self.assertRaisesRegex(tasks.ProgramFailed, "every worker must have the same program"):
            list(program.answers(lambda _: program.command("keys", "--", "-"), iter([(b'{"text":"a"}\n', 0)])))


class Rows(unittest.TestCase):
    def test_page_row(self):
        line = (
            '{"config":"c","id":",\\"article\\":{","source":"a:1","rejected":{"id":"b","verdict":"rejected","reason":"empty"}}'
        )
        self.assertEqual(tasks.page_row(7, line.encode()), (7, ',"article":{', "a:1", False, "rejected", "empty",
                         '{"id":"b","verdict":"rejected","reason":"empty"}'))  # fmt: skip
        line = '{"id":"b","source":"a:2","article":{"text":"x","rejected":{"y":1}}}'
        self.assertEqual(tasks.page_row(8, line.encode())[3:], (True, None, None, '{"text":"x","rejected":{"y":1}}'))

    def test_ids_of_inputs(self):
        for inputs, ids in (
            (["a/news.jsonl.gz"], ["news"]),
            (["a/x.jsonl", "b/x.jsonl"], ["a/x", "b/x"]),
            (["/a/x.jsonl", "/a/x.warc"], ["a/x.jsonl", "a/x.warc"]),
            (["x.jsonl", "x.jsonl"], ["x.jsonl", "x.jsonl~2"]),
        ):
            self.assertEqual(winnow_spark.input_ids(inputs), ids)

    def test_settle(self):
        chain = [(n, n - 1) for n in range(1, 41)]
        self.assertEqual(sorted(winnow_spark.settle(chain)), [(n,) for n in range(1, 41, 2)])
        self.assertEqual(sorted(winnow_spark.settle([(3, 1), (3, 2), (2, 1), (4, 2)])), [(2,), (3,)])


if __name__ == "__main__":
    unittest.main()
