#!/usr/bin/env python3
"""Two coordinators move one case at the same moment, again and again: one wins, and the other hears what changed.

races_test.py BINARY [--rounds N]. Each round both read the case's tag, wait for each other, and post the same
targetless transition with it. One must get 200 and the other 412 with what changed since, and the case grows by what
the winner did: no update is lost, none is done twice. Ends with 1 where that was not so. Run by ctest.
"""

import argparse
import sys
import tempfile
import threading
import time

from people import COORDINATOR, DEPUTY, SVB, for_fast_lane
from session import Failed, Stage

EVENT = "rerouteRequested"
BODY = {"event": EVENT, "data": {"why": "Tegelijk met een ander."}}
RACERS = [COORDINATOR, DEPUTY]


def need(fact, message):
    if not fact:
        raise Failed(message)


class Racer(threading.Thread):
    """One coordinator with a connection of his own; `rounds` has what he was answered."""

    def __init__(self, connection, case_id, rounds, barrier):
        super().__init__(daemon=True)
        self.connection = connection
        self.path = "/v1/cases/" + case_id
        self.count = rounds
        self.barrier = barrier
        self.rounds = []
        self.failure = None

    def run(self):
        try:
            for _ in range(self.count):
                seen = self.connection.call("GET", self.path)
                need(seen.status == 200, f"GET: {seen.status} {seen.detail()}")
                self.barrier.wait()
                answer = self.connection.call("POST", self.path + "/transitions", BODY, seen.tag)
                self.rounds.append((seen.json["version"], answer))
                self.barrier.wait()
        except (Failed, OSError, threading.BrokenBarrierError) as failure:
            self.failure = failure
            self.barrier.abort()


def check_round(number, answers):
    """The version that both saw, and the one that the winner made."""
    (seen, one), (seen_too, other) = answers
    need(seen == seen_too, f"round {number}: they saw versions {seen} and {seen_too}")
    won, lost = (one, other) if one.status == 200 else (other, one)
    need((won.status, lost.status) == (200, 412), f"round {number}: {one.status} and {other.status}, not 200 and 412")
    changes = lost.json.get("changes")
    need(changes, f"round {number}: the 412 does not say what changed: {lost.detail()}")
    grown = won.json["version"] - seen
    need(grown == len(changes), f"round {number}: {grown} events were added and {len(changes)} told")
    need(changes[0]["type"] == "transitioned", f"round {number}: {changes[0]['type']} is told, not the transition")
    return won.json["version"], grown


def race(session, rounds):
    reported = session.call(SVB, "POST", "/v1/cases", for_fast_lane("Twee coördinatoren tegelijk"))
    need(reported.status == 201, f"the report was not taken in: {reported.status} {reported.detail()}")
    case_id = reported.json["id"]
    barrier = threading.Barrier(len(RACERS), timeout=60)
    racers = [Racer(session.fresh_connection(person), case_id, rounds, barrier) for person in RACERS]
    began = time.monotonic()
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    took = time.monotonic() - began
    for racer in racers:
        if racer.failure:
            raise Failed(str(racer.failure) or "the other one stopped")
    version = reported.json["version"]
    wins = [0, 0]
    for number in range(rounds):
        answers = [racer.rounds[number] for racer in racers]
        need(answers[0][0] == version, f"round {number} began at version {answers[0][0]}, and not at {version}")
        version, _ = check_round(number, answers)
        wins[0 if answers[0][1].status == 200 else 1] += 1
    told = session.items(COORDINATOR, f"/v1/cases/{case_id}/events")
    need(len(told) == version, f"the history has {len(told)} events at version {version}")
    moved = [one for one in told if one["type"] == "transitioned" and one["data"].get("event") == EVENT]
    need(len(moved) == rounds, f"{len(moved)} transitions stand in the history after {rounds} rounds")
    print(f"{rounds} rounds in {took:.1f} s, a 200 and a 412 in each; {wins[0]} and {wins[1]} won; version {version}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=1000)
    chosen = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder, Stage(chosen.binary, folder).session() as session:
            race(session, chosen.rounds)
    except Failed as failure:
        print(f"FAILED: {failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
