"""`wissel route`, `wissel lint` and what a start makes of the routing table, as their users call them. Run by ctest with
the program's path; UPDATE_GOLDEN=1 rewrites the golden files."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

WISSEL = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "config/demo/example-report.json")
REPORTS = str(ROOT / "config/demo/reports.jsonl")
TABLE = ROOT / "workflows/routing.json"
DAY = ("--now", "2026-11-24")


def run(*arguments, **more):
    return subprocess.run([WISSEL, *arguments], capture_output=True, text=True, timeout=120, **more)


class Routing(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, text):
        path = os.path.join(self.folder.name, name)
        Path(path).write_text(text, encoding="utf-8")
        return path

    def golden(self, name, text):
        path = ROOT / "tests/golden" / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_text(text, encoding="utf-8")
        self.assertEqual(path.read_text(encoding="utf-8"), text)

    def test_it_explains_one_report_in_both_languages(self):
        for language in ("nl", "en"):
            told = run("route", "--report", EXAMPLE, "--lang", language, *DAY)
            self.assertEqual(told.returncode, 0, told.stderr)
            # No colour, since nobody looks on.
            self.assertNotIn("\x1b", told.stdout)
            self.golden(f"route_example.{language}.txt", told.stdout)

    def test_the_demonstration_reports_go_their_ways(self):
        told = run("route", "--reports", REPORTS, "--lang", "en", *DAY)
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertEqual(len(told.stdout.splitlines()), 48)
        self.golden("routes_of_demo.en.txt", told.stdout)

    def test_the_decision_as_the_api_tells_it(self):
        decision = json.loads(run("route", "--report", EXAMPLE, "--json", *DAY).stdout)
        self.assertEqual((decision["rule"], decision["route"], decision["mode"]), ("R13", "fast-lane", "automatic"))
        self.assertEqual(decision["now"], "2026-11-24T12:00:00.000Z")
        self.assertEqual([one["route"] for one in decision["nearest"]], ["referral", "advisory", "ccg"])

    def test_a_report_with_faults_is_routed_all_the_same_and_its_faults_are_told(self):
        report = self.file("report.json", '{"legalBasis": "disputed", "surprise": 1}')
        told = run("route", "--report", report, "--lang", "en", *DAY)
        self.assertEqual(told.returncode, 0)
        self.assertIn("Advisory Function", told.stdout)
        self.assertIn("/surprise", told.stderr)

    def test_a_report_that_joins_a_case_says_that_it_counts_there(self):
        report = {**json.loads(Path(EXAMPLE).read_text(encoding="utf-8")), "joins": "GD-2026-000001"}
        told = run("route", "--report", self.file("report.json", json.dumps(report)), "--lang", "en", *DAY)
        self.assertEqual(told.returncode, 0)
        self.assertIn('"GD-2026-000001"', told.stderr)
        self.assertIn("R01", told.stderr)

    def test_what_is_no_report_is_one_clear_line(self):
        for text in ("", "[]", '{"a": 1, "a": 2'):
            told = run("route", "--report", self.file("report.json", text))
            self.assertEqual(told.returncode, 1)
            self.assertIn("report.json", told.stderr)
        self.assertEqual(run("route", "--report", "/nowhere.json").returncode, 1)
        self.assertEqual(run("route").returncode, 2)

    def test_two_tables_are_compared_over_many_reports(self):
        same = run("route", "--table", str(TABLE), "--against", str(TABLE), "--reports", REPORTS, "--lang", "en", *DAY)
        self.assertEqual((same.returncode, same.stdout), (0, "0 of 48 reports go another way.\n"))
        table = json.loads(TABLE.read_text(encoding="utf-8"))
        table["version"] = "2.0.0"
        table["rules"] = [rule for rule in table["rules"] if rule["id"] != "R04"]
        draft = self.file("draft.json", json.dumps(table))
        other = run("route", "--against", draft, "--reports", REPORTS, "--lang", "en", *DAY)
        self.assertEqual(other.returncode, 1)
        self.assertRegex(other.stdout, r"KP-001 +Fast lane.*\n +→ +Referral")
        self.assertRegex(other.stdout, r"\n[1-9]\d* of 48 reports go another way\.\n$")
        lines = run("route", "--against", draft, "--reports", REPORTS, "--json", *DAY).stdout.splitlines()
        self.assertTrue(all(json.loads(line)["before"]["rule"] == "R04" for line in lines))

    def test_lint_is_silent_about_the_shipped_table(self):
        told = run("lint", str(TABLE), "--lang", "en")
        self.assertEqual((told.returncode, told.stdout), (0, f"{TABLE}: no errors.\n"))

    def test_lint_tells_where_what_is_wrong_and_shows_it(self):
        table = json.loads(TABLE.read_text(encoding="utf-8"))
        table["rules"].insert(0, {**table["rules"][-1], "id": "R00"})
        told = run("lint", self.file("table.json", json.dumps(table, indent=1)), "--json")
        self.assertEqual(told.returncode, 1)
        findings = [json.loads(line) for line in told.stdout.splitlines()]
        hidden = [one for one in findings if one["code"] == "alwaysHidden"]
        self.assertEqual(len(hidden), 18)
        self.assertTrue(all(one["line"] > 1 and one["example"] and one["message"]["nl"] for one in hidden))
        # The example does show it.
        example = self.file("example.json", json.dumps(hidden[0]["example"]))
        decision = json.loads(run("route", "--report", example, "--json", *DAY).stdout)
        at = int(hidden[0]["pointer"].split("/")[2])
        self.assertEqual(decision["rule"], table["rules"][at]["id"])

    def serve(self, change, data="data"):
        """What a server says that starts on a table that `change` changed; None: it runs."""
        workflows = os.path.join(self.folder.name, "workflows")
        shutil.rmtree(workflows, ignore_errors=True)
        shutil.copytree(ROOT / "workflows", workflows)
        table = json.loads(TABLE.read_text(encoding="utf-8"))
        change(table)
        Path(workflows, "routing.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
        environment = {**os.environ, "WISSEL_WORKFLOWS": workflows}
        data = os.path.join(self.folder.name, data)
        with subprocess.Popen(
            [WISSEL, "serve", "--data", data, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        ) as process:
            started = process.stdout.readline()
            if started:
                process.terminate()
            _, told = process.communicate(timeout=60)
        if started:
            return None
        self.assertEqual(process.returncode, 1)
        return told

    def test_a_changed_table_needs_a_version_of_its_own(self):
        def reword(table):
            table["rules"][0]["because"]["nl"] = "Anders."

        def renumber(table):
            reword(table)
            table["version"] = "1.0.1"

        self.assertIsNone(self.serve(lambda table: None))
        self.assertIsNone(self.serve(lambda table: None))
        refused = self.serve(reword)
        self.assertIn("1.0.0", refused)
        self.assertRegex(refused, "version")
        self.assertIsNone(self.serve(renumber))
        # And back: both versions are kept.
        self.assertIsNone(self.serve(lambda table: None))

    def test_a_table_with_something_wrong_does_not_start(self):
        def misspell(table):
            table["rules"][0]["when"]["=="][1] = "insident"

        def forget(table):
            table["rules"].pop()

        self.assertRegex(self.serve(misspell), r"routing\.json:\d+:\d+: /rules/0/when: .*insident")
        self.assertRegex(self.serve(forget), r"routing\.json:\d+:\d+: /rules: No rule matches")


if __name__ == "__main__":
    unittest.main()
