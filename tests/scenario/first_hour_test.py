#!/usr/bin/env python3
"""The five minutes of README.md and docs/first-hour.md work as they are printed, on the register of the demonstration.

first_hour_test.py BINARY. Run by ctest.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from people import AUDITOR, CONTACT, COORDINATOR, ROOT, SVB
from printed import play, self_check
from session import Failed, Stage
from story import need

NAMES = {"reporter": SVB, "coordinator": COORDINATOR, "fastLane.contact": CONTACT, "auditor": AUDITOR}


def main(binary):
    self_check()
    with tempfile.TemporaryDirectory() as folder:
        data = folder + "/demo"
        built = subprocess.run([binary, "demo", data], capture_output=True, text=True, timeout=300)
        need(built.returncode == 0, built.stderr)
        with Stage(binary, folder, data).session() as session:
            keys = "".join(f"{name} {session.keys[person]}\n" for name, person in NAMES.items())
            Path(folder, "demo-keys").write_text(keys, encoding="utf-8")
            where = {"URL": f"http://127.0.0.1:{session.server.port}", "DATA": folder}
            play("README.md", ROOT, where)
            printed = play("docs/first-hour.md", ROOT, where)
            for told in ("R13", "stopped: The term stands still now", "For 1,200 people", "closed as solved"):
                need(told in printed, f"it does not come to \"{told}\"")
            need(Path(folder, "fast-lane.svg").read_text(encoding="utf-8").startswith("<svg"), "nothing was drawn")
    print("\nfirst_hour_test: all as printed")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
