#!/usr/bin/env python3
"""A routing decision beside the JavaScript engines of JsonLogic: the shipped table over the 48 demonstration reports, in
interleaved rounds. Wissel tells which clause of each rule failed and what it saw, the runners-up, the nearest changes, the
questions, urgency, and all of it in words; the others evaluate the same rules and find the clause that failed.

Builds nothing. Needs Node.js 18.20 or later and:
  cmake --build --preset release --target wissel_bench_routing
  npm ci --omit=dev --prefix tests/bench/logic

Example: tests/bench/logic/decide.py --rounds 5 --seconds 1"""

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

from compare import HERE, OTHERS  # which makes rounds.py known
from rounds import HEADING, ROOT, run, spread

REPORTS = ROOT / "config/demo/reports.jsonl"


def inlined(rule, named):
    """The rule without names: the other engines know none."""
    if isinstance(rule, list):
        return [inlined(one, named) for one in rule]
    if not isinstance(rule, dict):
        return rule
    if "holds" in rule:
        return inlined(named[rule["holds"]]["when"], named)
    return {name: inlined(operands, named) for name, operands in rule.items()}


def write_rules(path):
    table = json.loads((ROOT / "workflows/routing.json").read_text(encoding="utf-8"))
    rules = [{"id": rule["id"], "when": inlined(rule["when"], table["conditions"])} for rule in table["rules"]]
    path.write_text(json.dumps(rules), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/release/tests/bench/logic/wissel_bench_routing")
    parser.add_argument("--node", default="node")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1, help="of processor time, for each program and round")
    options = parser.parse_args()
    told = {}
    with tempfile.TemporaryDirectory(prefix="wissel-bench-") as folder:
        rules = Path(folder) / "rules.json"
        write_rules(rules)
        turns = [("wissel", [options.program, ROOT / "config", REPORTS, "--seconds", options.seconds])]
        turns += [(name, [options.node, HERE / "decide.mjs", name, rules, REPORTS, options.seconds]) for name in OTHERS]
        for _ in range(options.rounds):
            random.shuffle(turns)
            for name, command in turns:
                told.setdefault(name, []).append(run(command))
    expected = told["wissel"][0]["rules"]
    for name, rounds in told.items():
        if any(one["rules"] != expected for one in rounds):
            sys.exit(f"decide.py: {name} decides otherwise")
    print(f"{'':<48} {HEADING}")
    for name, key in (("a decision, ns", "ns"), ("a decision as JSON text, ns", "encodedNs")):
        print(f"{'Wissel, ' + name:<48} {spread([one[key] for one in told['wissel']], '{:.0f}')}")
    for name, title in OTHERS.items():
        ratios = [other["ns"] / own["ns"] for other, own in zip(told[name], told["wissel"])]
        print(f"{title + ', times what Wissel takes':<48} {spread(ratios, '{:.2f}')}")


if __name__ == "__main__":
    main()
