#!/usr/bin/env python3
"""Wissel beside what it is built on, in interleaved runs on the same disk: durable creates against SQLite alone with
the same rows, reads against Beast alone with the same bytes.

Builds nothing. Needs wrk and, in the build folder, the targets wissel, wissel_bench_raw_sqlite and
wissel_bench_bare_beast:
  cmake --build --preset release --target wissel wissel_bench_raw_sqlite wissel_bench_bare_beast

Example: tests/bench/bench.py --seconds 10 --rounds 3"""

import argparse
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import wrk  # first: it makes server_process known
from server_process import ROOT, Client, Failed, Program, report_bytes

CONNECTIONS = 64
DATABASE = "wissel.db"


class Samples:
    """What was measured, by name, one value a round."""

    def __init__(self):
        self.values = defaultdict(list)

    def add(self, name, value):
        self.values[name].append(value)

    def ratio(self, name, above, below):
        """The ratio of two measures of the same round."""
        self.add(name, self.values[above][-1] / self.values[below][-1])

    def table(self, rows, form):
        """The lines of a Markdown table; rows are (name, text)."""
        for name, text in rows:
            values = self.values[name]
            cells = [form.format(value) for value in (statistics.median(values), min(values), max(values))]
            yield f"| {text} | {' | '.join(cells)} |"


RATES = (
    ("raw32", "SQLite alone, 32 cases a transaction, creates/s"),
    ("raw64", "SQLite alone, 64 cases a transaction, creates/s"),
    ("creates", "Wissel, creates/s"),
    ("creates_with_key", "Wissel, creates/s, each with an Idempotency-Key"),
    ("beast", "Beast alone, the same bytes, requests/s"),
    ("case", "Wissel, GET of one case, requests/s"),
    ("live", "Wissel, /health/live, requests/s"),
)
COSTS = (
    ("create_p99", "p99 of a create, ms"),
    ("raw64_p99", "p99 of a raw transaction of 64 cases, ms"),
    ("create_cpu", "CPU a create, µs (must: 80)"),
    ("case_cpu", "CPU a read, µs (must, when cached: 12)"),
)
RATIOS = (
    ("creates_ratio", "creates / SQLite alone at 32 (must: 0.35, aim: 0.6)"),
    ("case_ratio", "GET case / Beast alone (must: 0.45, aim: 0.6)"),
    ("live_ratio", "/health/live / Beast alone"),
    ("p99_ratio", "p99 of a create / of a raw transaction of 64 (at most 4, aim: 2)"),
)


class Example:
    """A register with one case: the rows that the raw program copies and the answer that bare Beast gives."""

    def __init__(self, folder, binary):
        program = Program(binary, Path(folder, "example"))
        key = program.create_key()
        with program.start() as server:
            client = Client(server.port, key)
            status, headers, _ = client.post_report(report_bytes(wrk.MARK))
            client.close()
            if status != 201:
                raise Failed(f"the example was answered {status}")
            self.answer = Path(folder, "answer")
            self.answer.write_bytes(whole_answer(server.port, headers["location"], key))
        self.database = Path(program.data, DATABASE)


