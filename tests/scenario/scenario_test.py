#!/usr/bin/env python3
"""Plays the stories of routes.py, turns.py, corners.py and defects.py against the program, over HTTP, and prints them as they go.

scenario_test.py BINARY [STORY…]; ends with 1 where something was not as promised, or where a defect of defects.py is
none any more. Run by ctest.
"""

import sys
import tempfile
import time
import traceback

import corners
import defects
import demo_owners
import routes
import turns
from people import COORDINATOR
from session import Failed, Stage


def the_48_of_the_demonstration(session):
    """Each has a regiehouder and each leg an actiehouder, and what is not offered waits for the coordinator."""
    print("\n## The 48 demonstration cases\n")
    demo_owners.import_reports(session)
    rows = demo_owners.rows_of(session)
    waiting = {item["case"]["reference"] for item in session.items(COORDINATOR, "/v1/worklist")}
    for name, _, where, lead, acting in rows:
        print(f"  {name}: {where}; regiehouder {lead}, actiehouder {acting}")
        if "offered" not in where and name.split(" ")[0] not in waiting:
            raise Failed(f"{name} is not offered, and the coordinator's worklist does not have it")


PROMISED = {tale.__name__: tale for tale in [*routes.ALL, *turns.ALL, *corners.ALL, the_48_of_the_demonstration]}
BROKEN = {tale.__name__: tale for tale in defects.ALL}


def play(stage, tale):
    """The moves that nobody was asked for, and what was not as it should be: nothing, or a text."""
    with stage.session() as session:
        try:
            tale(session)
        except Failed as failure:
            step = traceback.extract_tb(failure.__traceback__)[1]
            return session.unasked, f"{step.name}, line {step.lineno}: {failure}"
        return session.unasked, None


def unasked_faults(moves, whole):
    """Moves that nobody was asked for, beside those known; after a whole run also those known and not met."""
    for move in sorted(moves & defects.UNASKED):
        print(f"known defect: nobody who can do it is asked for {move}")
    faults = [f"nobody who can do it is asked for {move}" for move in sorted(moves - defects.UNASKED)]
    if whole:
        faults += [f"take this out of defects.UNASKED: {move}" for move in sorted(defects.UNASKED - moves)]
    return faults


def main(arguments):
    known = {**PROMISED, **BROKEN}
    if not arguments or any(name not in known for name in arguments[1:]):
        print(f"Usage: scenario_test.py BINARY [{'|'.join(known)}…]", file=sys.stderr)
        return 2
    names = arguments[1:] or list(known)
    began = time.monotonic()
    faults = []
    moves = set()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(arguments[0], folder)
        for name in names:
            unasked, fault = play(stage, known[name])
            moves |= set(unasked)
            if name in PROMISED and fault:
                print(f"\nFAILED: {fault}")
                faults.append(fault)
            elif name in BROKEN and fault:
                print(f"\nknown defect: {fault}")
            elif name in BROKEN:
                faults.append(f"{name} passes now: move it from defects.py to corners.py")
    print()
    faults += unasked_faults(moves, not arguments[1:] and not faults)
    for fault in faults:
        print(f"FAILED: {fault}")
    print(f"{len(names)} stories, {len(faults)} faults, {time.monotonic() - began:.1f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
