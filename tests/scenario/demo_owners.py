#!/usr/bin/env python3
"""Who answers for each of the 48 demonstration cases, and whose turn it is, right after they came in.

demo_owners.py BINARY: imports config/demo/reports.jsonl into a register of its own and prints a Markdown page
(docs/owners-of-the-48.md is one). Ends with 1 where a case has no regiehouder or a leg no actiehouder.
"""

import subprocess
import sys
import tempfile

from people import COORDINATOR
from server_process import ROOT
from session import Failed, Stage
from story import said

COUNT = 48
REPORTS = "config/demo/reports.jsonl"


def import_reports(session):
    program = session.program
    command = [program.binary, "import", str(ROOT / REPORTS), "--url", session.server.url]
    command += ["--key", session.keys[COORDINATOR]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=program.environment)
    if done.returncode != 0:
        raise Failed(f"import: {done.stdout.strip()} {done.stderr.strip()}")
    print(done.stdout.strip(), file=sys.stderr)


def where(case):
    """The route, its kind, and to whom it is offered."""
    routing = case["routing"]
    if routing["route"] is None:
        return "stays in triage"
    kind = f" ({routing['referral']})" if "referral" in routing else ""
    if not case["legs"]:
        return f"proposed: {routing['route']}{kind}"
    return f"offered: {routing['route']}{kind}, to " + ", ".join(said(one) for one in case["legs"][0]["waitingOn"])


def row(case):
    """One case as a line of the table; a Failed where somebody is missing."""
    name = f"{case['reference']} / {', '.join(case['ownReferences'])}"
    if not case["owner"]:
        raise Failed(f"{name} has no regiehouder")
    for leg in case["legs"]:
        if not leg["owner"]:
            raise Failed(f"{name}: the leg {leg['route']} has no actiehouder")
    acting = ", ".join(said(leg["owner"]) for leg in case["legs"]) or "– (no leg yet: the regiehouder)"
    return name, case["routing"]["rule"] or "–", where(case), said(case["owner"]), acting


def rows_of(session):
    cases = session.items(COORDINATOR, "/v1/cases")
    if len(cases) != COUNT:
        raise Failed(f"{len(cases)} cases came of the {COUNT} reports")
    return [row(case) for case in sorted(cases, key=lambda case: case["reference"])]


def page(rows, day):
    offered = sum(one[2].startswith("offered") for one in rows)
    proposed = sum(one[2].startswith("proposed") for one in rows)
    yield "# Who owns the 48 demonstration cases"
    yield ""
    triage = len(rows) - offered - proposed
    yield f"`tests/scenario/demo_owners.py BINARY` on {day}: the coordinator imported the {len(rows)} reports, and"
    yield f"nobody has done anything yet. {offered} are offered to their route at once, {proposed} are proposed,"
    yield f"and {triage} stay in triage with the questions that would decide. Each has a regiehouder. Until an offer is"
    yield "accepted whoever offered it is actiehouder, so that no case falls between two chairs."
    yield ""
    yield "| case | rule | where | regiehouder | actiehouder |"
    yield "|---|---|---|---|---|"
    for one in rows:
        yield "| " + " | ".join(one) + " |"


def main(arguments):
    if len(arguments) != 1:
        print("Usage: demo_owners.py BINARY", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory() as folder, Stage(arguments[0], folder).session() as session:
            import_reports(session)
            rows = rows_of(session)
            day = session.get(COORDINATOR, "/v1/cases?limit=1")["items"][0]["submittedAt"][:10]
            print("\n".join(page(rows, day)))
    except Failed as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
