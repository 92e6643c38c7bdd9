#!/usr/bin/env python3
"""engine/logic beside the JavaScript engines of JsonLogic: the same rules on the same data (rules.json), in interleaved
rounds, and how many times the processor time the others take.

Builds nothing. Needs Node.js 18.20 or later and:
  cmake --build --preset release --target wissel_bench_logic
  npm ci --omit=dev --prefix tests/bench/logic

Example: tests/bench/logic/compare.py --rounds 5 --seconds 0.5"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
from rounds import HEADING, ROOT, measure, spread  # noqa: E402

RULES = HERE / "rules.json"
OTHERS = {
    "js": "json-logic-js",
    "engine": "json-logic-engine, run",
    "engine-built": "json-logic-engine, built",
}


def commands(program, node, seconds):
    others = {name: [node, HERE / "bench.mjs", name, RULES, seconds] for name in OTHERS}
    return {"wissel": [program, RULES, "--seconds", seconds], **others}


def check(told):
    """Every program has to come to the same results."""
    for name, rules in told.items():
        for rule, rounds in rules.items():
            expected = told["wissel"][rule][0]["result"]
            if any(one["result"] != expected for one in rounds):
                sys.exit(f"compare.py: {name} disagrees on '{rule}': {rounds[0]['result']}, not {expected}")


def print_table(told):
    print(f"{'Nanoseconds for one evaluation by Wissel':<48} {HEADING}")
    for rule, rounds in told["wissel"].items():
        print(f"  {rule + ', its value':<46} {spread([one['ns'] for one in rounds], '{:.0f}')}")
        print(f"  {rule + ', whether it holds':<46} {spread([one['holdsNs'] for one in rounds], '{:.0f}')}")
    for name, title in OTHERS.items():
        print(f"\n{'Times what the value takes Wissel: ' + title:<48}\n{'':<48} {HEADING}")
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
    told = measure(commands(options.program, options.node, options.seconds), options.rounds)
    check(told)
    print_table(told)


if __name__ == "__main__":
    main()
