/** What holds of the report's form beside its schema: its steps, which questions follow from an answer, what is sent. Pure. */
import type {Schema} from '../api/types';
import {filled, isEmpty, isMembers, missing, resolved, type Members, type Value} from './schema';

/** Questions that are asked only after a certain answer to another. */
const follows: Record<string, (report: Members) => boolean> = {
  lead: (report) => report['leadMinistry'] === 'one',
  elsewhere: (report) => report['occursElsewhere'] === 'yes',
  attempts: (report) => report['tried'] === 'refused' || report['tried'] === 'stuck',
  refusedBy: (report) => report['tried'] === 'refused' || report['tried'] === 'stuck',
};

/** Made by the screen out of what the reporter confirms; no field of its own. */
const confirmations = 'confirmedNotBsn';

/** Whether the question `name` is asked, given the answers so far. */
export function isAsked(name: string, report: Members): boolean {
  return name !== confirmations && (follows[name]?.(report) ?? true);
}

/** Each step with the questions that it asks now, in the order of their codes. */
export function stepsOf(schema: Schema, report: Members): {code: string; names: string[]}[] {
  const made = new Map<string, string[]>();
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (!member.step || !isAsked(name, report)) continue;
    made.set(member.step, [...(made.get(member.step) ?? []), name]);
  }
  return [...made].map(([code, names]) => ({code, names})).sort((a, b) => a.code.localeCompare(b.code));
}

/** The step in which the member at a JSON Pointer is asked. */
export function stepAt(pointer: string, schema: Schema): string | undefined {
  return schema.properties?.[pointer.split('/')[1] ?? '']?.step;
}

/** The schema as it is drawn: the main cause is one of the causes that were ticked. */
export function asDrawn(schema: Schema, report: Members): Schema {
  const ticked = report['barriers'];
  const main = schema.properties?.['primaryBarrier'];
  if (!main || !Array.isArray(ticked) || ticked.length === 0) return schema;
  const narrowed = {...resolved(main, schema), enum: (resolved(main, schema).enum ?? []).filter((code) => ticked.includes(code))};
  return {...schema, properties: {...schema.properties, primaryBarrier: narrowed}};
}

/**
 * The schema without help that only says again what stands below it: of a choice whose every code is described (`described` tells
 * that of a list of the vocabulary), and of a group whose member has the same text.
 */
export function withoutRepeats(schema: Schema, described: (list: string) => boolean): Schema {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]): [string, Schema] => {
    const {help, ...rest} = withoutRepeats(member, described);
    const below = Object.values(member.properties ?? {}).some((each) => each.help !== undefined && each.help.nl === help?.nl);
    const said = below || (rest.enum !== undefined && rest.vocabulary !== undefined && described(rest.vocabulary));
    return [name, help === undefined || said ? rest : {...rest, help}];
  }));
  return schema.properties ? {...schema, properties} : schema;
}

/** The answers after a change: what no longer goes with the others is taken out, and of one cause that one is the main one. */
export function tidied(report: Members): Members {
  const main = report['primaryBarrier'];
  const ticked = report['barriers'];
  if (Array.isArray(ticked) && ticked.length === 1 && main !== ticked[0]) return {...report, primaryBarrier: ticked[0] as Value};
  if (main === undefined || !Array.isArray(ticked) || ticked.length === 0 || ticked.includes(main)) return report;
  return {...report, primaryBarrier: undefined};
}

/** The report as it is sent: what is asked and answered. */
export function sendable(report: Members): Members {
  return filled(Object.fromEntries(Object.entries(report).filter(([name]) => isAsked(name, report)))) as Members;
}

/** JSON Pointers of what must be answered and is not, by step. */
export function missingBySteps(schema: Schema, report: Members): Record<string, string[]> {
  const made: Record<string, string[]> = {};
  for (const pointer of missing(schema, report)) {
    const name = pointer.split('/')[1] ?? '';
    const step = stepAt(pointer, schema);
    if (step && isAsked(name, report)) (made[step] ??= []).push(pointer);
  }
  return made;
}

/** The value at a JSON Pointer. */
export function valueAt(pointer: string, whole: Value): Value {
  return pointer.split('/').slice(1).reduce<Value>((here, name) => {
    if (Array.isArray(here)) return here[Number(name)] as Value;
    return isMembers(here) ? here[name] : undefined;
  }, whole);
}

/**
 * The confirmations that still hold: each names a text that the reporter looked at and said to be no BSN; once the text is
 * another, it has to be looked at again.
 */
export function confirmed(given: Record<string, string>, report: Members): string[] {
  return Object.entries(given).filter(([pointer, text]) => valueAt(pointer, report) === text).map(([pointer]) => pointer);
}

/** The body of `POST /v1/cases`. */
export function bodyOf(report: Members, notBsn: Record<string, string>): Members {
  const sent = sendable(report);
  const pointers = confirmed(notBsn, sent);
  return pointers.length === 0 ? sent : {...sent, [confirmations]: pointers};
}

/** Whether anything of a step was answered. */
export function isBegun(names: string[], report: Members): boolean {
  return names.some((name) => !isEmpty(report[name]));
}
