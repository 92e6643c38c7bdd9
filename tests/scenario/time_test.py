#!/usr/bin/env python3
"""Time passes: what nobody answers is reminded of, ends by itself, each once, also when the server was away meanwhile.

time_test.py BINARY; moves the server's clock by libfaketime (Debian's package faketime). Run by ctest.
"""

import glob
import sys
import tempfile
import time

from people import COORDINATOR, SVB, TEXT, for_fast_lane
from session import Failed, Stage
from story import Story, need

THOUSAND = 1000
PATIENCE_S = 30  # the server looks at its timers every second; a busy machine may take longer


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    if not found:
        raise Failed("libfaketime is not there: tools/setup installs it (Debian's package faketime)")
    return found[0]


def move_clock(session, days, hours=0):
    """Stops the server, and starts it again that far ahead of the real time."""
    session.program.environment.update(
        LD_PRELOAD=library(), FAKETIME=f"+{24 * days + hours}h", FAKETIME_DONT_FAKE_MONOTONIC="1"
    )
    session.start_again(after_kill=False)


def wait_for(story, what, holds):
    deadline = time.monotonic() + PATIENCE_S
    while not holds(story.session.case(story.id)):
        need(time.monotonic() < deadline, f"{what}: it did not come within {PATIENCE_S} s")
        time.sleep(0.2)
    story.look(what)


def timers_fired(session, case_id):
    events = session.items(COORDINATOR, f"/v1/cases/{case_id}/events")
    return [one["data"]["event"] for one in events if one["type"] == "transitioned" and one["by"] == {"system": "timer"}]


def closed_without_confirmation(session):
    story = Story(session, "Nobody says whether it works: closed without confirmation, and reopened")
    story.report(SVB, for_fast_lane("Niemand antwoordt"))
    story.do(COORDINATOR, "withdrawOffer")
    story.do(COORDINATOR, "noRoute", reason=TEXT)
    story.do(COORDINATOR, "nothingToDo", reason=TEXT)
    move_clock(session, 20)
    wait_for(story, "20 days later: the reporters are reminded", lambda case: case.get("signals"))
    need(story.document["phase"] == "evaluation", "a reminder is not the end")
    move_clock(session, 60)
    wait_for(story, "60 days later", lambda case: case["phase"] == "closed")
    need(story.document["closedAs"] == "unconfirmed", f"it is closed as {story.document['closedAs']}")
    fired = timers_fired(session, story.id)
    need(len(fired) == len(set(fired)), f"a timer came twice: {fired}")
    session.start_again(after_kill=True)
    time.sleep(2)
    need(timers_fired(session, story.id) == fired, "after a restart a timer came again")
    story.look("it is read as it was")
    story.do(SVB, "reopen", whatChanged="Het speelt nog steeds.")
    need(story.document["phase"] == "triage", "it is back in triage")


def reached(session, case_id):
    events = session.items(COORDINATOR, f"/v1/cases/{case_id}/events")
    return [one["data"]["state"] for one in events if one["type"] == "termReached"]


def a_thousand_overdue(session):
    story = Story(session, "A thousand terms are passed while the server is away; then its clock jumps back")
    ids = []
    for number in range(THOUSAND):
        answer = session.call(SVB, "POST", "/v1/cases", for_fast_lane(f"Een van velen, {number}"))
        need(answer.status == 201, f"the report was not taken in: {answer.status} {answer.detail()}")
        ids.append(answer.json["id"])
    story.id = ids[-1]
    move_clock(session, 75)
    begun = time.monotonic()
    wait_for(story, "15 days later the last of them is passed", lambda case: reached(session, case["id"]))
    print(f"  {THOUSAND} terms told {time.monotonic() - begun:.1f} s after the start")
    for case_id in ids:
        need(reached(session, case_id) == ["treatment.offered", "offered"], f"{case_id}: {reached(session, case_id)}")
    move_clock(session, 75, hours=-1)
    time.sleep(2)
    move_clock(session, 76)
    time.sleep(2)
    for case_id in ids[:: THOUSAND // 20]:
        need(len(reached(session, case_id)) == 2, "after the clock had jumped, a term was told again")
        moments = [one["at"] for one in session.items(COORDINATOR, f"/v1/cases/{case_id}/events")]
        need(moments == sorted(moments), "the history runs backwards")


def main(binary):
    with tempfile.TemporaryDirectory() as folder, Stage(binary, folder).session() as session:
        closed_without_confirmation(session)
        a_thousand_overdue(session)
    print("\ntime_test: all as promised")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