def whole_answer(port, path, key):
    """Head and body of a GET, as they come."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        head, body = b"", b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
        head, body = head.split(b"\r\n\r\n", 1)
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
        )
        while len(body) < length:
            body += connection.recv(65536)
    if not head.startswith(b"HTTP/1.1 200"):
        raise Failed(f"GET {path}: {head[:100]!r}")
    return head + b"\r\n\r\n" + body


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.samples = Samples()
        self.example = Example(folder, options.wissel)

    def play_round(self, number):
        self._raw(number, 32)
        self._wissel(number)
        self._raw(number, 64)
        self._beast()
        for name, above, below in (
            ("creates_ratio", "creates", "raw32"),
            ("case_ratio", "case", "beast"),
            ("live_ratio", "live", "beast"),
            ("p99_ratio", "create_p99", "raw64_p99"),
        ):
            self.samples.ratio(name, above, below)

    def _raw(self, number, batch):
        path = Path(self.folder, f"raw-{batch}-{number}.db")
        done = subprocess.run(
            [
                self.options.raw_sqlite,
                *("--like", str(self.example.database), "--database", str(path)),
                *("--seconds", str(self.options.seconds), "--batch", str(batch)),
            ],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise Failed(done.stderr.strip())
        figures = json.loads(done.stdout)
        check_cases(path, figures["creates"], figures["creates"])
        self.samples.add(f"raw{batch}", figures["creates"] / figures["seconds"])
        self.samples.add(f"raw{batch}_p99", figures["p99"])
        for file in path.parent.glob(path.name + "*"):
            file.unlink()

    def _wissel(self, number):
        program = Program(self.options.wissel, Path(self.folder, f"wissel-{number}"))
        key = program.create_key()
        with program.start() as server:
            figures = self._creates(server, key, 0)
            first = figures.requests
            self.samples.add("create_p99", figures.p99)
            self._reads(server, key)
            first += self._creates(server, key, 1).requests
        # What was under way when wrk stopped may have come in too.
        check_cases(Path(program.data, DATABASE), first, first + 2 * CONNECTIONS)

    def _creates(self, server, key, with_key):
        name = "creates_with_key" if with_key else "creates"
        before = server.cpu_seconds()
        figures = wrk.run_creates(
            server.url, key, self.options.seconds, CONNECTIONS, with_key, idempotent=bool(with_key)
        )
        self.samples.add(name, figures.rate)
        if not with_key:
            self.samples.add("create_cpu", (server.cpu_seconds() - before) / figures.requests * 1e6)
        return figures

    def _reads(self, server, key):
        client = Client(server.port, key)
        one = client.get_json("/v1/cases?limit=1")["items"][0]["id"]
        client.close()
        before = server.cpu_seconds()
        figures = self._get("case", f"{server.url}/v1/cases/{one}", ["Authorization: Bearer " + key])
        self.samples.add("case_cpu", (server.cpu_seconds() - before) / figures.requests * 1e6)
        self._get("live", server.url + "/health/live")

    def _beast(self):
        with bare_beast(self.options.bare_beast, self.example.answer) as url:
            self._get("beast", url)

    def _get(self, name, url, headers=()):
        figures = wrk.run(url, self.options.seconds, CONNECTIONS, headers=headers)
        if figures.refused or figures.broken or not figures.requests:
            raise Failed(f"{name}: not all requests were answered 200: {figures}")
        self.samples.add(name, figures.rate)
        return figures


@contextmanager
def bare_beast(binary, answer):
    process = subprocess.Popen([binary, "--answer", str(answer)], stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def check_cases(path, at_least, at_most):
    """Every create that was counted is a case in the file."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        cases = database.execute("SELECT count(*) FROM cases").fetchone()[0]
    finally:
        database.close()
    if not 0 < at_least <= cases <= at_most:
        raise Failed(f"{path.name}: {cases} cases, expected {at_least} to {at_most}")


def find_programs(options):
    options.wissel = os.path.join(options.build, "bin", "wissel")
    for name in ("raw_sqlite", "bare_beast"):
        given = getattr(options, name)
        setattr(options, name, given or os.path.join(options.build, "tests", "bench", "wissel_bench_" + name))
    for path in (options.wissel, options.raw_sqlite, options.bare_beast):
        if not os.access(path, os.X_OK):
            raise Failed(f"{path} is not there; build it first, see --help")


def options_of(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", default=str(ROOT / "build/release"), help="build folder (default build/release)")
    parser.add_argument("--raw-sqlite", help="that program, where it is not in the build folder")
    parser.add_argument("--bare-beast", help="that program, where it is not in the build folder")
    parser.add_argument("--folder", help="where the registers are made (default: the folder for temporary files)")
    parser.add_argument("--seconds", type=int, default=10, help="of each run (default 10)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    parser.add_argument("--quick", action="store_true", help="one round of 1 s; asserts counts, not rates")
    options = parser.parse_args(arguments)
    if options.quick:
        options.seconds, options.rounds = 1, 1
    return options


def main(arguments=None):
    options = options_of(arguments)
    find_programs(options)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="wissel-bench-", dir=options.folder) as folder:
        bench = Bench(options, folder)
        for number in range(1, options.rounds + 1):
            bench.play_round(number)
            print(f"round {number} of {options.rounds} done", file=sys.stderr, flush=True)
    samples = bench.samples
    print(
        f"{options.rounds} rounds of {options.seconds} s, {CONNECTIONS} connections, {os.cpu_count()} processors, "
        f"load average {load:.1f} before the first run (a quiet machine: below 0.5)\n"
    )
    print("| measure | median | min | max |\n|---|---:|---:|---:|")
    for rows, form in ((RATES, "{:,.0f}"), (COSTS, "{:.1f}"), (RATIOS, "{:.2f}")):
        print("\n".join(samples.table(rows, form)))
    if options.quick:
        return 0
    missed = statistics.median(samples.values["creates_ratio"]) < 0.35
    if missed:
        print("\nbench: creates / SQLite alone is below 0.35")
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(1)
