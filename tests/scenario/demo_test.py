#!/usr/bin/env python3
"""The register of the demonstration is whole, lively, told as invented, and never built over another.

demo_test.py BINARY. Run by ctest.
"""

import json
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from pathlib import Path

from people import AUDITOR, COORDINATOR, ROOT, SVB
from session import Failed, Stage
from story import need

DAY = "2026-11-28"


def build(binary, folder):
    return subprocess.run([binary, "demo", folder, "--until", DAY], capture_output=True, text=True, timeout=300)


def front_page(session):
    address = f"http://127.0.0.1:{session.server.port}/"
    request = urllib.request.Request(address, headers={"Accept-Language": "en"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def is_stuck(case):
    return any(
        leg.get("overlay") and leg["status"] == "running" and leg["states"][0]["name"] not in ("signalled", "explained")
        for leg in case["legs"])


def is_overdue(case):
    machines = [case["lifecycle"]] + [leg for leg in case["legs"] if leg["endedAt"] is None]
    return any(machine["due"] is not None and machine["due"] < DAY for machine in machines)


def check_cases(session):
    cases = session.items(COORDINATOR, "/v1/cases")
    reports = (ROOT / "config/demo/reports.jsonl").read_text(encoding="utf-8").splitlines()
    need(len(cases) == len(reports), f"{len(cases)} cases of {len(reports)} reports")
    phases = Counter(case["phase"] for case in cases)
    print(f"  phases {dict(phases)}")
    for phase in ("triage", "treatment", "outcome", "implementation", "evaluation", "closed"):
        need(phases[phase] > 0, f"no case is in the phase {phase}")
    routes = Counter(leg["route"] for case in cases for leg in case["legs"])
    print(f"  legs {dict(routes)}")
    for route in ("fast-lane", "ccg", "advisory", "referral", "intervention"):
        need(routes[route] > 1, f"hardly any leg of {route}")
    stuck, overdue = sum(map(is_stuck, cases)), sum(map(is_overdue, cases))
    print(f"  {stuck} stuck, {overdue} overdue")
    need(1 < stuck < 24, f"{stuck} cases are stuck")
    need(1 < overdue < 40, f"{overdue} cases are overdue")
    for case in cases:
        events = session.items(AUDITOR, f"/v1/cases/{case['id']}/events")
        need(events[0]["type"] == "reported" and events[-1]["version"] == case["version"], "a history has holes")
        moments = [event["at"] for event in events]
        need(moments == sorted(moments) and moments[-1] < DAY, "a history runs backwards, or ahead")


def main(binary):
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        built = build(binary, data)
        print(built.stdout.strip())
        need(built.returncode == 0, built.stderr)
        need("broken off" not in built.stdout, "a story could not be told to its end")
        again = build(binary, data)
        need(again.returncode == 1 and "already" in again.stderr, f"it was built over another: {again.stderr}")
        wrong = subprocess.run([binary, "demo", folder, "--until", "morgen"], capture_output=True, text=True, timeout=60)
        need(wrong.returncode == 1 and "date" in wrong.stderr, f"a wrong date: {wrong.stderr}")
        with Stage(binary, folder, data).session() as session:
            need("<html data-demonstration" in front_page(session), "its page does not say what it is")
            me = session.call(SVB, "GET", "/v1/me")
            need(me.json.get("demonstration") is True, f"/v1/me does not say what it is: {json.dumps(me.json)}")
            check_cases(session)
    print("\ndemo_test: all as promised")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
