/** A clause of the routing table (JsonLogic) in words. Pure. What it does not know it gives back as code. */
import type {Terms} from './terms';

export type Clause =
  | {kind: 'text'; text: string}
  /** A named condition of the table. */
  | {kind: 'condition'; name: string; text: string}
  | {kind: 'all' | 'any'; parts: Clause[]}
  | {kind: 'not'; part: Clause}
  | {kind: 'code'; code: unknown};

interface Phrases {
  always: string;
  is(field: string, value: string): string;
  isNot(field: string, value: string): string;
  oneOf(field: string, values: string): string;
  names(field: string, value: string): string;
  given(field: string): string;
  notGiven(field: string): string;
  atLeast(field: string, value: string): string;
  moreThan(field: string, value: string): string;
  below(field: string, value: string): string;
  atMost(field: string, value: string): string;
  exactly(field: string, value: string): string;
  with(field: string, condition: string): string;
  before: Record<string, (field: string, day: string) => string>;
  after(period: string, day: string): string;
  period(amount: number, unit: string): string;
  or: string;
  and: string;
  not(text: string): string;
}

const nl: Phrases = {
  always: 'altijd',
  is: (field, value) => `${field} is: ${value}`,
  isNot: (field, value) => `${field} is niet: ${value} (ook als er niets is ingevuld)`,
  oneOf: (field, values) => `${field} is: ${values}`,
  names: (field, value) => `${field} noemt: ${value}`,
  given: (field) => `${field} is ingevuld`,
  notGiven: (field) => `${field} is niet ingevuld`,
  atLeast: (field, value) => `${field}: ${value} of meer`,
  moreThan: (field, value) => `${field}: meer dan ${value}`,
  below: (field, value) => `${field}: minder dan ${value}`,
  atMost: (field, value) => `${field}: ${value} of minder`,
  exactly: (field, value) => `${field}: precies ${value}`,
  with: (field, condition) => `${field} (alleen waar ${condition})`,
  before: {
    dateBefore: (field, day) => `${field} is vóór ${day}`,
    dateOnOrBefore: (field, day) => `${field} is uiterlijk ${day}`,
    dateAfter: (field, day) => `${field} is na ${day}`,
    dateOnOrAfter: (field, day) => `${field} is op of na ${day}`,
  },
  after: (period, day) => `${period} na ${day}`,
  period: (amount, unit) => `${amount} ${{D: amount === 1 ? 'dag' : 'dagen', W: amount === 1 ? 'week' : 'weken', M: amount === 1 ? 'maand' : 'maanden', Y: 'jaar'}[unit]}`,
  or: 'of',
  and: 'en',
  not: (text) => `niet: ${text}`,
};

const en: Phrases = {
  always: 'always',
  is: (field, value) => `${field} is: ${value}`,
  isNot: (field, value) => `${field} is not: ${value} (also where nothing was filled in)`,
  oneOf: (field, values) => `${field} is: ${values}`,
  names: (field, value) => `${field} names: ${value}`,
  given: (field) => `${field} was filled in`,
  notGiven: (field) => `${field} was not filled in`,
  atLeast: (field, value) => `${field}: ${value} or more`,
  moreThan: (field, value) => `${field}: more than ${value}`,
  below: (field, value) => `${field}: fewer than ${value}`,
  atMost: (field, value) => `${field}: ${value} or fewer`,
  exactly: (field, value) => `${field}: exactly ${value}`,
  with: (field, condition) => `${field} (only where ${condition})`,
  before: {
    dateBefore: (field, day) => `${field} is before ${day}`,
    dateOnOrBefore: (field, day) => `${field} is no later than ${day}`,
    dateAfter: (field, day) => `${field} is after ${day}`,
    dateOnOrAfter: (field, day) => `${field} is on or after ${day}`,
  },
  after: (period, day) => `${period} after ${day}`,
  period: (amount, unit) => `${amount} ${{D: 'day', W: 'week', M: 'month', Y: 'year'}[unit]}${amount === 1 ? '' : 's'}`,
  or: 'or',
  and: 'and',
  not: (text) => `not: ${text}`,
};

const phrases = {nl, en};

/** The operation of a clause and its arguments; undefined where it is none. */
function operation(clause: unknown): {name: string; args: unknown[]} | undefined {
  if (typeof clause !== 'object' || clause === null || Array.isArray(clause)) return undefined;
  const entries = Object.entries(clause);
  const [first] = entries;
  if (entries.length !== 1 || !first) return undefined;
  return {name: first[0], args: Array.isArray(first[1]) ? first[1] : [first[1]]};
}

/** The path that a `var` names, within the items of the list `within` where that is given. */
export function pathOf(value: unknown, within = ''): string | undefined {
  const call = operation(value);
  if (call?.name !== 'var' || typeof call.args[0] !== 'string' || call.args[0] === '') return undefined;
  return within ? `${within}.${call.args[0]}` : call.args[0];
}

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** `clause` in words. `within`: the path of the list whose items it is about. */
export function clauseOf(clause: unknown, terms: Terms, within = ''): Clause {
  const say = phrases[terms.lang];
  const text = (words: string): Clause => ({kind: 'text', text: words});
  const code: Clause = {kind: 'code', code: clause};
  if (clause === true) return text(say.always);
  const call = operation(clause);
  if (!call) return code;
  const {name, args} = call;
  const [left, right] = args;
  switch (name) {
    case 'and':
    case 'or':
      return {kind: name === 'and' ? 'all' : 'any', parts: args.map((each) => clauseOf(each, terms, within))};
    case '!': {
      const given = fieldOf(left, terms, within);
      return given ? text(say.notGiven(given.words)) : {kind: 'not', part: clauseOf(left, terms, within)};
    }
    case 'holds': {
      const title = typeof left === 'string' ? terms.condition(left) : undefined;
      return title ? {kind: 'condition', name: String(left), text: title} : code;
    }
    case '!!': {
      const given = fieldOf(left, terms, within);
      return given ? text(say.given(given.words)) : code;
    }
    case 'in': {
      const field = fieldOf(left, terms, within);
      if (field && Array.isArray(right) && right.every(isPlain)) return text(say.oneOf(field.words, listed(right.map((each) => terms.value(field.path, each)), say.or)));
      const list = fieldOf(right, terms, within);
      return list && isPlain(left) ? text(say.names(list.words, terms.value(list.path, left))) : code;
    }
    default:
      return compared(name, args, terms, within, say) ?? code;
  }
}

