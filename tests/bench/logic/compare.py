#!/usr/bin/env python3
"""engine/logic beside the JavaScript engines of JsonLogic: the same rules on the same data (rules.json), in interleaved
rounds, and how many times the processor time the others take.

Builds nothing. Needs Node.js 18.20 or later and:
  cmake --build --preset release --target wissel_bench_logic
  npm ci --omit=dev --prefix tests/bench/logic

Example: tests/bench/logic/compare.py --rounds 5 --seconds 0.5"""

import argparse
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
RULES = HERE / "rules.json"
OTHERS = {
    "js": "json-logic-js",
    "engine": "json-logic-engine, run",
    "engine-built": "json-logic-engine, built",
}


def run(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"compare.py: {' '.join(map(str, command))} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def commands(program, node, seconds):
    yield "wissel", [program, RULES, "--seconds", seconds]
    for name in OTHERS:
        yield name, [node, HERE / "bench.mjs", name, RULES, seconds]


def measure(program, node, rounds, seconds):
    """By program and rule: what each round told. Every program has to come to the same results."""
    told = {}
    for number in range(rounds):
        turns = list(commands(program, node, seconds))
        random.shuffle(turns)
        for name, command in turns:
            print(f"round {number + 1}/{rounds}: {name}", file=sys.stderr)
            for rule, one in run(command).items():
                told.setdefault(name, {}).setdefault(rule, []).append(one)
    for name, rules in told.items():
        for rule, rounds_told in rules.items():
            expected = told["wissel"][rule][0]["result"]
            if any(one["result"] != expected for one in rounds_told):
                sys.exit(f"compare.py: {name} disagrees on '{rule}': {rounds_told[0]['result']}, not {expected}")
    return told


def spread(values, form):
    return f"{form.format(statistics.median(values)):>8} {form.format(min(values)):>8} {form.format(max(values)):>8}"


def print_table(told):
    heading = f"{'median':>8} {'min':>8} {'max':>8}"
    print(f"{'Nanoseconds for one evaluation by Wissel':<48} {heading}")
    for rule, rounds in told["wissel"].items():
        print(f"  {rule + ', its value':<46} {spread([one['ns'] for one in rounds], '{:.0f}')}")
        print(f"  {rule + ', whether it holds':<46} {spread([one['holdsNs'] for one in rounds], '{:.0f}')}")
    for name, title in OTHERS.items():
        print(f"\n{'Times what the value takes Wissel: ' + title:<48}\n{'':<48} {heading}")
        for rule, rounds in told[name].items():
            pairs = zip(rounds, told["wissel"][rule])
            print(f"  {rule:<46} {spread([other['ns'] / own['ns'] for other, own in pairs], '{:.2f}')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/release/tests/bench/logic/wissel_bench_logic")
    parser.add_argument("--node", default="node")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5, help="of processor time, for each rule, program and round")
    options = parser.parse_args()
    print_table(measure(options.program, options.node, options.rounds, options.seconds))


if __name__ == "__main__":
    main()
