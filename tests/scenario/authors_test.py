#!/usr/bin/env python3
"""docs/workflow-authors.md works as it is printed, in an empty folder: every edit, finding, replay and start of it.

authors_test.py BINARY. Run by ctest.
"""

import os
import re
import socket
import sys
import tempfile

from people import ROOT
from printed import play, self_check
from session import Failed


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def main(binary):
    self_check()
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        play(
            "docs/workflow-authors.md",
            folder,
            {"CHECKOUT": str(ROOT), "PATH": f"{os.path.dirname(os.path.abspath(binary))}:{os.environ['PATH']}"},
            change=lambda code: re.sub(r"\b8085\b", port, code),
            # Whatever stops the page, its server goes with it.
            prelude="trap '[ -z \"${SERVER:-}\" ] || kill \"$SERVER\" 2>/dev/null || true' EXIT",
        )
    print("\nauthors_test: all as printed")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
