"""Pages of docs/ that are run as they are printed.

A block marked `sh` is run; a block marked `text` right behind it is what it printed. All blocks of a page run in one
shell, one after the other, so that what one sets the next has. In what is expected a `…` within a line stands for
anything there, and a line that is only `…` for any number of lines: moments, ids and ports are others each time.
"""

import os
import re
import subprocess

from server_process import ROOT, Failed

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
END = "\x1e"  # between the outputs of two blocks; nothing that a page prints has it


class Block:
    """What is typed, and what is promised of it (None: nothing)."""

    def __init__(self, code, promised):
        self.code = code
        self.promised = promised


def page_text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page):
    """The blocks of a page in turn. An output without a command before it would be held against nothing: refused."""
    text = page_text(page)
    found = []
    last_end = None
    for one in BLOCK.finditer(text):
        if one[1] == "sh":
            found.append(Block(one[2], None))
            last_end = one.end()
        elif one[1] == "text":
            if last_end is None or text[last_end : one.start()].strip():
                raise Failed(f"{page}: an output stands apart from what printed it: {one[2][:80]!r}")
            found[-1].promised = one[2]
            last_end = None
    if not found:
        raise Failed(f"{page} has nothing to run")
    return found


def pattern(promised):
    parts = []
    for line in promised.splitlines(keepends=True):
        if line.strip() == "…":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(re.escape(line).replace("…", r"[^\n]*"))
    return re.compile("".join(parts))


def as_promised(printed, promised):
    return pattern(promised).fullmatch(printed) is not None


def play(page, cwd, environment, change=lambda code: code, told=lambda printed: printed, prelude="", timeout=300):
    """Runs the blocks of `page` in `cwd`, tells each with its output, and holds it against what the page promises.
    `change` may put another folder where the page names one that a test cannot use, and `told` takes it out of what is
    printed. Returns all that was printed."""
    all_blocks = blocks(page)
    steps = [f"{change(block.code)}\nprintf '{END}'\n" for block in all_blocks]
    ran = subprocess.run(
        ["bash", "-c", "set -euo pipefail\nexec 2>&1\n" + prelude + "\n" + "".join(steps)],
        stdout=subprocess.PIPE,
        text=True,
        timeout=timeout,
        cwd=cwd,
        env={**os.environ, "no_proxy": "127.0.0.1", **environment},
    )
    outputs = told(ran.stdout).split(END)
    for number, block in enumerate(all_blocks):
        printed = outputs[number] if number < len(outputs) else ""
        print(f"--- {page}, block {number + 1}\n{block.code}{printed}", flush=True)
        if number >= len(outputs) - 1:
            raise Failed(f"{page}, block {number + 1} stopped with status {ran.returncode}:\n{block.code}{printed}")
        if block.promised is not None and not as_promised(printed, block.promised):
            raise Failed(f"{page}, block {number + 1}:\n{block.code}printed\n{printed}and not\n{block.promised}")
    if ran.returncode != 0:
        raise Failed(f"{page} ended with status {ran.returncode}")
    return told(ran.stdout).replace(END, "")


def self_check():
    """The comparison itself can say no."""
    for printed, promised, held in (
        ("a 1 b\n", "a … b\n", True),
        ("a 1 c\n", "a … b\n", False),
        ("a\nx\ny\nb\n", "a\n…\nb\n", True),
        ("a\nb\n", "a\n…\nb\n", True),
        ("a\nb\nc\n", "a\nb\n", False),
        ("", "a\n", False),
    ):
        if as_promised(printed, promised) is not held:
            raise Failed(f"the comparison is wrong about {printed!r} and {promised!r}")
