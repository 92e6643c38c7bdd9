"""The program as its users call it: commands, exit statuses, what they print. Run by ctest with the program's path."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

WISSEL = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
COORDINATOR = next(
    one["oin"]
    for one in json.loads((ROOT / "config/organisations.json").read_text(encoding="utf-8"))["organisations"]
    if any(held["role"] == "coordinator" for held in one.get("roles", []))
)
BSN_LIKE = "111222333"  # passes the eleven-test and belongs to nobody


def run(*arguments, **more):
    return subprocess.run([WISSEL, *arguments], capture_output=True, text=True, timeout=120, **more)


class Server:
    """A server on a free port; ends with the `with` block."""

    def __init__(self, data):
        self.process = subprocess.Popen(
            [WISSEL, "serve", "--data", data, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.line = self.process.stdout.readline()
        self.url = self.line.removeprefix("Wissel listens on ").strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, self.log = self.process.communicate(timeout=60)
        return self.process.returncode

    def get(self, path, key):
        request = urllib.request.Request(self.url + path, headers={"Authorization": "Bearer " + key})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


class Commands(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.data = os.path.join(self.folder.name, "data")
        self.addCleanup(self.folder.cleanup)

    def key(self, roles="coordinator"):
        made = run("key", "create", "--data", self.data, "--organisation", COORDINATOR, "--roles", roles)
        self.assertEqual(made.returncode, 0, made.stderr)
        return made.stdout.strip()

    def test_help_has_an_example_for_each(self):
        for command in (["serve"], ["import"], ["logic"], ["version"], ["key"], ["key", "create"], ["key", "list"], ["key", "revoke"]):
            shown = run(*command, "--help")
            self.assertEqual(shown.returncode, 0)
            if command != ["key"]:
                self.assertIn("Example:", shown.stdout, command)
        self.assertRegex(run("version").stdout, r"^wissel \d+\.\d+\.\d+ \(API \d+\.\d+\.\d+\)\n$")
        self.assertEqual(run("nonsense").returncode, 2)

    def test_serve_ends_cleanly_on_both_signals(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            server = Server(self.data)
            self.assertRegex(server.line, r"^Wissel listens on http://127\.0\.0\.1:\d+\n$")
            self.assertEqual(server.stop(how), 0)
            for line in server.log.splitlines():
                self.assertIn("event", json.loads(line))
            # A clean end leaves nothing in the WAL.
            wal = Path(self.data, "wissel.db-wal")
            self.assertTrue(not wal.exists() or wal.stat().st_size == 0)

    def test_demo_reports_all_come_in_and_once(self):
        key = self.key()
        reports = str(ROOT / "config/demo/reports.jsonl")
        with Server(self.data) as server:
            first = run("import", reports, "--url", server.url, "--key", key)
            self.assertEqual((first.returncode, first.stdout), (0, "48 added, 0 there already, 0 refused\n"), first.stderr)
            again = run("import", reports, "--url", server.url, "--key", key)
            self.assertEqual((again.returncode, again.stdout), (0, "0 added, 48 there already, 0 refused\n"))
            listed = server.get("/v1/cases?limit=200", key)
            self.assertEqual(len(listed["items"]), 48)
            self.assertIsNone(listed["next"])

    def test_logic_answers_each_line(self):
        lines = [
            '{"rule": {"+": [1, {"var": "a"}]}, "data": {"a": 2.0}}',
            "  ",
            '{"rule": {"/": [1, 0]}}',
            '{"rule": {"nonsense": 1}, "data": null}\r',
            '{"rule": ' + '{"!": ' * 100 + "1" + "}" * 100 + "}",
            "[" * 5000 + "]" * 5000,
        ]
        told = run("logic", input="\n".join(lines))
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        self.assertEqual(
            told.stdout.splitlines(),
            ['{"result":3}']
            + [json.dumps({"error": {"type": one}}, separators=(",", ":")) for one in ("NaN", "Unknown Operator")]
            + ['{"error":{"type":"Too Deep"}}'] * 2,
        )

    def test_logic_goes_on_after_a_bad_line_and_says_so_in_the_end(self):
        file = Path(self.folder.name, "rules.jsonl")
        file.write_text('{"rule"\n{"data": 1}\n{"rule": 1, "rule": 2}\n{"rule": "é"}\n', encoding="utf-8")
        told = run("logic", str(file))
        self.assertEqual(told.returncode, 1)
        answers = [json.loads(line) for line in told.stdout.splitlines()]
        self.assertEqual([one.get("error", {}).get("type") for one in answers], ["Invalid Input"] * 3 + [None])
        self.assertTrue(all(one["error"]["message"] for one in answers[:3]))
        self.assertEqual(answers[3], {"result": "é"})
        absent = run("logic", str(file) + ".none")
        self.assertEqual((absent.returncode, absent.stdout), (1, ""))
        self.assertIn("cannot be read", absent.stderr)

    def test_logic_answers_at_once(self):
        with subprocess.Popen([WISSEL, "logic"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as filter_:
            for number in range(3):
                filter_.stdin.write(json.dumps({"rule": {"var": ""}, "data": number}) + "\n")
                filter_.stdin.flush()
                self.assertEqual(filter_.stdout.readline(), '{"result":%d}\n' % number)
            filter_.stdin.close()

    def test_logic_shows_its_trace(self):
        line = json.dumps({"rule": {"or": [{"var": "a"}, 1, {"var": "b"}]}, "data": {"a": 0}})
        told = run("logic", "--trace", input=line)
        self.assertEqual(
            told.stdout,
            '{"result":1}\n{"or":[{"var":"a"},1,{"var":"b"}]}  => 1\n'
            '  {"var":"a"}  => 0\n  1\n  {"var":"b"}  (not reached)\n',
        )
        told = json.loads(run("logic", "--trace", "--json", input=line).stdout)
        self.assertEqual(told["result"], 1)
        self.assertEqual([one.get("value") for one in told["trace"]["children"]], [0, 1, None])
        self.assertEqual(run("logic", "--json", input=line).returncode, 2)

    def test_import_tells_each_refused_line(self):
        key = self.key()
        valid = json.loads((ROOT / "config/demo/example-report.json").read_text(encoding="utf-8"))
        del valid["ownReference"]
        suspicious = dict(valid, description="dossier " + BSN_LIKE)
        faulty = dict(valid, legalBasis="perhaps")
        file = Path(self.folder.name, "in.jsonl")
        lines = [json.dumps(valid), "", json.dumps(faulty), "{", json.dumps(suspicious)]
        file.write_text("\n".join(lines), encoding="utf-8")
        with Server(self.data) as server:
            done = run("import", str(file), "--url", server.url, "--key", key)
            self.assertEqual(done.returncode, 1)
            self.assertIn("line 3: refused (400)", done.stdout)
            self.assertIn("/legalBasis", done.stdout)
            self.assertIn("line 4: refused (400)", done.stdout)
            self.assertIn("line 5: refused (400)", done.stdout)
            self.assertTrue(done.stdout.endswith("1 added, 0 there already, 3 refused\n"), done.stdout)
            # Without a reference of its own a report is known again by its content.
            again = run("import", str(file), "--url", server.url, "--key", key)
            self.assertTrue(again.stdout.endswith("0 added, 1 there already, 3 refused\n"), again.stdout)
            server.stop()
            self.assertNotIn(BSN_LIKE, server.log)
            self.assertNotIn(BSN_LIKE, done.stdout)

    def test_import_says_what_is_wrong_with_the_server_or_the_key(self):
        reports = str(ROOT / "config/demo/reports.jsonl")
        with Server(self.data) as server:
            refused = run("import", reports, "--url", server.url, "--key", "wsl_wrong")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("API key", refused.stderr)
            url = server.url
        gone = run("import", reports, "--url", url, "--key", "wsl_wrong")
        self.assertEqual(gone.returncode, 1)
        self.assertIn("does not answer", gone.stderr)
        self.assertEqual(run("import", "/nonexistent", "--url", url, "--key", "k").returncode, 1)

    def test_a_port_in_use_is_one_clear_line(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            for threads in ("1", "2"):
                refused = run(
                    "serve", "--data", self.data, "--port", str(port), env={**os.environ, "WISSEL_HTTP_THREADS": threads}
                )
                self.assertEqual(refused.returncode, 1)
                self.assertEqual(len(refused.stderr.splitlines()), 1, refused.stderr)
                self.assertIn(str(port), refused.stderr)

    def test_the_start_command_says_what_is_wrong_before_it_builds(self):
        for arguments, part in (
            (["--port", "65536"], "not '65536'"),
            (["--port", "8o80"], "not '8o80'"),
            (["--port"], "--port needs"),
            (["--data"], "--data needs"),
            (["--data", ""], "--data needs"),
        ):
            refused = subprocess.run([ROOT / "tools/run", *arguments], capture_output=True, text=True, timeout=120)
            self.assertEqual((refused.returncode, refused.stdout), (1, ""), refused.stderr)
            self.assertEqual(len(refused.stderr.splitlines()), 1, refused.stderr)
            self.assertIn(part, refused.stderr)

    def test_a_folder_that_cannot_be_written_is_one_clear_line(self):
        refused = run("serve", "--data", "/proc/wissel", "--port", "0")
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(len(refused.stderr.splitlines()), 1, refused.stderr)
        self.assertIn("/proc/wissel", refused.stderr)

    def test_a_newer_register_is_one_clear_line(self):
        self.key()
        database = sqlite3.connect(os.path.join(self.data, "wissel.db"))
        database.execute("PRAGMA user_version = 999")
        database.close()
        refused = run("serve", "--data", self.data, "--port", "0")
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(len(refused.stderr.splitlines()), 1, refused.stderr)
        self.assertIn("schema version 999", refused.stderr)

    def test_two_servers_on_one_register(self):
        with Server(self.data):
            refused = run("serve", "--data", self.data, "--port", "0")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("Another process uses the register", refused.stderr)

    def test_keys_while_no_server_runs_and_while_one_does(self):
        admin = self.key("administrator")
        listed = run("key", "list", "--data", self.data)
        self.assertIn(admin[4:12], listed.stdout)
        self.assertNotIn(admin[13:], listed.stdout)
        with Server(self.data) as server:
            there = ("--url", server.url, "--key", admin)
            locked = run("key", "create", "--data", self.data, "--organisation", COORDINATOR, "--roles", "reporter")
            self.assertEqual(locked.returncode, 1)
            self.assertIn("--url", locked.stderr)
            made = run("key", "create", *there, "--organisation", COORDINATOR, "--roles", "reporter,auditor")
            self.assertEqual(made.returncode, 0, made.stderr)
            key = made.stdout.strip()
            self.assertEqual(server.get("/v1/me", key)["roles"], ["reporter", "auditor"])
            self.assertIn(key[4:12], run("key", "list", *there).stdout)
            self.assertEqual(run("key", "revoke", key[4:12], *there).returncode, 0)
            with self.assertRaises(urllib.error.HTTPError):
                server.get("/v1/me", key)
        self.assertEqual(run("key", "revoke", "ffffffff", "--data", self.data).returncode, 1)
        wrong = run("key", "create", "--data", self.data, "--organisation", "1", "--roles", "king")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("/organisation", wrong.stderr)
        self.assertIn("/roles/0", wrong.stderr)

    def test_wrong_settings_stop_the_start(self):
        refused = run("serve", "--data", self.data, env={**os.environ, "WISSEL_HTTP_PROT": "1"})
        self.assertEqual(refused.returncode, 1)
        self.assertIn("WISSEL_HTTP_PROT", refused.stderr)
        nowhere = run("serve", "--data", self.data, "--config", self.folder.name)
        self.assertEqual(nowhere.returncode, 1)
        self.assertIn("wissel.json", nowhere.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
