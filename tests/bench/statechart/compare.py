#!/usr/bin/env python3
"""engine/statechart beside XState v5: the same machine (workflow.json) and the same events (events.json), in interleaved
rounds, and how many times the processor time of a step XState takes.

After each event all have to stand in the same states with the same context and the same effects, or the exit status is 1.

Builds nothing. Needs Node.js 18.20 or later and:
  cmake --build --preset release --target wissel_bench_statechart
  npm ci --omit=dev --prefix tests/bench/statechart

Example: tests/bench/statechart/compare.py --rounds 5 --seconds 2"""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
from rounds import HEADING, ROOT, measure, spread  # noqa: E402

MACHINE = HERE / "workflow.json"
EVENTS = HERE / "events.json"
OTHERS = {
    "transition": "XState, transition(), which runs no effects",
    "send": "XState, actor.send()",
}


def commands(program, node, seconds):
    others = {name: [node, HERE / "bench.mjs", name, MACHINE, EVENTS, seconds] for name in OTHERS}
    return {"wissel": [program, MACHINE, EVENTS, "--seconds", seconds], **others}


def check(told):
    """Every program has to come to the same, event by event."""
    for name, lists in told.items():
        for events, rounds in lists.items():
            for one in rounds:
                check_round(f"{name} ('{events}')", one["told"], told["wissel"][events][0]["told"])


def check_round(name, told, expected):
    if len(told) != len(expected):
        sys.exit(f"compare.py: {name} told of {len(told)} events, not of {len(expected)}")
    for number, (one, other) in enumerate(zip(told, expected), 1):
        if one != other:
            sys.exit(f"compare.py: {name} disagrees after event {number}:\n  {json.dumps(one, sort_keys=True)}, not\n"
                     f"  {json.dumps(other, sort_keys=True)}")


def print_lines(told, form, values_of):
    """One for each list of events."""
    for events in told["wissel"]:
        print(f"  {events:<46} {spread(values_of(events), form)}")


def print_table(told):
    for events, rounds in told["wissel"].items():
        size = rounds[0]["size"]
        print(f"'{events}': {size['events']} events a round, which take {size['transitionsARound']} transitions, "
              f"{size['transitionsTaken']} of all {size['transitions']}; {size['states']} states")
    for name, title in {"wissel": "Wissel", **OTHERS}.items():
        print(f"\n{'Nanoseconds a step: ' + title:<48} {HEADING if name == 'wissel' else ''}".rstrip())
        print_lines(told, "{:,.0f}", lambda events: [one["ns"] for one in told[name][events]])
    print("\nSteps a second: Wissel")
    print_lines(told, "{:,.0f}", lambda events: [1e9 / one["ns"] for one in told["wissel"][events]])
    for name, title in OTHERS.items():
        print(f"\nTimes what a step takes Wissel: {title}")
        print_lines(told, "{:.1f}", lambda events: [
            other["ns"] / own["ns"] for other, own in zip(told[name][events], told["wissel"][events])])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/release/tests/bench/statechart/wissel_bench_statechart")
    parser.add_argument("--node", default="node")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of processor time, for each list, program and round; half as "
                        "much goes before to warm up")
    parser.add_argument("--quick", action="store_true", help="one round of 0.05 s: whether it works, not how fast")
    options = parser.parse_args()
    rounds, seconds = (1, 0.05) if options.quick else (options.rounds, options.seconds)
    told = measure(commands(options.program, options.node, seconds), rounds)
    check(told)
    print_table(told)


if __name__ == "__main__":
    main()
