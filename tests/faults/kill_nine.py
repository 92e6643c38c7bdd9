#!/usr/bin/env python3
"""kill -9 while reports come in, again and again on the same register; then everything that was acknowledged has
to be there, once, with the same bytes.

This finds faults in recovery, in idempotency and in numbering. It does not test durability against power loss: the
kernel survives kill -9 and keeps what was written (power_loss.cpp is for that). --control throws the write-ahead log
away after each kill; then losses must be found, or the other runs prove nothing.

Example: tests/faults/kill_nine.py --binary build/release/bin/wissel --rounds 50"""

import argparse
import hashlib
import http.client
import itertools
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from server_process import Client, Failed, Program, report_bytes

GONE = (OSError, http.client.HTTPException)
RETRIED_AT_ONCE = 0.1  # of the answered requests
RETRIED_LATER = 50  # answered requests of a round that are sent again after the restart
KILLED_TWICE_EVERY = 4  # rounds in which the recovery itself is killed too


def digest(body):
    """Of the case as it is read. The answer to a report has the routing decision behind it; quotation marks within a text
    are escaped, so that the mark is found nowhere else."""
    mark = body.rfind(b',"decision":{')
    return hashlib.sha256(body if mark < 0 else body[:mark] + b"}").hexdigest()


@dataclass(frozen=True)
class Acknowledged:
    """One line of the ledger: what a client was told."""

    name: str  # own reference and Idempotency-Key
    id: str
    reference: str
    sha256: str

    @staticmethod
    def of(name, body):
        case = json.loads(body)
        return Acknowledged(name, case["id"], case["reference"], digest(body))


class Ledger:
    """What was acknowledged, in memory and as lines in a file."""

    def __init__(self, path):
        self.rows = []
        self._file = open(path, "a", encoding="utf-8")
        self._lock = threading.Lock()

    def close(self):
        self._file.close()

    def add(self, row):
        with self._lock:
            self.rows.append(row)
            self._file.write(json.dumps(row.__dict__) + "\n")
            self._file.flush()


@dataclass
class Load:
    """Reporters that post until the server is gone."""

    port: int
    key: str
    ledger: Ledger
    prefix: str
    unanswered: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    retried: int = 0

    def start(self, count, seed):
        self.threads = [
            threading.Thread(target=self._report, args=(number, random.Random(f"{seed}.{number}")))
            for number in range(count)
        ]
        for thread in self.threads:
            thread.start()

    def wait(self):
        for thread in self.threads:
            thread.join(timeout=60)
            if thread.is_alive():
                raise Failed("a client still waits for a server that is gone")

    def _report(self, number, chance):
        client = Client(self.port, self.key)
        try:
            for turn in itertools.count():
                name = f"{self.prefix}-{number}-{turn}"
                body = self._post(client, name)
                if body is None:
                    return
                if chance.random() < RETRIED_AT_ONCE and not self._retry(client, name, body):
                    return
        except Exception as error:  # a bug of this script must not look like a quiet round
            self.faults.append(f"client {number}: {error!r}")
        finally:
            client.close()

    def _post(self, client, name):
        """The case's bytes, in the ledger; None: the server is gone."""
        try:
            status, _, body = client.post_report(report_bytes(name), name)
        except GONE:
            self.unanswered.append(name)
            return None
        if status != 201:
            self.faults.append(f"{name}: {status} {body[:200]!r}")
            return None
        self.ledger.add(Acknowledged.of(name, body))
        return body

    def _retry(self, client, name, first):
        try:
            status, headers, body = client.post_report(report_bytes(name), name)
        except GONE:
            return False
        self.retried += 1
        if (status, headers.get("idempotency-replayed"), body) != (201, "true", first):
            self.faults.append(f"{name}: the retry was answered {status} {headers} {body[:200]!r}")
        return True


