"""A Wissel server as a process of its own, for campaigns that measure it or kill it. Standard library only."""

import http.client
import json
import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTER = "00000099900000340000"


class Failed(Exception):
    """The server did something that it must not."""


def report(own_reference):
    """The smallest report that gives no warnings."""
    return {
        "title": "Wie verhuist, meldt het drie keer",
        "description": "Het inkomen dat de een al weet, vraagt de ander nog eens op.",
        "dataCategories": ["inkomen"],
        "holders": [{"organisation": REPORTER}],
        "requester": {"organisation": REPORTER},
        "purpose": {"task": "Het recht op een uitkering vaststellen"},
        "legalBasis": "missing",
        "barriers": ["legal"],
        "primaryBarrier": "legal",
        "affected": "citizens",
        "harm": {"severity": "serious"},
        "tried": "none",
        "endorsed": "directeur",
        "mailbox": "gegevens@voorbeeld.example",
        "ownReference": own_reference,
    }


def report_bytes(own_reference):
    return json.dumps(report(own_reference)).encode()


class Program:
    """The binary and the folder of its register."""

    def __init__(self, binary, data, environment=None):
        self.binary = os.path.abspath(binary)
        self.data = str(data)
        settings = {name: value for name, value in os.environ.items() if not name.startswith("WISSEL_")}
        ours = {"WISSEL_CONFIG": str(ROOT / "config"), "WISSEL_LOG_LEVEL": "warning"}
        self.environment = {**settings, **ours, **(environment or {})}

    def create_key(self, roles="reporter"):
        """Only while no server holds the folder."""
        made = subprocess.run(
            [self.binary, "key", "create", "--data", self.data, "--organisation", REPORTER, "--roles", roles],
            capture_output=True,
            text=True,
            timeout=60,
            env=self.environment,
        )
        if made.returncode != 0:
            raise Failed(f"key create: {made.stderr.strip()}")
        return made.stdout.strip()

    def popen(self):
        """The process, not waited for; its log goes to a file beside the register."""
        command = [self.binary, "serve", "--data", self.data, "--port", "0"]
        with open(self.data + ".log", "ab") as log:
            return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment)

    def start(self):
        return Server(self)


class Server:
    """A server that accepts; the end of a `with` block stops it and asks for a clean exit."""

    def __init__(self, program):
        self.program = program
        self.process = program.popen()
        line = self.process.stdout.readline()
        if not line.startswith("Wissel listens on http://"):
            self.process.kill()
            self.process.wait()
            log = Path(program.data + ".log").read_text(encoding="utf-8", errors="replace")
            raise Failed(f"the server did not start: {line!r} {log[-2000:]}")
        self.url = line.removeprefix("Wissel listens on ").strip()
        self.port = int(self.url.rsplit(":", 1)[1])

    @property
    def pid(self):
        return self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.stop()
        else:
            self.kill()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if (status := self._wait()) != 0:
            raise Failed(f"the server ended with status {status} on SIGTERM")

    def kill(self):
        self.process.kill()
        self._wait()

    def _wait(self):
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        return status

    def cpu_seconds(self):
        """User and system time of the process so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Client:
    """One keep-alive connection. Errors of the connection reach the caller as OSError or HTTPException."""

    def __init__(self, port, key, timeout=30):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._authorization = {"Authorization": "Bearer " + key}

    def close(self):
        self._connection.close()

    def send_report(self, body, idempotency_key=None):
        """Half of `post_report`: the answer is fetched with `answer`."""
        headers = {**self._authorization, "Content-Type": "application/json"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        self._connection.request("POST", "/v1/cases", body, headers)

    def answer(self):
        """Status, headers by lower-case name, bytes."""
        response = self._connection.getresponse()
        body = response.read()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body

    def post_report(self, body, idempotency_key=None):
        self.send_report(body, idempotency_key)
        return self.answer()

    def get(self, path):
        self._connection.request("GET", path, headers=self._authorization)
        return self.answer()

    def get_json(self, path):
        status, _, body = self.get(path)
        if status != 200:
            raise Failed(f"GET {path}: {status} {body[:300]!r}")
        return json.loads(body)

    def pages(self, path):
        """The items of all pages of a list."""
        cursor = None
        while True:
            parts = [f"{path}{'&' if '?' in path else '?'}limit=200"]
            if cursor:
                parts.append("cursor=" + cursor)
            page = self.get_json("&".join(parts))
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return
