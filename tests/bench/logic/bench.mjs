// Evaluates the rules of a file with one of the JavaScript engines; see compare.py.
// Usage: node bench.mjs ENGINE RULES.json SECONDS, where ENGINE is js, engine or engine-built.
// Prints {"<name>": {"ns": <per evaluation>, "result": …}, …}.

import {readFileSync} from "node:fs";
import {cpuUsage} from "node:process";
import jsonLogic from "json-logic-js";
import {LogicEngine} from "json-logic-engine";

const engines = {
    js: (rule) => (data) => jsonLogic.apply(rule, data),
    engine: (rule) => {
        const engine = new LogicEngine();
        return (data) => engine.run(rule, data);
    },
    "engine-built": (rule) => new LogicEngine().build(rule),
};

const batch = 1000;
let kept = 0; // so that no result is optimised away

// Seconds of processor time, the collection of garbage too: others on the same machine do not count.
function now() {
    const {user, system} = cpuUsage();
    return (user + system) / 1e6;
}

function timeOf(evaluate, data, seconds) {
    const start = now();
    let count = 0;
    let taken = 0;
    while (taken < seconds) {
        for (let at = 0; at < batch; ++at) if (evaluate(data)) ++kept;
        count += batch;
        taken = now() - start;
    }
    return (taken * 1e9) / count;
}

const [name, file, seconds] = process.argv.slice(2);
const told = {};
for (const {name: rule_name, rule, data} of JSON.parse(readFileSync(file, "utf8"))) {
    const evaluate = engines[name](rule);
    timeOf(evaluate, data, Number(seconds) / 4); // warms up
    told[rule_name] = {ns: timeOf(evaluate, data, Number(seconds)), result: evaluate(data)};
}
console.log(JSON.stringify(told));
if (kept < 0) console.error(kept);
