// Decides about reports with one of the JavaScript engines, and says of each rule which clause failed; see decide.py.
// Usage: node decide.mjs ENGINE RULES.json REPORTS.jsonl SECONDS, where ENGINE is js, engine or engine-built.
// Prints {"ns": <a decision>, "rules": [<which rule decides each>]}. It does less than Wissel: no nearest changes, no
// questions, no urgency, no words.

import {readFileSync} from "node:fs";
import {cpuUsage} from "node:process";
import jsonLogic from "json-logic-js";
import {LogicEngine} from "json-logic-engine";

const day = "2026-11-24";
const own = {
    length: (list) => (Array.isArray(list) && Array.isArray(list[0]) ? list[0] : list).length,
    dateAdd: (date, duration) => {
        const moved = new Date(date + "T00:00:00Z");
        moved.setUTCMonth(moved.getUTCMonth() + Number(/^P(\d+)M$/.exec(duration)[1]));
        return moved.toISOString().slice(0, 10);
    },
    dateOnOrBefore: (one, other) => one <= other,
};

const engine = new LogicEngine();
for (const [name, operation] of Object.entries(own)) {
    jsonLogic.add_operation(name, operation);
    if (name !== "length") engine.addMethod(name, (operands) => operation(...operands), {deterministic: true});
}
const compilers = {
    js: (rule) => (data) => jsonLogic.apply(rule, data),
    engine: (rule) => (data) => engine.run(rule, data),
    "engine-built": (rule) => engine.build(rule),
};

const [name, rulesFile, reportsFile, seconds] = process.argv.slice(2);
const compile = compilers[name];

// A clause and, of an `and`, its parts: the first that fails is the reason.
function clause(rule) {
    const parts = rule && rule.and ? rule.and.map(clause) : [];
    return {rule, holds: compile(rule), parts};
}
function culprit(failed, data) {
    for (const part of failed.parts) if (!part.holds(data)) return culprit(part, data);
    return failed.rule;
}

const rules = JSON.parse(readFileSync(rulesFile, "utf8")).map(({id, when}) => ({id, when: clause(when)}));
const reports = readFileSync(reportsFile, "utf8").trim().split("\n").map((line) => ({report: JSON.parse(line), today: day}));

function decide(data) {
    const decision = {rule: null, rules: []};
    for (const {id, when} of rules) {
        const matched = Boolean(when.holds(data));
        if (matched && decision.rule === null) decision.rule = id;
        decision.rules.push(matched ? {id, matched} : {id, matched, failed: culprit(when, data)});
    }
    return decision;
}

function now() {
    const {user, system} = cpuUsage();
    return (user + system) / 1e6;
}
let kept = 0;
function timeOf(limit) {
    const start = now();
    let count = 0;
    let taken = 0;
    while (taken < limit) {
        for (let round = 0; round < 10; ++round) for (const report of reports) kept += decide(report).rules.length;
        count += 10 * reports.length;
        taken = now() - start;
    }
    return (taken * 1e9) / count;
}
timeOf(Number(seconds) / 4); // warms up
console.log(JSON.stringify({ns: timeOf(Number(seconds)), rules: reports.map((report) => decide(report).rule)}));
if (kept < 0) console.error(kept);