function compared(name: string, args: unknown[], terms: Terms, within: string, say: Phrases): Clause | undefined {
  const field = fieldOf(args[0], terms, within) ?? amountOf(args[0], terms, within, say);
  if (!field || args.length !== 2) return undefined;
  const before = say.before[name];
  if (before) {
    const day = dayOf(args[1], terms, within, say);
    return day === undefined ? undefined : {kind: 'text', text: before(field.words, day)};
  }
  const [, value] = args;
  if (!isPlain(value)) return undefined;
  const words = terms.value(field.path, value);
  const counts = typeof value === 'number';
  const phrase = {
    '==': counts ? say.exactly : say.is,
    '===': counts ? say.exactly : say.is,
    '!=': say.isNot,
    '!==': say.isNot,
    '>=': say.atLeast,
    '>': say.moreThan,
    '<': say.below,
    '<=': say.atMost,
  }[name];
  return phrase && {kind: 'text', text: phrase(field.words, words)};
}

interface Named {
  path: string;
  words: string;
}

function fieldOf(value: unknown, terms: Terms, within: string): Named | undefined {
  const path = pathOf(value, within);
  const words = path === undefined ? undefined : terms.field(path, within);
  return path !== undefined && words !== undefined ? {path, words} : undefined;
}

/** How many there are of a list, or of those of its items that meet a condition. */
function amountOf(value: unknown, terms: Terms, within: string, say: Phrases): Named | undefined {
  const call = operation(value);
  if (call?.name !== 'length') return undefined;
  const list = fieldOf(call.args[0], terms, within);
  if (list) return list;
  const filter = operation(call.args[0]);
  const items = filter?.name === 'filter' ? fieldOf(filter.args[0], terms, within) : undefined;
  if (!filter || !items) return undefined;
  const condition = clauseOf(filter.args[1], terms, items.path);
  return hasCode(condition) ? undefined : {path: items.path, words: say.with(items.words, flat(condition, terms.lang))};
}

function dayOf(value: unknown, terms: Terms, within: string, say: Phrases): string | undefined {
  if (typeof value === 'string') return value;
  const path = pathOf(value, within);
  if (path !== undefined) return terms.field(path);
  const call = operation(value);
  if (call?.name !== 'dateAdd' || typeof call.args[1] !== 'string') return undefined;
  const day = dayOf(call.args[0], terms, within, say);
  const period = /^P(\d+)([DWMY])$/.exec(call.args[1]);
  return day === undefined || !period ? undefined : say.after(say.period(Number(period[1]), period[2] ?? ''), day);
}

function listed(words: string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** Whether a part of the clause could not be told in words. */
export function hasCode(clause: Clause): boolean {
  if (clause.kind === 'code') return true;
  if (clause.kind === 'not') return hasCode(clause.part);
  return (clause.kind === 'all' || clause.kind === 'any') && clause.parts.some(hasCode);
}

/** The clause on one line. */
export function flat(clause: Clause, lang: Terms['lang']): string {
  const say = phrases[lang];
  switch (clause.kind) {
    case 'text':
    case 'condition':
      return clause.text;
    case 'code':
      return JSON.stringify(clause.code);
    case 'not':
      return say.not(flat(clause.part, lang));
    default:
      return clause.parts.map((part) => (part.kind === 'all' || part.kind === 'any' ? `(${flat(part, lang)})` : flat(part, lang)))
        .join(clause.kind === 'all' ? `, ${say.and} ` : `, ${say.or} `);
  }
}

/** A value that a rule chooses (`if`): what it is under which condition; the last one has none. */
export function choiceOf(value: unknown, terms: Terms): {value: string; when: Clause | null}[] | undefined {
  if (typeof value === 'string') return [{value, when: null}];
  const call = operation(value);
  if (call?.name !== 'if') return undefined;
  const made: {value: string; when: Clause | null}[] = [];
  for (let at = 0; at < call.args.length; at += 2) {
    const last = at === call.args.length - 1;
    const chosen = call.args[last ? at : at + 1];
    if (typeof chosen !== 'string') return undefined;
    made.push({value: chosen, when: last ? null : clauseOf(call.args[at], terms)});
  }
  return made;
}

/** Every path that a clause looks at, those within lists under the list's own. */
export function pathsOf(clause: unknown, within = ''): string[] {
  const path = pathOf(clause, within);
  if (path !== undefined) return [path];
  const call = operation(clause);
  if (!call) return Array.isArray(clause) ? clause.flatMap((each) => pathsOf(each, within)) : [];
  if (call.name === 'filter') {
    const list = pathOf(call.args[0], within);
    return list === undefined ? pathsOf(call.args, within) : [list, ...pathsOf(call.args[1], list)];
  }
  return call.args.flatMap((each) => pathsOf(each, within));
}
