#!/usr/bin/env python3
"""The example of docs/integrators.md does what that page says, against a real server and over a way that fails: answers that
get lost, a server that is too busy, somebody else who is first.

integrator_test.py BINARY. Run by ctest.
"""

import re
import sys
import tempfile
import threading
import time
from pathlib import Path

from people import COORDINATOR, ROOT, SVB, for_fast_lane
from printed import page_text, play, self_check
from session import Failed, Stage
from story import need
from unreliable import RETRY_AFTER_S, Unreliable

sys.path.insert(0, str(ROOT / "docs/examples"))

import integrator  # noqa: E402  (it lies in the folder above)

PAGE = "docs/integrators.md"


def refusal(act):
    try:
        act()
    except integrator.Refused as refused:
        return refused
    raise Failed("it was not refused")


def an_answer_that_got_lost(way, client, session, pauses):
    """The server has committed, the client does not know: it asks again, and the case is there once."""
    before = len(session.items(COORDINATOR, "/v1/cases"))
    way.faults = ["lost", "busy", "fine"]
    way.passed.clear()
    pauses.clear()
    answer = client.submit(for_fast_lane("Een antwoord dat verloren ging"), "lost-1")
    need(answer.status == 201 and answer.replayed, "the retry did not get the first answer again")
    need([one[3] for one in way.passed] == [201, 201], f"the server saw {way.passed}")
    need(len(session.items(COORDINATOR, "/v1/cases")) == before + 1, "one report became two cases")
    need(len(pauses) == 2, f"two tries failed, and it paused {pauses}")
    need(pauses[1] >= RETRY_AFTER_S, f"the server asked for {RETRY_AFTER_S} s, and it came back after {pauses[1]}")
    return answer.document


def a_request_that_must_not_be_repeated(way, client):
    way.faults = ["lost"]
    way.passed.clear()
    try:
        client.ask("POST", "/v1/cases", for_fast_lane("Zonder sleutel"))
    except integrator.Unreachable:
        need(len(way.passed) == 1, "without an Idempotency-Key it asked again")
        return
    raise Failed("an answer that was lost was not told")


def a_server_that_stays_busy(way, client):
    way.faults = ["busy"] * integrator.TRIES
    try:
        client.ask("GET", "/v1/me")
    except integrator.Unreachable as silence:
        need("503" in str(silence), f"it does not say what it heard: {silence}")
        need(not way.faults, "it gave up too early")
        return
    raise Failed("it did not give up")


def faults_all_at_once(client):
    report = for_fast_lane("Fouten", legalBasis="perhaps", harm={"severity": "bad"})
    del report["mailbox"]
    refused = refusal(lambda: client.check(report))
    need(refused.slug() == "invalid-input", f"another problem: {refused.slug()}")
    for pointer in ("/legalBasis", "/harm/severity", "/mailbox"):
        need(pointer in str(refused), f"it does not tell the fault of {pointer}: {refused}")
    need(refused.problem["requestId"] in str(refused), "the id to ask the operator by is missing")


def another_body_under_the_same_key(client):
    refused = refusal(lambda: client.submit(for_fast_lane("Iets anders"), "lost-1"))
    need(refused.slug() == "idempotency-key-reused", f"another problem: {refused.slug()}")


def unchanged_is_cheap(client, case_id):
    first = client.case(case_id)
    again = client.case(case_id, first.tag)
    need((again.status, again.document) == (304, None), f"unchanged was answered {again.status}")


def an_event_by_cursor(client, session, case_id):
    """In pages of any size: each event comes once, also those that follow when there was nothing more."""
    first = list(client.events(case_id))
    need([one["version"] for one, _ in first] == list(range(1, len(first) + 1)), "an event is missing or came twice")
    seen, cursor = first[-1][0]["version"], first[-1][1]
    need(not list(client.events(case_id, cursor, seen)), "what was seen came again")
    session.call(SVB, "POST", f"/v1/cases/{case_id}/comments", {"text": "Nog iets."})
    more = [one["type"] for one, _ in client.events(case_id, cursor, seen)]
    need(more == ["commented"], f"after a comment came {more}")


