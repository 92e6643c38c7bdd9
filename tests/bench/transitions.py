#!/usr/bin/env python3
"""Transitions a second on 64 connections, beside SQLite alone with the same rows, interleaved on one disk.

Builds nothing. Needs wrk, and the targets wissel and wissel_bench_raw_sqlite in the build folder.

Example: tests/bench/transitions.py --seconds 5 --rounds 3"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import wrk  # first: it makes server_process known
from rounds import HEADING, spread
from server_process import ROOT, Client, Failed, Program, report

CONNECTIONS = 64
CASES = 4000
SOCIAL_AFFAIRS = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073"
MOVE = json.dumps({"event": "rerouteRequested", "data": {"why": "Het past beter bij een andere route."}})


def routed_report(reference):
    """One that is offered to a fast lane as it comes in."""
    return json.dumps({**report(reference), "ministries": [SOCIAL_AFFAIRS], "leadMinistry": "one"}).encode()


def open_cases(port, key, count):
    """Their ids and the version that they all are at."""
    clients = [Client(port, key) for _ in range(CONNECTIONS)]
    ids, versions = [], set()
    for first in range(0, count, CONNECTIONS):
        turn = clients[: min(CONNECTIONS, count - first)]
        for number, client in enumerate(turn):
            client.send_report(routed_report(f"T-{first + number}"))
        for client in turn:
            status, headers, body = client.answer()
            if status != 201:
                raise Failed(f"a create was answered {status} {body[:300]!r}")
            ids.append(headers["location"].rsplit("/", 1)[1])
            versions.add(int(headers["etag"].strip('"')))
    for client in clients:
        client.close()
    if len(versions) != 1:
        raise Failed(f"the cases are at versions {versions}")
    return ids, versions.pop()


def events_in(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return database.execute("SELECT count(*) FROM events").fetchone()[0]
    finally:
        database.close()


class Example:
    """A register with one case that was moved once: the rows that the raw program copies."""

    def __init__(self, folder, binary):
        program = Program(binary, Path(folder, "example"))
        key = program.create_key("reporter,coordinator")
        with program.start() as server:
            ids, self.version = open_cases(server.port, key, 1)
            done = subprocess.run(
                ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-d", MOVE]
                + ["-H", f"Authorization: Bearer {key}", "-H", "Content-Type: application/json"]
                + ["-H", f'If-Match: "{self.version}"', f"{server.url}/v1/cases/{ids[0]}/transitions"],
                capture_output=True,
                text=True,
                check=True,
            )
        if done.stdout != "200":
            raise Failed(f"the example was answered {done.stdout}")
        self.database = Path(program.data, "wissel.db")
        self.events = events_in(self.database) - self.version


def run_raw(options, folder, example, number):
    path = Path(folder, f"raw-{number}.db")
    command = [options.raw_sqlite, "--like", example.database, "--database", path, "--seconds", options.seconds]
    command += ["--batch", 32, "--after", example.version, "--cases", options.cases]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr.strip())
    figures = json.loads(done.stdout)
    for file in path.parent.glob(path.name + "*"):
        file.unlink()
    return figures["moves"] / figures["seconds"]


def run_wissel(options, folder, example, number):
    program = Program(options.wissel, Path(folder, f"wissel-{number}"))
    key = program.create_key("reporter,coordinator")
    with program.start() as server, tempfile.NamedTemporaryFile("w", suffix=".ids") as file:
        ids, version = open_cases(server.port, key, options.cases)
        file.write("\n".join(ids) + "\n")
        file.flush()
        before = server.cpu_seconds()
        environment = {
            "POST_KEY": key,
            "MOVE_CASES": file.name,
            "MOVE_VERSION": str(version),
            "MOVE_EVENTS": str(example.events),
            "MOVE_BODY": MOVE,
        }
        figures = wrk.run(server.url, options.seconds, CONNECTIONS, "move.lua", environment=environment)
        cpu = (server.cpu_seconds() - before) / max(figures.requests, 1) * 1e6
    if figures.refused or figures.broken or not figures.requests:
        raise Failed(f"not all transitions were answered 200: {figures}")
    # Every transition that was counted is in the file, each with all its events.
    events = events_in(Path(program.data, "wissel.db")) - options.cases * version
    if events % example.events or not figures.requests <= events // example.events <= figures.requests + CONNECTIONS:
        raise Failed(f"{figures.requests} transitions, {events} events")
    return figures.rate, cpu, figures.p99


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build/release"), help="build folder (default build/release)")
    parser.add_argument("--wissel", help="the program, where it is not in the build folder")
    parser.add_argument("--seconds", type=int, default=5, help="of each run (default 5)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    parser.add_argument("--cases", type=int, default=CASES, help=f"that are moved in turn (default {CASES})")
    options = parser.parse_args(arguments)
    options.wissel = options.wissel or os.path.join(options.build, "bin", "wissel")
    options.raw_sqlite = os.path.join(options.build, "tests", "bench", "wissel_bench_raw_sqlite")
    for path in (options.wissel, options.raw_sqlite):
        if not os.access(path, os.X_OK):
            raise Failed(f"{path} is not there; build it first, see --help")
    return options


def main(arguments=None):
    options = options_of(arguments)
    told = {"raw": [], "rate": [], "cpu": [], "p99": [], "ratio": []}
    with tempfile.TemporaryDirectory(prefix="wissel-transitions-") as folder:
        example = Example(folder, options.wissel)
        for number in range(options.rounds):
            told["raw"].append(run_raw(options, folder, example, number))
            rate, cpu, p99 = run_wissel(options, folder, example, number)
            told["rate"].append(rate)
            told["cpu"].append(cpu)
            told["p99"].append(p99)
            told["ratio"].append(rate / told["raw"][-1])
            print(f"round {number + 1} of {options.rounds} done", file=sys.stderr, flush=True)
    print(f"a transition writes {example.events} events; {options.cases} cases, {CONNECTIONS} connections\n")
    print(f"{'':44}{HEADING}")
    for name, words, form in (
        ("raw", "SQLite alone, 32 a transaction, moves/s", "{:,.0f}"),
        ("rate", "Wissel, transitions/s", "{:,.0f}"),
        ("p99", "p99 of a transition, ms", "{:.1f}"),
        ("cpu", "processor time a transition, µs", "{:.0f}"),
        ("ratio", "Wissel / SQLite alone", "{:.2f}"),
    ):
        print(f"{words:44}{spread(told[name], form)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"transitions: {error}", file=sys.stderr)
        sys.exit(1)
