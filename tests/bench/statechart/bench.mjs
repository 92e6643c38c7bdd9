// Runs a machine through lists of events with XState, round and round; see compare.py.
// Usage: node bench.mjs WAY MACHINE.json EVENTS.json SECONDS, where WAY is transition (the pure function: no effect runs)
// or send (an actor).
// Prints {"<name of the list>": {"ns": <a step>, "told": [<what a round does, event by event>]}, …}.

import {readFileSync} from "node:fs";
import {cpuUsage} from "node:process";
import {createActor, initialTransition, transition} from "xstate";
import {machineOf} from "./machine.mjs";

const rounds = 20;
let kept = 0; // so that no result is optimised away

/** Each way: step(event) makes a step, tell(event) too and gives the effects, snapshot() where the machine is. */
const ways = {
    transition(document, hasActions) {
        const machine = machineOf(document, hasActions, () => {});
        let [snapshot] = initialTransition(machine);
        const step = (event) => {
            const [next, effects] = transition(machine, snapshot, event);
            snapshot = next;
            kept += effects.length;
            return effects;
        };
        const tell = (event) =>
            step(event).filter(({type}) => !type.startsWith("xstate.")).map(({type, params}) => ({type, params}));
        return {step, tell, snapshot: () => snapshot};
    },
    send(document, hasActions) {
        let told = null;
        const machine = machineOf(document, hasActions, (type, params) => {
            ++kept;
            if (told !== null) told.push({type, params});
        });
        const actor = createActor(machine);
        actor.start();
        const tell = (event) => {
            told = [];
            actor.send(event);
            const effects = told;
            told = null;
            return effects;
        };
        return {step: (event) => actor.send(event), tell, snapshot: () => actor.getSnapshot()};
    },
};

/** The active leaves by Wissel's names, in document order. */
function configurationOf({_nodes}) {
    const leaves = _nodes.filter((node) => node.type === "atomic").sort((a, b) => a.order - b.order);
    return leaves.map((node) => node.config.id ?? node.path.join("."));
}

// Seconds of processor time, the collection of garbage too: others on the same machine do not count.
function now() {
    const {user, system} = cpuUsage();
    return (user + system) / 1e6;
}

function timeOf(step, events, seconds) {
    const start = now();
    let steps = 0;
    let taken = 0;
    while (taken < seconds) {
        for (let round = 0; round < rounds; ++round) for (const event of events) step(event);
        steps += rounds * events.length;
        taken = now() - start;
    }
    return (taken * 1e9) / steps;
}

function tellRound(way, events) {
    return events.map((event) => {
        const effects = way.tell(event);
        const snapshot = way.snapshot();
        return {event: event.type, configuration: configurationOf(snapshot), context: snapshot.context, effects};
    });
}

const [name, machineFile, eventsFile, seconds] = process.argv.slice(2);
const document = JSON.parse(readFileSync(machineFile, "utf8"));
const told = {};
for (const {name: list, actions, events: given} of JSON.parse(readFileSync(eventsFile, "utf8"))) {
    const events = given.map((event) => ({type: event.name, data: event.data}));
    const way = ways[name](document, actions);
    const first = tellRound(way, events);
    timeOf(way.step, events, Number(seconds) / 2); // warms up
    const ns = timeOf(way.step, events, Number(seconds));
    const last = tellRound(way, events);
    if (JSON.stringify(first) !== JSON.stringify(last)) throw new Error(`the last round of '${list}' is not the first`);
    told[list] = {ns, told: first};
}
console.log(JSON.stringify(told));
if (kept < 0) console.error(kept);
