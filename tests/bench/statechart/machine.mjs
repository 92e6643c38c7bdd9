// A machine in Wissel's notation (docs/statecharts.md) as one of XState v5: as much of the notation as workflow.json needs.
// Every rule becomes JavaScript by itself, which V8 compiles like a guard written by hand.

import {and, assign, not, or, raise, setup, stateIn} from "xstate";

const operators = new Set(["==", "===", "!=", "!==", "<", "<=", ">", ">=", "+"]);

function path(names) {
    const [first, ...rest] = names.split(".");
    const base = first === "event" ? "event" : `context.${first}`;
    return `(${[base, ...rest].join("?.")} ?? null)`;
}

function source(rule) {
    if (typeof rule !== "object" || rule === null) return JSON.stringify(rule);
    if (Array.isArray(rule)) return `[${rule.map(source)}]`;
    const [[operator, given]] = Object.entries(rule);
    if (operator === "var") return path(given);
    const args = given.map(source);
    if (operator === "in") return `${args[1]}.includes(${args[0]})`;
    if (operator === "and" || operator === "or") return `(${args.join(operator === "and" ? " && " : " || ")})`;
    if (operators.has(operator) && args.length === 2) return `(${args[0]} ${operator} ${args[1]})`;
    throw new Error(`machine.mjs has no '${operator}'`);
}

const compiled = (code) => new Function("{context, event}", `return ${code};`);
const isRule = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const membersOf = (values) => Object.entries(values).map(([name, rule]) => `${JSON.stringify(name)}: ${source(rule)}`);

function guardOf(guard) {
    if (typeof guard === "string") return guard; // stands in setup
    if (guard.type === "stateIn") return stateIn(guard.params.stateId);
    if (guard.type === "and") return and(guard.params.guards.map(guardOf));
    if (guard.type === "or") return or(guard.params.guards.map(guardOf));
    if (guard.type === "not") return not(guardOf(guard.params.guards[0]));
    return compiled(source(guard));
}

function actionOf({type, params}) {
    if (type === "assign") {
        const rules = Object.entries(params);
        return assign(Object.fromEntries(rules.map(([name, rule]) => [name, isRule(rule) ? compiled(source(rule)) : rule])));
    }
    if (type === "raise") {
        return raise(compiled(`({type: ${JSON.stringify(params.event)}, data: {${membersOf(params.data)}}})`));
    }
    return Object.values(params).some(isRule) ? {type, params: compiled(`({${membersOf(params)}})`)} : {type, params};
}

function transitionOf(given, hasActions) {
    if (typeof given === "string") return {target: given};
    const {guard, actions, ...rest} = given;
    return {
        ...rest,
        ...(guard === undefined ? {} : {guard: guardOf(guard)}),
        ...(hasActions ? {actions: list(actions).map(actionOf)} : {}),
    };
}

function stateOf({on, always, entry, exit, states, ...rest}, hasActions) {
    const transitions = (given) => list(given).map((one) => transitionOf(one, hasActions));
    const each = (members, convert) =>
        Object.fromEntries(Object.entries(members ?? {}).map(([name, value]) => [name, convert(value)]));
    return {
        ...rest,
        on: each(on, transitions),
        ...(always === undefined ? {} : {always: transitions(always)}),
        ...(hasActions ? {entry: list(entry).map(actionOf), exit: list(exit).map(actionOf)} : {}),
        ...(states === undefined ? {} : {states: each(states, (state) => stateOf(state, hasActions))}),
    };
}

function effectTypes(part, found = new Set()) {
    for (const [name, value] of Object.entries(part)) {
        if (["actions", "entry", "exit"].includes(name)) for (const {type} of list(value)) found.add(type);
        if (typeof value === "object" && value !== null) effectTypes(value, found);
    }
    for (const own of ["assign", "raise"]) found.delete(own);
    return found;
}

/** The machine; `tell(type, params)` is called for each effect. Without actions only transitions and guards are left. */
export function machineOf({guards, ...document}, hasActions, tell) {
    return setup({
        guards: Object.fromEntries(Object.entries(guards).map(([name, rule]) => [name, guardOf(rule)])),
        actions: Object.fromEntries(
            [...effectTypes(document)].map((type) => [type, (_, params) => tell(type, params)]),
        ),
    }).createMachine(stateOf(document, hasActions));
}
