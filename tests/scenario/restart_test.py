#!/usr/bin/env python3
"""A session is the same whatever happens to the server between its steps.

restart_test.py BINARY [STORY…]: plays each story without interruption, with a clean restart (SIGTERM) before every
step, and with kill -9 before every step. The case, its history and its ledger must come out the same, but for ids,
moments and hashes. Ends with 1 where they do not. Run by ctest.
"""

import difflib
import json
import re
import sys
import tempfile
import time

import routes
import turns
from people import COORDINATOR
from session import Failed, Stage

STORIES = {tale.__name__: tale for tale in routes.ALL + turns.ALL}
USUAL = ["refused_twice", "advice_waited_for"]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
HASH = re.compile(r"sha256:[0-9a-f]{64}")


class Names:
    """Ids by the order in which they first occur, so that one thing keeps one name throughout."""

    def __init__(self):
        self.known = {}

    def plain(self, document):
        text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
        text = UUID.sub(lambda found: self.known.setdefault(found[0], f"id-{len(self.known) + 1}"), text)
        return HASH.sub("sha256", MOMENT.sub("moment", text)).splitlines()


def play(stage, tale, after_kill=None):
    """What is there in the end; `after_kill`: how the server ends before each step, None where it goes on."""
    restarts = 0
    with stage.session() as session:

        def between():
            nonlocal restarts
            if after_kill is not None:
                session.start_again(after_kill)
                restarts += 1

        story = tale(session, tell=lambda _: None, between=between, others=False)
        names = Names()
        told = {
            "history": names.plain(session.items(COORDINATOR, f"/v1/cases/{story.id}/events")),
            "case": names.plain(story.document),
            "ledger": names.plain(session.ledger(story.id)),
            "routing": names.plain(session.get(COORDINATOR, f"/v1/cases/{story.id}/routing")),
        }
        return told, story, restarts


def differences(expected, found):
    for part, lines in expected.items():
        for line in difflib.unified_diff(lines, found[part], f"{part} without interruption", f"{part} with", n=1):
            yield line


def main(arguments):
    names = arguments[1:] or USUAL
    if not arguments or any(name not in STORIES for name in names):
        print(f"Usage: restart_test.py BINARY [{'|'.join(STORIES)}…]", file=sys.stderr)
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(arguments[0], folder)
        for name in names:
            try:
                expected, story, _ = play(stage, STORIES[name])
                print(f"{name}: {story.steps} steps, {len(expected['history'])} lines of history")
                for after_kill, how in ((False, "a clean restart"), (True, "kill -9")):
                    began = time.monotonic()
                    found, _, restarts = play(stage, STORIES[name], after_kill)
                    lines = list(differences(expected, found))
                    took = time.monotonic() - began
                    same = "differs" if lines else "the same"
                    print(f"  {how} before each step, {restarts} times in {took:.1f} s: {same}")
                    for line in lines[:40]:
                        print("    " + line.rstrip())
                    failed += bool(lines)
            except Failed as failure:
                failed += 1
                print(f"FAILED in {name}: {failure}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
