"""A register that is played upon over HTTP: the program, the keys of the cast, their calls."""

import http.client
import json
import shutil
import subprocess

from people import AUDITOR, CAST, COORDINATOR
from server_process import Failed, Program


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.tag = headers.get("etag")
        self.headers = headers
        try:
            self.json = json.loads(body) if body else None
        except ValueError:
            self.json = None

    def detail(self):
        return json.dumps(self.json, ensure_ascii=False)[:700]


class Connection:
    """One keep-alive connection of one person."""

    def __init__(self, port, key):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._key = key

    def call(self, method, path, body=None, tag=None):
        headers = {"Authorization": "Bearer " + self._key, "Accept-Language": "en"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        if tag is not None:
            headers["If-Match"] = tag
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, response.read())

    def close(self):
        self._connection.close()


def create_key(program, oin, roles):
    """Only while no server holds the folder."""
    made = subprocess.run(
        [program.binary, "key", "create", "--data", program.data, "--organisation", oin, "--roles", roles],
        capture_output=True,
        text=True,
        timeout=60,
        env=program.environment,
    )
    if made.returncode != 0:
        raise Failed(f"key create: {made.stderr.strip()}")
    return made.stdout.strip()


class Stage:
    """A register with nothing but a key for everybody of the cast, or a copy of `register` with these; each story plays
    in a copy of its own."""

    def __init__(self, binary, folder, register=None):
        self.binary = binary
        self.folder = folder
        self.sessions = 0
        if register is not None:
            shutil.copytree(register, folder + "/keys")
        program = Program(binary, folder + "/keys")
        self.keys = {person: create_key(program, person.oin, person.role) for person in CAST}

    def session(self):
        self.sessions += 1
        copy = f"{self.folder}/{self.sessions}"
        shutil.copytree(self.folder + "/keys", copy)
        return Session(Program(self.binary, copy), self.keys)


class Session:
    """A running server and the cast's connections to it; a `with` block ends it."""

    def __init__(self, program, keys):
        self.program = program
        self.keys = keys
        self.connections = {}
        self.unasked = []  # moves that nobody was asked for who could make them
        self.server = program.start()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.hang_up()
        self.server.__exit__(kind)

    def hang_up(self):
        for connection in self.connections.values():
            connection.close()
        self.connections = {}

    def start_again(self, after_kill):
        """As an operator would see it: a clean stop, or kill -9; then a start on the same folder."""
        self.hang_up()
        if after_kill:
            self.server.kill()
        else:
            self.server.stop()
        self.server = self.program.start()

    def fresh_connection(self, person):
        return Connection(self.server.port, self.keys[person])

    def call(self, person, method, path, body=None, tag=None):
        if person not in self.connections:
            self.connections[person] = self.fresh_connection(person)
        return self.connections[person].call(method, path, body, tag)

    def get(self, person, path):
        answer = self.call(person, "GET", path)
        if answer.status != 200:
            raise Failed(f"GET {path} as {person}: {answer.status} {answer.detail()}")
        return answer.json

    def items(self, person, path):
        """All pages of a list."""
        found = []
        asked = f"{path}?limit=200"
        while True:
            page = self.get(person, asked)
            found += page["items"]
            if page["next"] is None:
                return found
            asked = f"{path}?limit=200&cursor={page['next']}"

    def case(self, case_id, person=COORDINATOR):
        return self.get(person, f"/v1/cases/{case_id}")

    def tasks(self, person, case_id):
        """What waits for somebody in one case; no tasks where it is not in his worklist."""
        for item in self.items(person, "/v1/worklist"):
            if item["case"]["id"] == case_id:
                return item["tasks"]
        return []

    def ledger(self, case_id):
        return self.get(AUDITOR, f"/v1/cases/{case_id}/ownership")["items"]