def events_over_several_pages(client, case_id):
    """With pages of two a short history has several; whoever stops after any event goes on with the next."""
    count = client.case(case_id).document["version"]
    ask = client.ask
    client.ask = lambda method, path, **more: ask(method, path.replace("limit=200", "limit=2"), **more)
    try:
        told = list(client.events(case_id))
        need([one["version"] for one, _ in told] == list(range(1, count + 1)), "pages lose or repeat an event")
        for event, cursor in told:
            rest = [one["version"] for one, _ in client.events(case_id, cursor, event["version"])]
            need(rest == list(range(event["version"] + 1, count + 1)), f"after {event['version']} came {rest}")
    finally:
        del client.ask


def somebody_else_is_first(way, client, session, case_id):
    """Between the look and the move a colleague comments: 412, another look, and then it goes through."""
    ask = client.ask
    meddled = []

    def meddling(method, path, *rest, **more):
        if method == "POST" and not meddled:
            meddled.append(session.call(SVB, "POST", f"/v1/cases/{case_id}/comments", {"text": "Eerder."}))
        return ask(method, path, *rest, **more)

    way.passed.clear()
    client.ask = meddling
    try:
        moved = client.move(case_id, "withdraw", {"reason": "Opgelost."})
    finally:
        del client.ask
    statuses = [status for method, path, _, status in way.passed if path.endswith("/transitions") and method == "POST"]
    need(statuses == [412, 200], f"the moves were answered {statuses}")
    need(moved["phase"] == "closed", f"it is in {moved['phase']}")
    refused = refusal(lambda: client.move(case_id, "withdraw", {"reason": "Nog eens."}))
    need(refused.slug() == "not-possible-now" and refused.status == 409, f"a second time it is {refused}")


def news_comes_at_once(client, session):
    tag = client.status().tag
    answers = []

    def wait():
        answers.append((client.status(tag), time.monotonic()))

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.5)
    need(not answers, "without news it did not wait")
    reported = time.monotonic()
    session.call(SVB, "POST", "/v1/cases", for_fast_lane("Nieuws"))
    waiting.join(timeout=60)
    need(answers and answers[0][0].status == 200, "the news did not come")
    took = answers[0][1] - reported
    need(took < 10, f"the news took {took:.1f} s")


def the_table_of_problems():
    """Each problem that the page names is one of the program's, and each of the transport's own is named."""
    named = set()
    for row in re.findall(r"^\| \d{3} \| (.*?) \|", page_text(PAGE), flags=re.MULTILINE):
        named |= set(re.findall(r"`([a-z-]+)`", row))
    sources = {path: path.read_text(encoding="utf-8") for room in ("api", "engine") for path in (ROOT / room).rglob("*.cpp")}
    known = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', "".join(sources.values())))
    need(named <= known, f"the program knows no {sorted(named - known)}")
    transport = set()
    for path in ("api/http/problem.cpp", "api/http/problems.cpp", "api/resources/preconditions.cpp",
                 "api/auth/authenticator.cpp"):
        transport |= set(re.findall(r'\b[45]\d\d,\s*"([a-z-]+)"', sources[ROOT / path]))
    need(len(transport) > 15, f"the sources are written otherwise now: {sorted(transport)}")
    for source in sources.values():
        # The last member of a Failure.
        transport |= set(re.findall(r'\{\},\s*"([a-z]+(?:-[a-z]+)+)"\s*\}', source))
    transport.discard("definition-changed")  # of a refused start, which answers nobody
    need(transport <= named, f"the page does not name {sorted(transport - named)}")


def play_all(session, folder):
    with Unreliable(session.server.port) as way:
        pauses = []
        client = integrator.Wissel(way.url, session.keys[SVB], sleep=pauses.append)
        case = an_answer_that_got_lost(way, client, session, pauses)
        a_request_that_must_not_be_repeated(way, client)
        a_server_that_stays_busy(way, client)
        faults_all_at_once(client)
        another_body_under_the_same_key(client)
        unchanged_is_cheap(client, case["id"])
        an_event_by_cursor(client, session, case["id"])
        events_over_several_pages(client, case["id"])
        somebody_else_is_first(way, client, session, case["id"])
        news_comes_at_once(client, session)
    play(
        PAGE,
        folder,
        {"WISSEL_URL": f"http://127.0.0.1:{session.server.port}", "WISSEL_KEY": session.keys[SVB]},
        prelude=f'ln -s "{ROOT}/docs" "{ROOT}/config" .',
    )


def main(binary):
    self_check()
    the_table_of_problems()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "page")
        pages.mkdir()
        with Stage(binary, folder).session() as session:
            play_all(session, pages)
    print("\nintegrator_test: all as printed")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except (Failed, integrator.Refused, integrator.Unreachable) as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
