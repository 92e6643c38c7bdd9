#!/usr/bin/env python3
"""A workflow gets a new version: legs stay on the one that they began with, new ones take the new one, and a file that
changed under an old version is refused.

Usage: tests/scenario/versions_test.py BINARY"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from people import CONTACT, COORDINATOR, SVB, SZW
from server_process import ROOT, Failed, report
from session import Stage


def expect(held, what):
    if not held:
        raise Failed(what)
    print(f"  {what}")


def open_case(session):
    body = {**report("V-1"), "ministries": [SZW], "leadMinistry": "one"}
    answer = session.call(SVB, "POST", "/v1/cases", body)
    if answer.status != 201:
        raise Failed(f"a report was answered {answer.status} {answer.detail()}")
    return answer.json["id"]


def version_of_leg(session, case_id):
    return session.case(case_id)["legs"][0]["workflow"]["version"]


def move(session, case_id, event, data):
    answer = session.call(CONTACT, "GET", f"/v1/cases/{case_id}")
    leg = answer.json["legs"][0]["id"]
    body = {"leg": leg, "event": event, "data": data}
    return session.call(CONTACT, "POST", f"/v1/cases/{case_id}/transitions", body, answer.tag)


def change(workflows, change_document):
    path = Path(workflows, "fast-lane.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    change_document(document)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")


def new_version(document):
    document["version"] = "1.1.0"
    document["states"]["offered"]["title"] = {"nl": "Ter overname", "en": "For the taking"}


def play(binary, folder):
    workflows = str(Path(folder, "workflows"))
    shutil.copytree(ROOT / "workflows", workflows)
    stage = Stage(binary, folder)
    with stage.session() as session:
        session.program.environment["WISSEL_WORKFLOWS"] = workflows
        session.start_again(after_kill=False)
        old = open_case(session)
        expect(version_of_leg(session, old) == "1.0.0", "a leg begins on the version in force")

        change(workflows, new_version)
        session.start_again(after_kill=False)
        expect(version_of_leg(session, old) == "1.0.0", "after the upgrade it stays on the version it began with")
        title = session.case(old)["legs"][0]["states"][0]["title"]["nl"]
        expect(title == "Aangeboden", "with the titles of that version")
        new = open_case(session)
        expect(version_of_leg(session, new) == "1.1.0", "a new leg begins on the new one")
        versions = session.get(COORDINATOR, "/v1/workflows/fast-lane")["versions"]
        expect([one["version"] for one in versions] == ["1.0.0", "1.1.0"], "both are kept and told")
        answer = move(session, old, "accept", {"department": "Directie", "mailbox": "fastlane@szw.example"})
        expect(answer.status == 200, "and the old leg moves on")
        expect(version_of_leg(session, old) == "1.0.0", "still on its own version")
        drawing = session.call(COORDINATOR, "GET", f"/v1/workflows/fast-lane/diagram?case={old}&lang=nl")
        expect(drawing.status == 200, "it is drawn on that version too")

        session.hang_up()
        session.server.stop()
        change(workflows, lambda document: document["states"]["offered"].update(title={"nl": "Anders", "en": "Other"}))
        command = [binary, "serve", "--data", session.program.data, "--port", "0"]
        refused = subprocess.run(
            command, capture_output=True, text=True, timeout=60, env=session.program.environment
        )
        expect(refused.returncode == 1, "a file that changed under a version in use is refused at start")
        expect("fast-lane" in refused.stderr and refused.stderr.count("\n") == 1, refused.stderr.strip())
        change(workflows, lambda document: document.update(version="1.2.0"))
        session.server = session.program.start()
        expect(version_of_leg(session, new) == "1.1.0", "with a version of its own it is taken")


def main(binary):
    with tempfile.TemporaryDirectory(prefix="wissel-versions-") as folder:
        play(binary, folder)
    print("versions_test: all as promised")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as error:
        print(f"versions_test: {error}", file=sys.stderr)
        sys.exit(1)
