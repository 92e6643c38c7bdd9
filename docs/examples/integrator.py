#!/usr/bin/env python3
"""A client of Wissel to copy from: it reports, follows and moves cases, with Python's standard library only.

    integrator.py check REPORT.json         hold a report against the form, and see its route; nothing is stored
    integrator.py submit REPORT.json        report it; twice the same file is once
    integrator.py show CASE                 where a case stands
    integrator.py follow CASE STATE.json    what happened since the last time; STATE.json remembers how far
    integrator.py watch SECONDS             how many cases are open, told anew at every change
    integrator.py move CASE EVENT DATA      let something happen to the case, such as: withdraw '{"reason": "…"}'

WISSEL_URL is the server (http://127.0.0.1:8080), WISSEL_KEY your key. The exit status is 1 where the server refuses, and 2
where it does not answer. docs/integrators.md says why each part is as it is.
"""

import hashlib
import http.client
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

WAIT_S = 30  # how long one question for news may stay open; the server takes 1 to 60
TRIES = 6  # with the pauses below about half a minute, which outlasts a restart of the server
PAUSE_FIRST_S = 0.5
PAUSE_MAX_S = 20.0


class Refused(Exception):
    """The server said no, and why: `status`, and `problem`, the problem details (RFC 9457)."""

    def __init__(self, status, problem):
        self.status = status
        self.problem = problem
        super().__init__(self.told())

    def slug(self):
        """What a program decides by; titles and details are for people, and come in their language."""
        return self.problem.get("type", "").rpartition("/")[2]

    def told(self):
        lines = [f"{self.status} {self.problem.get('title', '')}: {self.problem.get('detail', '')}"]
        for fault in self.problem.get("errors", []):
            where = fault.get("pointer", fault.get("parameter", fault.get("header", "")))
            lines.append(f"  {where}: {fault['message']} ({fault['code']})")
        lines.append(f"  requestId {self.problem.get('requestId', 'unknown')}")
        return "\n".join(lines)


class Unreachable(Exception):
    """Nobody answered, or only that it was too busy, as often as we tried."""


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.tag = headers.get("ETag")
        self.replayed = headers.get("Idempotency-Replayed") == "true"
        self.retry_after = headers.get("Retry-After", "")
        try:
            self.document = json.loads(body) if body else None
        except ValueError:
            self.document = None  # a proxy's page, for instance


class Wissel:
    """One server, seen with one key."""

    def __init__(self, url, key, language="en", tries=TRIES, sleep=time.sleep):
        self._url = url.rstrip("/")
        self._key = key
        self._language = language
        self._tries = tries
        self._sleep = sleep

    def ask(self, method, path, body=None, idempotency_key=None, repeatable=False, **headers):
        """Asks until there is an answer. Whether a request that got none was carried out is not known, so it is only asked
        again where that cannot make it happen twice: to read, with an Idempotency-Key, or where the caller says so."""
        sent = {
            "Authorization": "Bearer " + self._key,
            "Accept-Language": self._language,
            **{name.replace("_", "-"): value for name, value in headers.items() if value is not None},
        }
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        if idempotency_key is not None:
            sent["Idempotency-Key"] = idempotency_key
        tries = self._tries if repeatable or method == "GET" or idempotency_key is not None else 1
        for attempt in range(1, tries + 1):
            retry_after = ""
            try:
                answer = self._once(urllib.request.Request(self._url + path, data, sent, method=method))
                # 502 and 504 come from a proxy whose server is away for a moment.
                if answer.status not in (502, 503, 504):
                    return self._unless_refused(answer)
                why, retry_after = str(answer.status), answer.retry_after
            except (OSError, http.client.HTTPException) as error:
                why = str(error) or type(error).__name__
            if attempt < tries:
                self._sleep(pause(attempt, retry_after))
        raise Unreachable(f"{method} {path}: {why} ({tries} times)")

    @staticmethod
    def _once(request):
        try:
            with urllib.request.urlopen(request, timeout=WAIT_S + 30) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:  # urllib's word for 304 and for everything from 400 on
            with error:
                return Answer(error.code, error.headers, error.read())

    @staticmethod
    def _unless_refused(answer):
        if answer.status < 400:
            return answer
        problem = answer.document if isinstance(answer.document, dict) else {}
        raise Refused(answer.status, problem)

    def check(self, report):
        """The decision of the routing table, or Refused with every fault; nothing is stored."""
        return self.ask("POST", "/v1/cases?dryRun=true", report, repeatable=True).document

    def submit(self, report, key):
        """The case as it was made. `key` names this report in your own system: kept before the first try, so that a retry,
        also one after a crash of yours, never reports twice."""
        return self.ask("POST", "/v1/cases", report, idempotency_key=key)

    def case(self, case_id, tag=None):
        """The case; where `tag` is its version still, an answer without a document (304)."""
        return self.ask("GET", f"/v1/cases/{case_id}", If_None_Match=tag)

    def events(self, case_id, cursor=None, seen=0):
        """What happened to a case after its version `seen`, each with the cursor to go on from after it. The last page has
        no cursor: what follows will come behind the one that led to it, so that is kept, and what was seen is skipped."""
        while True:
            more = f"&cursor={cursor}" if cursor else ""
            page = self.ask("GET", f"/v1/cases/{case_id}/events?limit=200{more}").document
            for event in page["items"]:
                if event["version"] > seen:
                    yield event, cursor
            if page["next"] is None:
                return
            cursor = page["next"]

    def status(self, tag=None, wait_s=WAIT_S):
        """How all cases stand. With the tag of what you have it stays open until something changes, or is 304 after
        `wait_s` seconds."""
        wait = f"?wait={wait_s}" if tag else ""
        return self.ask("GET", "/v1/status" + wait, If_None_Match=tag)

    def move(self, case_id, event, data):
        """Lets `event` happen to the case as it stands, and gives the case. Refused with `not-possible-now` where it is not
        offered any more. Where somebody else was first (412) it looks again: what we want may be done, or gone."""
        for _ in range(3):
            offered = self.ask("GET", f"/v1/cases/{case_id}/transitions")
            found = [one for one in offered.document["items"] if one["event"] == event]
            leg = found[0]["leg"] if found else None
            try:
                return self.ask(
                    "POST",
                    f"/v1/cases/{case_id}/transitions",
                    {"leg": leg, "event": event, "data": data},
                    idempotency_key=str(uuid.uuid4()),
                    If_Match=offered.tag,
                ).document
            except Refused as refused:
                if refused.slug() != "stale":
                    raise
                stale = refused
        raise stale


