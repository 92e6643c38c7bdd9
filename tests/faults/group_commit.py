#!/usr/bin/env python3
"""One sync for many creates: with 2 ms added to every fdatasync, 64 connections must bring in at least 20 times as
many cases a second as one connection does.

The delay and the count of syncs come from slow_sync.c, which is compiled here and preloaded. The long run needs wrk;
--quick needs only Python and the C compiler, and asserts counts instead of rates. --write comment tells the same of a
write that is one event: what is bounded by the sync, and what by the work for a create.

Example: tests/faults/group_commit.py --binary build/release/bin/wissel"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from server_process import Client, Failed, Program, report_bytes

HERE = Path(__file__).resolve().parent
CONNECTIONS = 64
RATIO_MIN = 20
CREATES_A_SYNC_MIN = 4
QUICK_ROUNDS = 10
# A slow build (a sanitizer, a busy machine) has fewer commands waiting while a sync lasts, so it lasts longer there.
QUICK_DELAY_MIN = 20000
QUICK_DELAY_CREATES = 10
QUICK_WARM_UP = 10
# So many that a case has few comments in the end: what a comment costs grows with those before it.
COMMENTED_CASES = 2000


class SlowSyncs:
    """The environment that slows a process down, and how many syncs it made."""

    def __init__(self, folder, microseconds):
        library = Path(folder, "slow_sync.so")
        compiler = os.environ.get("CC", "cc")
        subprocess.run(
            [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(HERE / "slow_sync.c")], check=True
        )
        self._counter = Path(folder, "syncs")
        self._counter.write_bytes(bytes(8))
        self.environment = {
            "LD_PRELOAD": str(library),
            "SLOW_SYNC_MICROSECONDS": str(microseconds),
            "SLOW_SYNC_COUNTER": str(self._counter),
            # The shim comes before the runtime of a sanitizer, which is fine but for this check of it.
            "ASAN_OPTIONS": ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0"])),
        }

    def count(self):
        return int.from_bytes(self._counter.read_bytes(), sys.byteorder)


def quick(server, key, syncs):
    """All connections send, then all are answered: what waits for one sync goes into the next."""
    clients = [Client(server.port, key) for _ in range(CONNECTIONS)]
    before = syncs.count()
    for turn in range(QUICK_ROUNDS):
        for number, client in enumerate(clients):
            client.send_report(report_bytes(f"q-{turn}-{number}"))
        for client in clients:
            status, _, body = client.answer()
            if status != 201:
                raise Failed(f"a create was answered {status} {body[:300]!r}")
    made = syncs.count() - before
    for client in clients:
        client.close()
    creates = CONNECTIONS * QUICK_ROUNDS
    print(f"group_commit: {creates} creates on {CONNECTIONS} connections took {made} syncs, {creates / max(made, 1):.1f} each")
    if made < QUICK_ROUNDS:
        raise Failed("fewer syncs than durable answers need: is synchronous=FULL, and is the shim loaded?")
    return creates / made >= CREATES_A_SYNC_MIN


def create_microseconds(server, key):
    """How long one create takes where nothing else happens and a sync costs nothing extra."""
    client = Client(server.port, key)
    times = []
    for number in range(QUICK_WARM_UP):
        began = time.monotonic()
        client.send_report(report_bytes(f"w-{number}"))
        status, _, body = client.answer()
        if status != 201:
            raise Failed(f"a create was answered {status} {body[:300]!r}")
        times.append(time.monotonic() - began)
    client.close()
    return int(statistics.median(times) * 1e6)


def run_quick(binary, folder, delay):
    data = Path(folder, "data")
    key = Program(binary, data).create_key()
    if delay is None:
        with Program(binary, data).start() as server:
            delay = max(QUICK_DELAY_MIN, QUICK_DELAY_CREATES * create_microseconds(server, key))
    syncs = SlowSyncs(folder, delay)
    with Program(binary, data, syncs.environment).start() as server:
        return quick(server, key, syncs)


def run_long(options, folder):
    data = Path(folder, "data")
    key = Program(options.binary, data).create_key()
    syncs = SlowSyncs(folder, options.delay or 2000)
    with Program(options.binary, data, syncs.environment).start() as server:
        write = commenting(server, key, folder) if options.write == "comment" else creating(server, key)
        return long(write, syncs, options)


def bench_modules():
    sys.path.append(str(HERE.parent / "bench"))
    import transitions
    import wrk

    return transitions, wrk


def creating(server, key):
    _, wrk = bench_modules()
    return lambda seconds, connections, number: wrk.run_creates(server.url, key, seconds, connections, number)


def commenting(server, key, folder):
    transitions, wrk = bench_modules()
    ids, _ = transitions.open_cases(server.port, key, COMMENTED_CASES)
    cases = Path(folder, "cases.ids")
    cases.write_text("\n".join(ids) + "\n")
    environment = {"POST_KEY": key, "COMMENT_CASES": str(cases)}

    def write(seconds, connections, _):
        figures = wrk.run(server.url, seconds, connections, "comment.lua", environment=environment)
        if figures.refused or figures.broken or not figures.requests:
            raise Failed(f"not all comments were answered 201: {figures}")
        return figures

    return write


def long(write, syncs, options):
    _, wrk = bench_modules()
    rates = {CONNECTIONS: [], 1: []}
    for turn in range(options.rounds):
        for connections in rates:
            before = syncs.count()
            number = turn * len(rates) + (connections == 1)
            figures = write(options.seconds, connections, number)
            made = syncs.count() - before
            rates[connections].append(figures.rate)
            print(
                f"round {turn + 1}, {connections:2} connections: {figures.rate:8,.0f} {options.write}s/s, p50 {figures.p50:.1f} ms, "
                f"p99 {figures.p99:.1f} ms, {figures.requests / max(made, 1):.1f} a sync",
                flush=True,
            )
    ratio = statistics.median(rates[CONNECTIONS]) / statistics.median(rates[1])
    for connections, all_rates in rates.items():
        print(f"{connections:2} connections: {wrk.spread(all_rates)} {options.write}s/s")
    print(f"group_commit: ratio {ratio:.1f}, must be {RATIO_MIN} or more")
    return ratio >= RATIO_MIN


def options_of(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", required=True, help="the program, such as build/release/bin/wissel")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    parser.add_argument("--seconds", type=int, default=3, help="of each run (default 3)")
    parser.add_argument(
        "--delay", type=int, help="added to each sync, in microseconds (default 2000; with --quick ten creates long, so that "
        "a slow build has its commands waiting too)"
    )
    parser.add_argument("--write", choices=["create", "comment"], default="create", help="what is written (default create)")
    parser.add_argument("--quick", action="store_true", help="counts syncs only, for ctest")
    return parser.parse_args(arguments)


def main(arguments=None):
    options = options_of(arguments)
    with tempfile.TemporaryDirectory(prefix="wissel-sync-") as folder:
        passed = run_quick(options.binary, folder, options.delay) if options.quick else run_long(options, folder)
    return 0 if passed else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"group_commit: {error}", file=sys.stderr)
        sys.exit(1)
