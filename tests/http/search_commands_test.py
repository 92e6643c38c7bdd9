"""The search of the program as its operators meet it: `wissel search`, files that are lost, a server that is killed. Run
by ctest with the program's path."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

WISSEL = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
COORDINATOR = next(
    one["oin"]
    for one in json.loads((ROOT / "config/organisations.json").read_text(encoding="utf-8"))["organisations"]
    if any(held["role"] == "coordinator" for held in one.get("roles", []))
)
REPORTS = str(ROOT / "config/demo/reports.jsonl")


def run(*arguments):
    return subprocess.run([WISSEL, *arguments], capture_output=True, text=True, timeout=120)


class Server:
    def __init__(self, data):
        command = [WISSEL, "serve", "--data", data, "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().removeprefix("Wissel listens on ").strip()

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
            return json.load(answer), answer.headers

    def last_sequence(self, key):
        return self.get("/v1/status", key)[0]["sequence"]

    def find(self, words, key):
        """How many cases have these words, as soon as the search knows all that there is now."""
        wanted = self.last_sequence(key)
        path = "/v1/cases?count=true&q=" + urllib.parse.quote(words)
        until = time.monotonic() + 60
        while True:
            try:
                found, headers = self.get(path, key)
                if int(headers["Search-Sequence"]) >= wanted:
                    return found["total"]
            except urllib.error.HTTPError as error:
                if error.code != 503 or json.load(error)["type"] != "/problems/search-not-ready":
                    raise
            if time.monotonic() > until:
                raise AssertionError("the search did not come up to date")
            time.sleep(0.05)


class Search(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = os.path.join(self.folder.name, "data")
        made = run("key", "create", "--data", self.data, "--organisation", COORDINATOR, "--roles", "coordinator")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.key = made.stdout.strip()
        self.file = Path(self.data, "search.db")

    def import_all(self, server):
        done = run("import", REPORTS, "--url", server.url, "--key", self.key)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_help_has_an_example(self):
        shown = run("search", "--help")
        self.assertEqual(shown.returncode, 0)
        self.assertIn("Example:", shown.stdout)

    def test_it_is_made_beforehand_and_not_beside_a_server(self):
        nowhere = run("search", "--data", os.path.join(self.folder.name, "nowhere"))
        self.assertEqual(nowhere.returncode, 1)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "nowhere")))
        with Server(self.data) as server:
            self.import_all(server)
            found = server.find("gegevens", self.key)
            self.assertGreater(found, 5)
            sequence = server.last_sequence(self.key)
            locked = run("search", "--rebuild", "--data", self.data)
            self.assertEqual(locked.returncode, 1)
            self.assertIn("by itself", locked.stderr)
        for before in (None, b"", b"x" * 10_000):
            if before is None:
                self.file.unlink()
            else:
                self.file.write_bytes(before)
            done = run("search", "--data", self.data)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout, f"The search knows all events up to {sequence}\n")
        kept = self.file.stat().st_ino
        run("search", "--data", self.data)
        self.assertEqual(self.file.stat().st_ino, kept)
        run("search", "--rebuild", "--data", self.data)
        with Server(self.data) as server:
            # There at once: nothing is left to be filled.
            listed, headers = server.get("/v1/cases?count=true&q=gegevens", self.key)
            self.assertEqual((listed["total"], int(headers["Search-Sequence"])), (found, sequence))

    def test_a_file_that_is_removed_under_a_server_is_made_anew(self):
        with Server(self.data) as server:
            self.import_all(server)
            found = server.find("gegevens", self.key)
            for name in (self.file.name, self.file.name + "-wal", self.file.name + "-shm"):
                self.file.with_name(name).unlink(missing_ok=True)
            self.assertEqual(server.find("gegevens", self.key), found)
            self.assertTrue(self.file.exists())

    def test_a_server_that_is_killed_finds_everything_again(self):
        reports = [json.loads(line) for line in Path(REPORTS).read_text(encoding="utf-8").splitlines() if line.strip()]
        for pause in (0.1, 0.3, 0.6):
            server = Server(self.data)
            sending = subprocess.Popen(
                [WISSEL, "import", REPORTS, "--url", server.url, "--key", self.key],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            time.sleep(pause)
            server.stop(signal.SIGKILL)
            sending.kill()
            sending.wait()
        with Server(self.data) as server:
            self.import_all(server)
            self.assertEqual(server.find("GD", self.key), len(reports))
            # Each is found by the reference that it alone has.
            for report in reports:
                if report.get("ownReference"):
                    self.assertGreaterEqual(server.find(report["ownReference"], self.key), 1)
        self.assertNotIn("searchIndexBegunAnew", server.log)


if __name__ == "__main__":
    unittest.main(verbosity=1)
