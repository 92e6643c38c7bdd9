/** A report in words: each question with its answer, as text. Pure; who draws it passes the words for codes. */
import type {Schema, Words} from '../api/types';
import {isEmpty, isMembers, resolved, type Members, type Value} from './schema';

/** The words in the language of the reader. */
export interface Names {
  say(words: Words | undefined): string;
  word(list: string, code: string): string;
  organisation(oin: string): string;
  ministry(tooi: string): string;
  day(text: string): string;
  number(value: number): string;
  yes: string;
  no: string;
}

export interface Answered {
  name: string;
  step: string;
  kind: string;
  label: string;
  /** One line for each item of a list and each member of a group. */
  lines: string[];
}

/** What was answered, in the order of the schema. */
export function told(schema: Schema, report: Members, names: Names): Answered[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    if (isEmpty(report[name]) || !given.step) return [];
    const member = resolved(given, schema);
    return [{
      name,
      step: given.step,
      kind: member.kind ?? 'fact',
      label: names.say(member.label) || name,
      lines: linesOf(member, report[name], schema, names),
    }];
  });
}

function linesOf(given: Schema, value: Value, root: Schema, names: Names): string[] {
  const schema = resolved(given, root);
  if (Array.isArray(value)) {
    return value.filter((each) => !isEmpty(each)).map((each) => (isMembers(each)
      ? linesOf(schema.items ?? {}, each, root, names).join('; ')
      : single(schema.items ?? {}, each, root, names, schema.vocabulary)));
  }
  if (isMembers(value)) {
    return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => (isEmpty(value[name])
      ? []
      : linesOf(each, value[name], root, names).map((line) => named(labelOf(each, root, names) || name, line))));
  }
  return [single(schema, value, root, names)];
}

/** A question that ends on its mark gets no colon behind it. */
const named = (label: string, line: string) => (/[?!]$/.test(label) ? `${label} ${line}` : `${label}: ${line}`);

const labelOf = (schema: Schema, root: Schema, names: Names) => names.say(resolved(schema, root).label);

function single(given: Schema, value: Value, root: Schema, names: Names, list?: string): string {
  const schema = resolved(given, root);
  if (typeof value === 'boolean') return value ? names.yes : names.no;
  if (typeof value === 'number') return names.number(value);
  const text = String(value);
  const vocabulary = schema.vocabulary ?? list;
  if (vocabulary) return names.word(vocabulary, text);
  if (schema.format === 'oin') return names.organisation(text);
  if (schema.format === 'date') return names.day(text);
  if (schema.format === 'uri') return names.ministry(text);
  return text;
}

/** The same as plain text, to keep or to send on; `heads`: the heading of each step. */
export function asText(title: string, facts: [string, string][], answers: Answered[], heads: Record<string, string>): string {
  const out = [title, '='.repeat([...title].length), ''];
  for (const [name, value] of facts) out.push(`${name}: ${value}`);
  let step = '';
  for (const answer of answers) {
    if (answer.step !== step) {
      step = answer.step;
      const head = heads[step] ?? step;
      out.push('', head, '-'.repeat([...head].length));
    }
    out.push('', answer.label, ...answer.lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`));
  }
  return `${out.join('\n')}\n`;
}
