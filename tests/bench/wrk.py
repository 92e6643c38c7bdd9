"""Runs wrk and reads its figures; tells medians with their spread."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "faults"))

from server_process import Failed, report_bytes  # noqa: E402  (from the folder named above)

MARK = "MARK-000000000000"  # stands in the body where each request gets a reference of the same length


@dataclass(frozen=True)
class Figures:
    """One run. Latencies in milliseconds; `refused` are answers of 400 and above, `broken` connection errors."""

    requests: int
    seconds: float
    p50: float
    p99: float
    refused: int
    broken: int

    @property
    def rate(self):
        return self.requests / self.seconds


def run(url, seconds, connections, script="summary.lua", headers=(), environment=None):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(HERE / script)]
    for header in headers:
        command += ["-H", header]
    done = subprocess.run(
        [*command, url],
        capture_output=True,
        text=True,
        timeout=seconds + 120,
        env={**os.environ, "WRK_SUMMARY": str(HERE / "summary.lua"), **(environment or {})},
    )
    if done.returncode != 0:
        raise Failed(f"wrk: {done.stderr.strip() or done.stdout.strip()}")
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def run_creates(url, key, seconds, connections, run_number, idempotent=False):
    """Reports with references that no other `run_number` uses. All must come in."""
    with tempfile.NamedTemporaryFile(suffix=".json") as body:
        body.write(report_bytes(MARK))
        body.flush()
        figures = run(
            url,
            seconds,
            connections,
            "post.lua",
            environment={
                "POST_KEY": key,
                "POST_BODY": body.name,
                "POST_MARK": MARK,
                "POST_PREFIX": f"R{run_number:03}-",
                "POST_IDEMPOTENT": "1" if idempotent else "0",
            },
        )
    if figures.refused or figures.broken or not figures.requests:
        raise Failed(f"not all creates were answered 201: {figures}")
    return figures


def spread(values):
    """`median (min … max)` for people."""
    return f"{statistics.median(values):,.0f} ({min(values):,.0f} … {max(values):,.0f})"
