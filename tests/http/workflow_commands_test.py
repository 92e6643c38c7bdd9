"""`wissel replay`, `wissel diagram` and `wissel lint` of workflows, as the author of a workflow calls them. Run by ctest
with the program's path; UPDATE_GOLDEN=1 rewrites the golden files."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import xml.dom.minidom
from pathlib import Path

WISSEL = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
REFERRAL = ROOT / "workflows/referral.json"
SCRIPTS = ROOT / "workflows/scripts/referral"
BROKEN = ROOT / "tests/golden/lint"


def run(*arguments, **more):
    return subprocess.run([WISSEL, *map(str, arguments)], capture_output=True, text=True, timeout=120, **more)


def named_in(node, name="", pointer="", path=""):
    """The names of all states of a workflow, those without others in them, and the pointers of all its transitions."""
    states, transitions = {name or node["id"]}, []
    leaves = set() if "states" in node else set(states)
    for member in ("on", "after"):
        for event, moves in node.get(member, {}).items():
            transitions += several(moves, f"{pointer}/{member}/{event}")
    for member in ("always", "onDone"):
        transitions += several(node[member], f"{pointer}/{member}") if member in node else []
    for key, child in node.get("states", {}).items():
        inner = f"{path}.{key}" if path else key
        more = named_in(child, child.get("id", inner), f"{pointer}/states/{key}", inner)
        states, leaves, transitions = states | more[0], leaves | more[1], transitions + more[2]
    return states, leaves, transitions


def several(moves, pointer):
    return [f"{pointer}/{at}" for at in range(len(moves))] if isinstance(moves, list) else [pointer]


class Workflows(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, content):
        path = Path(self.folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    def golden(self, path, text):
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_text(text, encoding="utf-8")
        self.assertEqual(path.read_text(encoding="utf-8"), text)


class Replay(Workflows):
    def test_a_script_that_agrees(self):
        told = run("replay", REFERRAL, SCRIPTS / "taken-up.json", "--lang", "en")
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        self.golden(ROOT / "tests/golden/replay_referral.en.txt", told.stdout)

    def test_the_first_difference_ends_it(self):
        script = self.file("s.json", {"events": [
            {"event": {"name": "takenUp"}, "nextConfiguration": ["done"]},
            {"event": {"name": "ended"}, "nextConfiguration": ["offered"]}]})
        told = run("replay", REFERRAL, script)
        self.assertEqual(told.returncode, 1)
        self.assertIn("/events/0/nextConfiguration: verwacht done, maar het is following.", told.stderr)
        self.assertNotIn("ended", told.stdout)

    def test_as_json(self):
        told = run("replay", REFERRAL, SCRIPTS / "not-taken-up.json", "--json")
        start, refuse = map(json.loads, told.stdout.splitlines())
        self.assertEqual((start["cause"], start["configuration"]), ("start", ["offered"]))
        self.assertEqual(
            (refuse["event"], refuse["expected"], refuse["differs"], refuse["transitions"]),
            ("refuse", ["refused"], False, ["/states/offered/on/refuse"]))
        self.assertEqual(refuse["effects"], [
            {"type": "legRefused", "params": {"code": "notOurs"}}])

    def test_any_machine_and_what_cannot_be_read(self):
        machine = self.file("m.json", {"id": "m", "states": {"a": {"on": {"go": "b"}}, "b": {"always": "c"}, "c": {"always": "b"}}})
        script = self.file("s.json", {"events": [{"event": {"name": "go"}}]})
        told = run("replay", machine, script, "--lang", "en")
        self.assertEqual(told.returncode, 1)
        self.assertIn("does not come to rest", told.stderr)
        wrong = self.file("w.json", '{"id": "m",\n "states": {"a": {"on": {"go": "nowhere"}}}}')
        told = run("replay", wrong, script, "--lang", "en")
        self.assertEqual((told.returncode, told.stderr.count("\n")), (1, 1))
        self.assertIn("w.json:2:32: /states/a/on/go: There is no state \"nowhere\"", told.stderr)
        told = run("replay", machine, self.file("t.json", '{"events": [{"after": "P1M"}]}'), "--lang", "en")
        self.assertEqual(told.returncode, 1)
        self.assertIn("t.json:1:23: /events/0/after", told.stderr)
        self.assertEqual(run("replay", machine, "absent.json").returncode, 1)
        self.assertEqual(run("replay", machine).returncode, 1)

    def test_the_scripts_of_the_workflows_take_every_state_and_transition(self):
        told = run("replay", "--all", "--coverage", "--lang", "en")
        self.assertEqual((told.returncode, told.stderr), (0, ""), told.stdout)
        self.assertNotIn("no script takes", told.stdout)
        self.assertRegex(told.stdout, r"(?m)^\d+ scripts, 0 differ$")

    def test_coverage_tells_what_no_script_takes(self):
        self.file("workflows/referral.json", REFERRAL.read_text(encoding="utf-8"))
        workflows = Path(self.folder.name, "workflows")
        shutil.copytree(SCRIPTS, workflows / "scripts/referral")
        (workflows / "scripts/referral/stuck.json").unlink()
        told = run("replay", "--all", "--coverage", "--workflows", workflows, "--lang", "en")
        self.assertEqual(told.returncode, 1)
        self.assertRegex(told.stdout, r"referral\.json:\d+:\d+: no script takes following: stuck → refused")
        (workflows / "scripts/referral/taken-up.json").write_text('{"events": []}', encoding="utf-8")
        told = run("replay", "--all", "--coverage", "--workflows", workflows, "--json")
        counts = json.loads(told.stdout)
        self.assertEqual((counts["workflow"], counts["states"], counts["statesTaken"]), ("referral", 7, 4))
        self.assertIn({"pointer": "/states/done", "name": "done", "kind": "state"}, counts["missing"])
        self.assertEqual(run("replay", "--all", "--workflows", self.folder.name + "/none").returncode, 1)


class Lint(Workflows):
    def test_the_workflows_are_sound(self):
        for path in sorted(ROOT.glob("workflows/*.json")):
            told = run("lint", path, "--lang", "en")
            self.assertEqual((told.returncode, told.stdout), (0, f"{path}: no errors.\n"))

    def test_six_broken_workflows(self):
        broken = sorted(BROKEN.glob("*.json"))
        self.assertEqual(len(broken), 6)
        for path in broken:
            with self.subTest(path.name):
                told = run("lint", path.name, cwd=BROKEN)
                self.assertEqual((told.returncode, told.stderr), (1, ""))
                self.golden(path.with_suffix(".nl.txt"), told.stdout)

    def test_as_json(self):
        told = run("lint", BROKEN / "trap.json", "--json")
        self.assertEqual(told.returncode, 1)
        (finding,) = map(json.loads, told.stdout.splitlines())
        self.assertEqual(
            (finding["code"], finding["severity"], finding["pointer"], finding["way"]),
            ("trap", "error", "/states/preparing", ["frame"]))
        self.assertTrue(finding["message"]["nl"] and finding["message"]["en"])
        self.assertIn('"preparing"', (BROKEN / "trap.json").read_text(encoding="utf-8").splitlines()[finding["line"] - 1])

    def test_a_file_is_judged_where_it_stands_whatever_its_neighbours_are_like(self):
        for name in ("config", "workflows"):
            shutil.copytree(ROOT / name, Path(self.folder.name, name))
        workflow = Path(self.folder.name, "workflows/referral.json")
        table = Path(self.folder.name, "workflows/routing.json")
        workflow.write_text(workflow.read_text(encoding="utf-8").replace('"target": "done"', '"target": "gone"'), encoding="utf-8")
        table.write_text(table.read_text(encoding="utf-8").replace('"id": "R13"', '"id": "R12"'), encoding="utf-8")
        config = Path(self.folder.name, "config")
        for path, code in ((workflow, "unknownState"), (table, "notUnique")):
            told = run("lint", path, "--json", "--config", config)
            self.assertEqual((told.returncode, told.stderr), (1, ""))
            self.assertEqual([json.loads(line)["code"] for line in told.stdout.splitlines()], [code])
        # What does not need them goes on.
        drawn = run("diagram", REFERRAL, "--config", config)
        self.assertEqual((drawn.returncode, drawn.stderr), (0, ""))

    def test_forms_and_the_schema_of_a_workflow(self):
        workflow = json.loads(REFERRAL.read_text(encoding="utf-8"))
        workflow["states"]["offered"]["on"]["refuse"]["form"]["properties"]["reason"]["patern"] = "x"
        told = run("lint", self.file("w.json", workflow), "--json")
        self.assertEqual([json.loads(line)["pointer"] for line in told.stdout.splitlines()],
                         ["/states/offered/on/refuse/form/properties/reason/patern"])
        workflow["states"]["offered"]["titel"] = "x"
        del workflow["version"]
        told = run("lint", self.file("w.json", workflow), "--json")
        self.assertEqual({json.loads(line)["pointer"] for line in told.stdout.splitlines()},
                         {"/states/offered/titel", "/version"})

    def test_two_hundred_states_in_regions_take_two_seconds_at_most_in_a_release_build(self):
        states = {}
        title = {"nl": "x", "en": "x"}
        for region in range(4):
            inner = {}
            for state in range(49):
                inner[f"s{state}"] = {"title": title, "on": {
                    f"r{region}e{state}": {"target": f"s{(state + 1) % 49}", "allow": ["coordinator"], "title": title}}}
            states[f"r{region}"] = {"title": title, "states": inner}
        workflow = {
            "id": "wide", "version": "1", "kind": "route", "title": title, "initial": "p",
            "states": {
                "p": {"title": title, "type": "parallel", "owner": {"role": "coordinator"}, "states": states,
                      "on": {"end": {"target": "z", "allow": ["coordinator"], "title": title}}},
                "z": {"title": title, "type": "final"}}}
        path = self.file("wide.json", workflow)
        began = time.monotonic()
        told = run("lint", path, "--json")
        took = time.monotonic() - began
        self.assertEqual(told.returncode, 0, told.stdout)
        self.assertEqual([json.loads(line)["code"] for line in told.stdout.splitlines()], ["boundReached"])
        # Ten times the limit, and ten times that for a build that is not optimised.
        self.assertLess(took, 200)

    def test_a_start_refuses_an_unsound_workflow(self):
        workflows = Path(self.folder.name, "workflows")
        shutil.copytree(ROOT / "workflows", workflows)
        shutil.copy(BROKEN / "ownerless.json", workflows / "ownerless.json")
        # A key first: without one a start says that nobody could call it.
        environment = {**os.environ, "WISSEL_WORKFLOWS": str(workflows)}
        told = run("serve", "--data", self.folder.name + "/data", "--port", "0", env=environment)
        self.assertEqual(told.returncode, 1)
        self.assertRegex(told.stderr, r"ownerless\.json:\d+:\d+: /states/preparing")


class Diagram(Workflows):
    def test_both_formats_in_both_languages(self):
        for language, word in (("nl", "Doorverwijzing"), ("en", "Referral")):
            drawn = run("diagram", REFERRAL, "--lang", language)
            self.assertEqual((drawn.returncode, drawn.stderr), (0, ""))
            document = xml.dom.minidom.parseString(drawn.stdout.encode())
            self.assertEqual(document.documentElement.tagName, "svg")
            self.assertIn(word, document.getElementsByTagName("title")[0].firstChild.data)
            self.assertIsNone(re.search(r"<script|href=|@import|url\(h", drawn.stdout))
            self.assertEqual(drawn.stdout, run("diagram", REFERRAL, "--lang", language).stdout)
            mermaid = run("diagram", REFERRAL, "--format", "mermaid", "--lang", language)
            self.assertIn("stateDiagram-v2", mermaid.stdout)
            self.assertIn(word, mermaid.stdout)

    def test_the_svg_names_every_state_and_transition_of_the_file_once(self):
        for path in sorted((ROOT / "workflows").glob("*.json")):
            if path.name == "routing.json":
                continue
            states, leaves, transitions = named_in(json.loads(path.read_text(encoding="utf-8")))
            drawn = run("diagram", path)
            with self.subTest(path.name):
                self.assertEqual(sorted(re.findall(r'data-transition="([^"]*)"', drawn.stdout)), sorted(transitions))
                told = re.findall(r'data-state="([^"]*)"', drawn.stdout)
                self.assertEqual(len(told), len(set(told)))
                # Regions without a word of their own and the machine itself have no box.
                self.assertLessEqual(set(told), states)
                self.assertLessEqual(leaves, set(told))

    def test_the_svg_is_the_same_as_before(self):
        self.golden(ROOT / "tests/golden/diagram_referral.nl.svg", run("diagram", REFERRAL, "--lang", "nl").stdout)

    def test_what_is_no_workflow_is_refused(self):
        told = run("diagram", ROOT / "workflows/routing.json")
        self.assertEqual((told.returncode, told.stdout), (1, ""))
        self.assertIn("routing.json:", told.stderr)


if __name__ == "__main__":
    unittest.main()
