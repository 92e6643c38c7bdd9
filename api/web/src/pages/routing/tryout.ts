/** A trial of the routing table: which questions its rules read, and a whole report around the answers to them. Pure. */
import type {Schema} from '../../api/types';
import {asDrawn, sendable} from '../../forms/report';
import {filled, isEmpty, isMembers, requiredNow, resolved, type Members, type Value} from '../../forms/schema';
import {pathsOf} from './clause';
import type {Table} from './table';

/** Every path of the report that the table looks at, without `report.`. */
export function readPaths(table: Table): Set<string> {
  const clauses = [
    ...Object.values(table.conditions ?? {}).map((condition) => condition.when),
    ...(table.ministry ?? []),
    ...table.rules.flatMap((rule) => [rule.when, rule.mode, rule.referral]),
    ...(table.urgency?.rules ?? []).map((rule) => rule.when),
  ];
  return new Set(clauses.flatMap((each) => pathsOf(each)).filter((path) => path.startsWith('report.')).map((path) => path.slice('report.'.length)));
}

/** The questions that the table reads, in the order of the form. */
export function readNames(table: Table, schema: Schema): string[] {
  const first = new Set([...readPaths(table)].map((path) => path.split('.')[0]));
  return Object.keys(schema.properties ?? {}).filter((name) => first.has(name));
}

const weakest = ['unknown', 'none'];

/** Something that may stand where an answer must: the answer that says least. */
function sample(name: string, given: Schema, root: Schema, today: string): Value {
  const schema = resolved(given, root);
  if (schema.enum) return weakest.find((code) => schema.enum?.includes(code)) ?? schema.enum[0];
  if (schema.type === 'array') return [sample(name, schema.items ?? {}, root, today)];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'object') {
    const plain = (one: string) => resolved(schema.properties?.[one] ?? {}, root).format === undefined;
    const needed = [...(schema.required ?? []), ...(schema.anyOf?.map((each) => each.required ?? []).find((each) => each.every(plain)) ?? [])];
    return Object.fromEntries(needed.map((one) => [one, sample(one, schema.properties?.[one] ?? {}, root, today)]));
  }
  if (schema.format === 'email') return 'proef@voorbeeld.example';
  if (schema.format === 'date') return today;
  return 'Proef';
}

/** What stands in the form to begin with: of each question that must be answered, the answer that says least. */
export function beginning(names: string[], schema: Schema): Members {
  return Object.fromEntries((schema.required ?? []).filter((name) => names.includes(name))
    .map((name) => [name, sample(name, schema.properties?.[name] ?? {}, schema, '')]));
}

interface Filling {
  root: Schema;
  reads: Set<string>;
  today: string;
}

/**
 * The answers with all that the schema asks beside them. A group that lacks what a rule reads does not count (undefined),
 * unless it must be there (`must`): an answer that nobody gave may not decide.
 */
function whole(schema: Schema, value: Members, at: string, must: boolean, filling: Filling): Members | undefined {
  const made: Members = {...value};
  for (const name of requiredNow(schema, value)) {
    if (!isEmpty(made[name])) continue;
    if (!must && filling.reads.has(at + name)) return undefined;
    made[name] = sample(name, schema.properties?.[name] ?? {}, filling.root, filling.today);
  }
  for (const [name, member] of Object.entries(made)) {
    const part = resolved(schema.properties?.[name] ?? {}, filling.root);
    const below = `${at}${name}.`;
    const needed = schema.required?.includes(name) ?? false;
    if (isMembers(member)) made[name] = whole(part, member, below, needed, filling);
    else if (Array.isArray(member) && member.some(isMembers)) {
      made[name] = member.map((each) => (isMembers(each) ? whole(resolved(part.items ?? {}, filling.root), each, below, needed, filling) : each));
    }
  }
  return filled(made) as Members;
}

/** The report to try: nothing of it is kept, and what is not asked here reads "Proef". */
export function bodyFor(answers: Members, schema: Schema, table: Table, today: string): Members {
  const main = answers['primaryBarrier'];
  const given = sendable(typeof main === 'string' && isEmpty(answers['barriers']) ? {...answers, barriers: [main]} : answers);
  return whole(asDrawn(schema, given), given, '', true, {root: schema, reads: readPaths(table), today}) ?? {};
}

/** The answers with a change that the decision names, such as `underWay.kind`. */
export function changed(answers: Members, field: string, to: string | boolean): Members {
  const [name, ...rest] = field.split('.');
  if (name === undefined) return answers;
  if (rest.length === 0) return {...answers, [name]: to};
  const below = answers[name];
  return {...answers, [name]: changed(isMembers(below) ? below : {}, rest.join('.'), to)};
}

/** What of `value` fits the schema and is no free text: codes, numbers, days, ministries. */
function fitting(given: Schema, value: Value, root: Schema): Value {
  const schema = resolved(given, root);
  if (schema.enum) return schema.enum.includes(value as never) ? value : undefined;
  if (schema.type === 'array') return Array.isArray(value) ? value.slice(0, 20).map((each) => fitting(schema.items ?? {}, each, root)).filter((each) => each !== undefined) : undefined;
  if (schema.type === 'object') {
    if (!isMembers(value)) return undefined;
    return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => Object.hasOwn(value, name)).map(([name, part]) => [name, fitting(part, value[name], root)]));
  }
  if (schema.type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (schema.type === 'integer') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (schema.format === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  if (schema.format === 'uri') return value.length <= 300 && /^https:\/\/identifier\.overheid\.nl\/[\w/.-]+$/.test(value) ? value : undefined;
  return undefined;
}

/** The answers to the questions `names`, without free texts: those of a draft, or of an address. */
export function answersOf(names: string[], report: Members, schema: Schema): Members {
  const made: Members = {};
  for (const name of names) {
    if (!Object.hasOwn(report, name)) continue;
    const value = fitting(schema.properties?.[name] ?? {}, report[name], schema);
    if (!isEmpty(value)) made[name] = filled(value);
  }
  return made;
}

/** For the address bar. Free texts stay out of it: addresses are kept in many places. */
export const encode = (answers: Members, names: string[], schema: Schema): string => JSON.stringify(answersOf(names, answers, schema));

/** Reads what `encode` wrote; null where it is something else. */
export function decode(text: string, names: string[], schema: Schema): Members | null {
  if (text.length > 8_000) return null;
  try {
    const read = JSON.parse(text) as unknown;
    return isMembers(read) ? answersOf(names, read, schema) : null;
  } catch {
    return null;
  }
}
