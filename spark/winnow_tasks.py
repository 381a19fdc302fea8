"""What the tasks of winnow_spark.py do: each runs the winnow program as a child process."""

import collections
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading

from pyspark import SparkFiles, TaskContext

FILE_BITS = 40  # of a document's place: the number of its record; the bits above it count files
LAST = 1 << 62  # places behind all others, of records without the field of --order-by
TRIES = 3  # for a record on which the program has died, alone, before it is rejected
SEEKABLE = (".parquet", ".zip", ".wacz")  # files that can't be read as they arrive

# A file of the input: its URI, what sources call it, what the ids of its records begin with, its bytes, and whether
# every worker can open it by its path.
File = collections.namedtuple("File", "index uri shown id size local")


class ProgramFailed(Exception):
    """The program ended with an error: its configuration is another one, or its input none that it takes."""


class Program:
    """The shipped program under the shipped configuration; what tasks carry along."""

    def __init__(self, binary, config, config_hash):
        self.binary, self.config, self.hash = os.path.basename(binary), os.path.basename(config), config_hash

    def command(self, name, *arguments):
        """Returns the command line on this worker."""
        return [SparkFiles.get(self.binary), name, "--quiet", "--config", SparkFiles.get(self.config), "--expect",
                self.hash, *arguments]  # fmt: skip

    def start(self, command, stdin):
        """Starts a process whose standard error goes to the executor's log."""
        # Two threads: one that works, one that collects garbage. Spark counts on one core a task.
        environment = {**os.environ, "GOMAXPROCS": os.environ.get("GOMAXPROCS", "2")}
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        process.said = collections.deque(maxlen=20)

        def forward():
            for line in process.stderr:
                process.said.append(line)
                sys.stderr.buffer.write(line)
                sys.stderr.flush()

        process.log = threading.Thread(target=forward, daemon=True)
        process.log.start()
        return process

    def end(self, process):
        """Waits for a process; returns the signal that ended it, 0 when it came to its end."""
        status = process.wait()
        process.log.join()
        process.stdout.close()
        process.stderr.close()
        if status > 0:
            said = b"".join(process.said).decode("utf-8", "replace")
            raise ProgramFailed(f"winnow ended with status {status}: {said}")
        return -status

    def check(self, line):
        """Raises an error unless a line is of this job's program and configuration."""
        if not line.startswith(b'{"config":"%s",' % self.hash.encode()):
            raise ProgramFailed(f"a line of another configuration than {self.hash}: {line[:200]!r}")
        return line.rstrip(b"\n")

    def answers(self, command, records):
        """Hands records, tuples of a line and whatever belongs to it, to a process, and yields (line, what belonged to
        it, answer). command(n) is the command line of a process that begins behind n records.

        A process that dies by a signal may have died on one of the records that it had not answered yet: those are given
        to others. A record that kills TRIES processes which get nothing else has the signal's number for an answer.
        """
        records, done = iter(records), 0
        for first in records:  # and, when a process has died, for the first one that it did not get
            waiting, failure = collections.deque(), []
            process = self.start(command(done), subprocess.PIPE)
            rest = itertools.chain([first], records)
            feeder = threading.Thread(target=feed, args=(process, rest, waiting, failure), daemon=True)
            feeder.start()
            try:
                for line in process.stdout:
                    if line.endswith(b"\n"):  # it may die in the midst of one
                        yield *waiting.popleft(), self.check(line)
                        done += 1
                feeder.join()
                died = self.end(process)
            finally:  # nobody wants more, or an error
                process.kill()
                process.wait()
            if failure:
                raise failure[0]
            if waiting and not died:
                raise ProgramFailed(f"winnow left {len(waiting)} records without an answer")
            if waiting:
                yield from self.rescue(command, list(waiting), done)
                done += len(waiting)

    def rescue(self, command, records, done):
        """Yields the answers to records on one of which a process has died, by giving halves of them to processes of
        their own, down to the one that kills."""
        for _ in range(1 if len(records) > 1 else TRIES):
            process = self.start(command(done), subprocess.PIPE)
            waiting, failure = collections.deque(), []
            feeder = threading.Thread(target=feed, args=(process, records, waiting, failure), daemon=True)
            feeder.start()
            answers = process.stdout.readlines()
            feeder.join()
            died = self.end(process)
            if not died and len(answers) == len(records):
                for record, answer in zip(records, answers):
                    yield *record, self.check(answer)
                return
        if not died:
            raise ProgramFailed(f"winnow gave {len(answers)} answers to {len(records)} records")
        if len(records) == 1:
            yield *records[0], died
            return
        half = len(records) // 2
        yield from self.rescue(command, records[:half], done)
        yield from self.rescue(command, records[half:], done + half)


