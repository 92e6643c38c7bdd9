"""A machine to install on, in a folder: what stands in for root's commands while docs/operators.md is run as printed.

`systemctl` reads the unit that the page installed and runs its ExecStart with its Environment, so that a unit with a wrong
path, flag or variable does not start here either. What only systemd does (users, sandbox, restarts) does not happen.
"""

import os
import re
from pathlib import Path

# The folders of the page that lie in the test's own.
OURS = re.compile(r"(?<![\w.}/])/(usr/local|etc/wissel|etc/systemd|var/lib/wissel|var/backups|var/tmp/wissel-proof)\b")

SUDO = """#!/bin/sh
[ "$1" != -u ] || shift 2
exec "$@"
"""
# Without the owner, which is root or wissel, and neither is here.
INSTALL = """#!/bin/bash
kept=()
while [ $# -gt 0 ]; do case "$1" in -o | -g) shift 2 ;; *) kept+=("$1"); shift ;; esac; done
exec /usr/bin/install "${kept[@]}"
"""
SYSTEMCTL = """#!/usr/bin/env python3
import os, re, signal, subprocess, sys, time
from pathlib import Path
sys.path.insert(0, os.environ["STAND_INS"])
from stand_ins import placed
root = os.environ["MACHINE"]
pid_file = Path(root, "wissel.pid")
def start():
    unit = placed(Path(root, "etc/systemd/system/wissel.service").read_text(encoding="utf-8"), root)
    section = unit[unit.index("[Service]"):unit.index("[Install]")]
    settings = dict(one.split("=", 1) for one in " ".join(re.findall("^Environment=(.*)$", section, re.M)).split())
    command = re.search("^ExecStart=(.*)$", section, re.M)[1].split()
    with open(root + "/journal", "ab") as journal:
        started = subprocess.Popen(command, env={**os.environ, **settings}, stdin=subprocess.DEVNULL,
                                   stdout=journal, stderr=journal, start_new_session=True)
    pid_file.write_text(str(started.pid))
def stop():
    pid = int(pid_file.read_text())
    os.kill(pid, signal.SIGTERM)
    for _ in range(600):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                break
        except FileNotFoundError:
            break
        time.sleep(0.1)
    else:
        sys.exit("it does not stop")
    pid_file.unlink()
verb, unit = sys.argv[1], sys.argv[-1]
if verb == "daemon-reload":
    sys.exit(0)
if unit != "wissel":
    sys.exit(f"no unit {unit}")
if verb in ("stop", "restart"):
    stop()
if verb in ("start", "restart") or sys.argv[1:3] == ["enable", "--now"]:
    start()
"""


def placed(text, root):
    """`text` with the folders of the page in `root`."""
    return OURS.sub(lambda found: root + found[0], text)


class Machine:
    """The folder, its commands, and the environment that finds them; `port` and `other_port` stand for 8080 and 8081."""

    def __init__(self, root, build, port, other_port):
        self.root = root
        self._build = build
        self._ports = {"8080": str(port), "8081": str(other_port)}
        for folder in ("bin", "usr/local", "var/lib", "var/tmp", "etc/systemd/system"):
            Path(root, folder).mkdir(parents=True)
        for name, text in (("sudo", SUDO), ("install", INSTALL), ("systemctl", SYSTEMCTL), ("useradd", "#!/bin/sh\n")):
            Path(root, "bin", name).write_text(text, encoding="utf-8")
            Path(root, "bin", name).chmod(0o755)
        self.environment = {
            "PATH": f"{root}/bin:{root}/usr/local/bin:{os.environ['PATH']}",
            "MACHINE": root,
            "STAND_INS": str(Path(__file__).resolve().parent),
            "WISSEL_HTTP_PORT": str(port),
        }

    def change(self, code):
        """A line of the page, for this machine."""
        code = code.replace("--install build/release", f"--install {self._build} --prefix /usr/local")
        code = placed(code, self.root)
        return re.sub(r"\b808[01]\b", lambda found: self._ports[found[0]], code)

    def told(self, printed):
        """What was printed, as it would be on a machine of its own."""
        return printed.replace(self.root, "")

    def stop(self):
        """Whatever the page left running."""
        pid_file = Path(self.root, "wissel.pid")
        if pid_file.exists():
            os.kill(int(pid_file.read_text()), 15)
