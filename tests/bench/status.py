#!/usr/bin/env python3
"""The status while 200 poll it about once a second and 32 report as fast as they can; and each of the two alone.

Builds nothing. Needs wrk, and the target wissel in the build folder. wrk and the server share the machine: trust the
difference within a round.

Example: tests/bench/status.py --seconds 10 --rounds 3"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import wrk  # first: it makes server_process known
from rounds import HEADING, spread
from server_process import ROOT, Failed, Program

POLLERS, REPORTERS = 200, 32


def poll(server, key, seconds):
    environment = {"POLL_KEY": key, "POLL_PATH": "/v1/status"}
    figures = wrk.run(server.url, seconds, POLLERS, "poll.lua", environment=environment)
    if figures.refused or figures.broken or not figures.requests:
        raise Failed(f"not all polls were answered 200: {figures}")
    return figures


def run_round(options, folder, number):
    program = Program(options.wissel, Path(folder, f"wissel-{number}"))
    key = program.create_key("reporter,coordinator")
    with program.start() as server, ThreadPoolExecutor(2) as pool:
        quiet = poll(server, key, options.seconds)
        alone = wrk.run_creates(server.url, key, options.seconds, REPORTERS, number * 2)
        polling = pool.submit(poll, server, key, options.seconds)
        reporting = pool.submit(wrk.run_creates, server.url, key, options.seconds, REPORTERS, number * 2 + 1)
        return quiet, alone, polling.result(), reporting.result()


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wissel", default=str(ROOT / "build/release/bin/wissel"), help="the program")
    parser.add_argument("--seconds", type=int, default=10, help="of each run (default 10)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args(arguments)
    if not os.access(options.wissel, os.X_OK):
        raise Failed(f"{options.wissel} is not there; build it first, see --help")
    return options


def main(arguments=None):
    options = options_of(arguments)
    told = {"quiet": [], "busy": [], "median": [], "alone": [], "beside": [], "ratio": []}
    with tempfile.TemporaryDirectory(prefix="wissel-status-") as folder:
        for number in range(options.rounds):
            quiet, alone, polled, reported = run_round(options, folder, number)
            told["quiet"].append(quiet.p99)
            told["busy"].append(polled.p99)
            told["median"].append(polled.p50)
            told["alone"].append(alone.rate)
            told["beside"].append(reported.rate)
            told["ratio"].append(reported.rate / alone.rate)
            print(f"round {number + 1} of {options.rounds} done", file=sys.stderr, flush=True)
    print(f"{POLLERS} pollers, {REPORTERS} reporters\n")
    print(f"{'':44}{HEADING}")
    for name, words, form in (
        ("quiet", "p99 of the status, nobody reports, ms", "{:.1f}"),
        ("busy", "p99 of the status beside reports, ms", "{:.1f}"),
        ("median", "median of the status beside reports, ms", "{:.1f}"),
        ("alone", "creates/s, nobody polls", "{:,.0f}"),
        ("beside", "creates/s beside pollers", "{:,.0f}"),
        ("ratio", "beside pollers / alone", "{:.2f}"),
    ):
        print(f"{words:44}{spread(told[name], form)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"status: {error}", file=sys.stderr)
        sys.exit(1)