def feed(process, records, waiting, failure):
    """Hands records to a process, each one noted in waiting before."""
    try:
        with process.stdin as to:
            for record in records:
                waiting.append(record)
                to.write(record[0])
    except BrokenPipeError:
        pass  # it died; who reads its answers knows
    except Exception as error:  # of Spark, which hands the records on
        failure.append(error)
        process.kill()


def page_row(pos, line):
    """Turns a line of extract --one-to-one into a row of PAGES."""
    article, rejected = line.find(b',"article":{'), line.find(b',"rejected":{')  # within strings, quotes are escaped
    if article >= 0 and (rejected < 0 or article < rejected):
        head, body = json.loads(line[:article] + b"}"), line[article + 11 : -1].decode()
        return pos, head["id"], head["source"], True, None, None, body
    head, body = json.loads(line[:rejected] + b"}"), line[rejected + 12 : -1].decode()
    why = json.loads(body)
    return pos, head["id"], head["source"], False, why["verdict"], why["reason"], body


def crash_row(pos, record_id, source, signal):
    """Returns a row of PAGES for a record on which the program dies."""
    why = {"id": record_id, "verdict": "failed", "reason": "crash", "detail": f"the program ended by signal {signal}"}
    body = json.dumps({**why, "source": source}, ensure_ascii=False, separators=(",", ":"))
    return pos, record_id, source, False, "failed", "crash", body


def extract_lines(program, files, skipped, ordered):
    """Returns the function that extracts rows of (file, block, line, order), in the order of their files. Documents are
    placed by their order where ordered is set, else by their files."""

    def extract(rows):
        for (name, block), group in itertools.groupby(rows, lambda row: (row[0], row[1])):
            file, before = files.value[name], skipped.value[name, block]

            def command(done, file=file, before=before):
                return program.command("extract", "--one-to-one", "--jobs", "1", "--lines", "--input-name", file.shown,
                                       "--input-id", file.id, "--skipped", str(before + done), "-")  # fmt: skip

            records = ((bytes(row[2]) + b"\n", row[3]) for row in group)
            for n, (_, order, answer) in enumerate(program.answers(command, records), before):
                pos = file.index << FILE_BITS | n
                if ordered:
                    pos = pos | LAST if order is None else order
                if isinstance(answer, bytes):
                    yield page_row(pos, answer)
                else:
                    yield crash_row(pos, f"{file.id}#{n + 1}", f"{file.shown}:{n + 1}", answer)

    return extract


def open_file(file, fetch, directory):
    """Returns the path from which the program reads a file, its standard input, and the process that fetches the file
    there, if one does. directory is for files that can't be read as they arrive."""
    if file.local:
        return file.shown, subprocess.DEVNULL, None
    if file.shown.lower().endswith(SEEKABLE):
        path = os.path.join(directory, "input")
        with open(path, "wb") as out:
            subprocess.run([*fetch, file.uri], stdout=out, check=True)
        return path, subprocess.DEVNULL, None
    fetching = subprocess.Popen([*fetch, file.uri], stdout=subprocess.PIPE)
    return "-", fetching.stdout, fetching


def run_on_file(program, file, fetch, name, *arguments):
    """Yields the lines of a process that reads a file by itself. Where the process dies, the task is tried again; with
    the last try the signal's number is yielded."""
    with tempfile.TemporaryDirectory() as directory:
        path, stdin, fetching = open_file(file, fetch, directory)
        arguments = ["--jobs", "1", "--input-name", file.shown, "--input-id", file.id, *arguments, "--", path]
        process = program.start(program.command(name, *arguments), stdin)
        if fetching:
            stdin.close()  # the program has it: fetching ends when that does
        n = 0
        for line in process.stdout:
            if line.endswith(b"\n"):
                yield line
                n += 1
        died = program.end(process)
        if fetching and fetching.wait() != 0 and not died:
            raise ProgramFailed(f"{' '.join(fetch)} {file.uri} ended with status {fetching.returncode}")
    if died and TaskContext.get().attemptNumber() < TRIES - 1:
        raise ProgramFailed(f"winnow ended by signal {died}, in {file.uri} behind line {n} of its answers")
    if died:
        yield died


