"""Programs measured side by side: in rounds, in another order in each, every one printing JSON."""

import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADING = f"{'median':>10} {'min':>10} {'max':>10}"


def run(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def measure(commands, rounds):
    """By program and by what it measured: what each round told. `commands` has a command by name."""
    told = {}
    for number in range(rounds):
        turns = list(commands.items())
        random.shuffle(turns)
        for name, command in turns:
            print(f"round {number + 1}/{rounds}: {name}", file=sys.stderr)
            for subject, one in run(command).items():
                told.setdefault(name, {}).setdefault(subject, []).append(one)
    return told


def spread(values, form):
    """In the columns of HEADING."""
    return f"{form.format(statistics.median(values)):>10} {form.format(min(values)):>10} {form.format(max(values)):>10}"