class Audit:
    """Compares the register with the ledger. Faults are collected, not thrown."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.faults = []
        self.sequences = {}  # by case id; history never changes, so it is read once, and again at the very end

    def fault(self, text):
        self.faults.append(text)

    def settle(self, client, names):
        """Every request without an answer is sent again with its key; that makes exactly one case of it. Tells how
        many of them had come through before."""
        replayed = 0
        for name in names:
            status, headers, body = client.post_report(report_bytes(name), name)
            if status != 201:
                self.fault(f"{name}: unanswered, then {status} {body[:200]!r}")
                continue
            replayed += headers.get("idempotency-replayed") == "true"
            self.ledger.add(Acknowledged.of(name, body))
            found = list(client.pages(f"/v1/cases?ownReference={name}"))
            if len(found) != 1:
                self.fault(f"{name}: {len(found)} cases after the retry")
        return replayed

    def retry(self, client, rows):
        """Answered requests are told the same again."""
        for row in rows:
            status, headers, body = client.post_report(report_bytes(row.name), row.name)
            if (status, headers.get("idempotency-replayed"), digest(body)) != (201, "true", row.sha256):
                self.fault(f"{row.name}: retried after the restart, answered {status} with other bytes")

    def bytes_of(self, client, rows):
        for row in rows:
            status, headers, body = client.get("/v1/cases/" + row.id)
            if status != 200 or digest(body) != row.sha256:
                self.fault(f"{row.name}: lost or changed: {row.reference} {status}, ETag {headers.get('etag')}")

    def whole(self, client):
        """Every case of the ledger is listed, none is doubled, numbers have no gaps, nor has history."""
        listed = {item["id"]: item for item in client.pages("/v1/cases")}
        for row in self.ledger.rows:
            item = listed.get(row.id)
            if item is None or item["reference"] != row.reference or item["ownReferences"] != [row.name]:
                self.fault(f"{row.name}: not in the list as it was told: {item}")
        known = {row.id for row in self.ledger.rows}
        for strange in listed.keys() - known:
            self.fault(f"{listed[strange]['reference']}: a case that nobody was told of")
        names = Counter(name for item in listed.values() for name in item["ownReferences"])
        for name, count in names.items():
            if count > 1:
                self.fault(f"{name}: {count} cases")
        self._gapless("references", [int(item["reference"].rsplit("-", 1)[1]) for item in listed.values()])
        for case in listed.keys() - self.sequences.keys():
            self._events_of(client, case)
        self._gapless("sequences", [number for numbers in self.sequences.values() for number in numbers])
        return len(listed)

    def _events_of(self, client, case):
        events = list(client.pages(f"/v1/cases/{case}/events"))
        versions = [event["version"] for event in events]
        if not versions or versions != list(range(1, len(versions) + 1)):
            self.fault(f"{case}: events {versions}")
        self.sequences[case] = [event["sequence"] for event in events]

    def _gapless(self, what, numbers):
        if sorted(numbers) == list(range(1, len(numbers) + 1)):
            return
        doubled = [number for number, count in Counter(numbers).items() if count > 1]
        missing = sorted(set(range(1, len(numbers) + 1)) - set(numbers))
        self.fault(f"{what}: {len(numbers)} of them, doubled {doubled[:5]}, missing {missing[:5]}")


def check_file(path, audit):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        if (told := database.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            audit.fault(f"integrity_check: {told[:3]}")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            audit.fault(f"foreign_key_check: {broken[:3]}")
    finally:
        database.close()


def kill_in_recovery(program, chance):
    """A start that is killed before or just after it is done."""
    process = program.popen()
    time.sleep(chance.uniform(0.0, 0.03))
    process.kill()
    process.wait()
    process.stdout.close()


def play_round(number, program, key, ledger, audit, options):
    chance = random.Random(f"{options.seed}.{number}")
    before = len(ledger.rows)
    server = program.start()
    load = Load(server.port, key, ledger, f"r{number}")
    delay = chance.uniform(0.05, 0.4)
    try:
        load.start(options.clients, f"{options.seed}.{number}")
        time.sleep(delay)
    finally:
        server.kill()
    load.wait()
    audit.faults += load.faults
    answered = ledger.rows[before:]
    if options.control:
        Path(program.data, "wissel.db-wal").unlink(missing_ok=True)
    twice = number % KILLED_TWICE_EVERY == 0
    if twice:
        kill_in_recovery(program, chance)
    started = time.monotonic()
    with program.start() as server:
        ready = time.monotonic() - started
        client = Client(server.port, key)
        through = audit.settle(client, load.unanswered)
        audit.retry(client, chance.sample(answered, min(RETRIED_LATER, len(answered))))
        audit.bytes_of(client, ledger.rows[before:])
        total = audit.whole(client)
        client.close()
    print(
        f"round {number:3}: killed after {delay * 1000:3.0f} ms{' and in recovery' if twice else ''}, "
        f"{len(answered)} answered, {load.retried} retried, {len(load.unanswered)} unanswered "
        f"({through} of them kept), {total} cases, ready in {ready * 1000:.0f} ms, {len(audit.faults)} faults",
        flush=True,
    )
    return len(answered), len(load.unanswered), through


def last_look(program, key, ledger, audit):
    """Everything from the start once more, from the file and through the API."""
    with program.start() as server:
        client = Client(server.port, key)
        audit.bytes_of(client, ledger.rows)
        audit.sequences.clear()
        total = audit.whole(client)
        client.close()
    check_file(Path(program.data, "wissel.db"), audit)
    return total


def options_of(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", required=True, help="the program, such as build/release/bin/wissel")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--clients", type=int, default=12, help="reporters at a time (default 12)")
    parser.add_argument("--seed", default=str(int(time.time())), help="of the moments and retries; printed")
    parser.add_argument("--quick", action="store_true", help="3 rounds, for ctest")
    parser.add_argument("--control", action="store_true", help="lose what was acknowledged; exit 0 when that is found")
    options = parser.parse_args(arguments)
    if options.quick:
        options.rounds = 3
    return options


def main(arguments=None):
    options = options_of(arguments)
    print(f"kill_nine: {options.rounds} rounds, {options.clients} clients, --seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="wissel-kill-") as folder:
        program = Program(options.binary, Path(folder, "data"))
        key = program.create_key()
        ledger = Ledger(Path(folder, "ledger.jsonl"))
        audit = Audit(ledger)
        rounds = [
            play_round(number, program, key, ledger, audit, options) for number in range(1, options.rounds + 1)
        ]
        total = last_look(program, key, ledger, audit)
        ledger.close()
    answered, unanswered, through = (sum(column) for column in zip(*rounds))
    for fault in audit.faults[:50]:
        print("FAULT " + fault)
    print(
        f"kill_nine: {options.rounds} rounds, {answered} acknowledged, {unanswered} unanswered of which {through} were "
        f"kept, {total} cases in the end, {len(audit.faults)} faults"
    )
    if answered == 0:
        print("kill_nine: nothing was answered, so nothing was tested")
        return 1
    return 0 if bool(audit.faults) == options.control else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"kill_nine: {error}", file=sys.stderr)
        sys.exit(1)