def extract_files(program, fetch):
    """Returns the function that extracts whole files, which the program itself reads."""

    def extract(files):
        for file in files:
            for n, line in enumerate(run_on_file(program, file, fetch, "extract", "--one-to-one")):
                pos = file.index << FILE_BITS | n
                if isinstance(line, bytes):
                    yield page_row(pos, program.check(line))
                else:
                    yield crash_row(pos, file.id, file.shown, line)

    return extract


def learn_lines(program, files):
    """Returns the function that learns templates from rows of (file, block, line, order): rows of one file of them."""

    def learn_records(file, records):
        with tempfile.TemporaryDirectory() as directory:
            shard = os.path.join(directory, "shard")
            command = program.command("learn", "--jobs", "1", "--lines", "--input-name", file.shown, "--input-id", file.id,
                                      "--output", shard, "-")  # fmt: skip
            process = program.start(command, subprocess.PIPE)
            feed(process, [(record,) for record in records], [], [])
            if not program.end(process):
                with open(shard, "rb") as read:
                    yield (read.read(),)
                return
        # It died on one of them, which goes without: extraction says what became of it.
        half = len(records) // 2
        for part in (records[:half], records[half:]) if half else ():
            yield from learn_records(file, part)

    def learn(rows):
        for (name, _), group in itertools.groupby(rows, lambda row: (row[0], row[1])):
            yield from learn_records(files.value[name], [bytes(row[2]) + b"\n" for row in group])

    return learn


def learn_files(program, fetch):
    """Returns the function that learns templates from whole files: rows of one file of them."""

    def learn(files):
        for file in files:
            with tempfile.TemporaryDirectory() as directory:
                shard = os.path.join(directory, "shard")
                for _ in run_on_file(program, file, fetch, "learn", "--output", shard):
                    pass
                if os.path.exists(shard):  # else it died, and extraction says what became of the file
                    with open(shard, "rb") as read:
                        yield (read.read(),)

    return learn


def find_keys(program):
    """Returns the function that turns rows of (pos, body) into (pos, line of winnow keys)."""

    def find(rows):
        records = ((body.encode() + b"\n", pos) for pos, body in rows)
        for _, pos, answer in program.answers(lambda _: program.command("keys", "--jobs", "1", "--", "-"), records):
            if not isinstance(answer, bytes):
                raise ProgramFailed(f"winnow keys ended by signal {answer}")
            yield pos, answer.decode()

    return find


def verify_pairs(program):
    """Returns the function that finds in rows (new, its sketch, rows of (kept, votes, its sketch)) the pairs that are
    duplicates."""
    side = '{"id":"%d","sketch":"%s"}'

    def line(row):
        among = ",".join([side % (n, sketch) for n, (_, _, sketch) in enumerate(row[2])])
        return ('{"new":{"id":"","sketch":"%s"},"among":[%s]}\n' % (row[1], among)).encode()

    def verify(rows):
        records = ((line(row), row[0], [pair[:2] for pair in row[2]]) for row in rows)
        for _, new, pairs, answer in program.answers(lambda _: program.command("verify", "--", "-"), records):
            if not isinstance(answer, bytes):
                raise ProgramFailed(f"winnow verify ended by signal {answer}")
            for found in json.loads(answer)["duplicates"]:
                yield new, *pairs[int(found["kept"])], found["covered"]

    return verify


def reject_duplicates(program):
    """Returns the function that writes the rejected lines of duplicates, rows of (pos, id, source, body, reason,
    covered, id of the kept one, its sketch)."""

    def pair(row):
        _, record_id, source, body, reason, covered, kept, sketch = row
        new = '{"id":%s,"source":%s,"article":%s}' % (json.dumps(record_id), json.dumps(source), body)
        kept = json.dumps({"id": kept, "sketch": sketch or ""})
        return ('{"new":%s,"kept":%s,"reason":"%s","covered":%r}\n' % (new, kept, reason, covered)).encode()

    def reject(rows):
        records = ((pair(row), row[0]) for row in rows)
        for _, pos, answer in program.answers(lambda _: program.command("verify", "--as-rejected", "--", "-"), records):
            if not isinstance(answer, bytes):
                raise ProgramFailed(f"winnow verify ended by signal {answer}")
            yield page_row(pos, answer)

    return reject