def pause(attempt, retry_after):
    """Seconds before the next try: what the server asks for, or twice as long each time; and a random part, so that those
    who were turned away together do not come back together."""
    longest = min(PAUSE_FIRST_S * 2**attempt, PAUSE_MAX_S)
    asked = min(int(retry_after), 300) if retry_after.isdigit() else 0
    return asked + random.uniform(longest / 2, longest)


def key_of(report):
    """The same report, the same key. A system with an id of its own for the report uses that instead."""
    text = json.dumps(report, sort_keys=True, ensure_ascii=False)
    return "report-" + hashlib.sha256(text.encode()).hexdigest()


def read_report(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def check(wissel, path):
    decision = wissel.check(read_report(path))["decision"]
    print(f"would go to {decision['route']}, by rule {decision['rule']}: {decision['because']['en']}")


def submit(wissel, path):
    report = read_report(path)
    answer = wissel.submit(report, key_of(report))
    case = answer.document
    print(f"{case['id']} {case['reference']}{' (reported before)' if answer.replayed else ''}")
    for warning in case.get("warnings", []):
        print(f"  {warning['message']}")


def show(wissel, case_id):
    case = wissel.case(case_id).document
    print(f"{case['reference']}: {case['phase']}, version {case['version']}")
    for leg in case["legs"]:
        print(f"  {leg['route']}: {leg['status']}, " + ", ".join(state["title"]["en"] for state in leg["states"]))


def follow(wissel, case_id, path):
    state = {"cursor": None, "seen": 0}
    if Path(path).exists():
        state = json.loads(Path(path).read_text(encoding="utf-8"))
    for event, cursor in wissel.events(case_id, state["cursor"], state["seen"]):
        print(f"{event['version']} {event['at']} {event['type']}", flush=True)
        # Kept after each, and whole at any moment: a crash repeats one event at most, and loses none.
        state = {"cursor": cursor, "seen": event["version"]}
        Path(path + ".new").write_text(json.dumps(state), encoding="utf-8")
        os.replace(path + ".new", path)


def watch(wissel, seconds):
    until = time.monotonic() + float(seconds)
    answer = wissel.status()
    while True:
        if answer.status != 304:
            tag = answer.tag
            print(f"{answer.document['asOf']} open: {answer.document['totals']['open']}", flush=True)
        left = until - time.monotonic()
        if left < 1:
            return
        answer = wissel.status(tag, min(WAIT_S, int(left)))


def move(wissel, case_id, event, data):
    case = wissel.move(case_id, event, json.loads(data))
    print(f"{case['reference']}: {case['phase']}, version {case['version']}")


COMMANDS = {  # and how many arguments each takes
    "check": (check, 1),
    "submit": (submit, 1),
    "show": (show, 1),
    "follow": (follow, 2),
    "watch": (watch, 1),
    "move": (move, 3),
}


def main(arguments):
    command, count = COMMANDS.get(arguments[0], (None, 0)) if arguments else (None, 0)
    if command is None or len(arguments) != count + 1 or "WISSEL_KEY" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    wissel = Wissel(os.environ.get("WISSEL_URL", "http://127.0.0.1:8080"), os.environ["WISSEL_KEY"])
    try:
        command(wissel, *arguments[1:])
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except Unreachable as silence:
        print(silence, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
