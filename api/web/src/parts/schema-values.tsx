/** What was filled in in a form, to be read: each member with its label and its answer in words. */
import type {ComponentChildren} from 'preact';

import type {Schema} from '../api/types';
import {isEmpty, isMembers, resolved, type Members, type Value} from '../forms/schema';
import {day, list, number} from '../words/format';
import {say} from '../words/language';
import {useOrganisations, useVocabulary, type Organisations, type Vocabulary} from '../words/vocabulary';
import {words} from './words';

interface Speech {
  vocabulary: Vocabulary;
  organisations: Organisations;
  root: Schema;
}

/** The members of `value` that `schema` names, in its order, or those in `only`; what is empty is left out. */
export function SchemaValues({schema, value, only}: {schema: Schema; value: Members; only?: string[]}) {
  const speech: Speech = {vocabulary: useVocabulary(), organisations: useOrganisations(), root: schema};
  const names = (only ?? Object.keys(schema.properties ?? {})).filter(
    (name) => schema.properties?.[name] && !isEmpty(value[name]),
  );
  return (
    <dl class="w-facts">
      {names.map((name) => (
        <Row key={name} name={name} given={schema.properties?.[name] ?? {}} value={value[name]} speech={speech} />
      ))}
    </dl>
  );
}

function Row({name, given, value, speech}: {name: string; given: Schema; value: Value; speech: Speech}) {
  return (
    <>
      <dt>{say(resolved(given, speech.root).label) || name}</dt>
      <dd class="w-read-text">{shown(value, given, speech)}</dd>
    </>
  );
}

/** One answer in words, without markup: for a sentence or a list of changes. */
export function useAnswerInWords(root: Schema | null): (value: Value, given: Schema) => string {
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  return (value, given) => (isEmpty(value) ? '' : inWords(value, given, {vocabulary, organisations, root: root ?? {}}));
}

function inWords(value: Value, given: Schema, speech: Speech): string {
  const schema = resolved(given, speech.root);
  if (Array.isArray(value)) return list(value.map((each) => inWords(each, schema.items ?? {}, speech)).filter(Boolean));
  if (isMembers(value))
    return inOrder(value, schema)
      .map(([name, each]) => member(each, schema.properties?.[name] ?? {}, speech))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'boolean') return value ? words.value.yes : words.value.no;
  if (typeof value === 'number') return number(value);
  const text = String(value);
  if (schema.enum) return schema.vocabulary ? speech.vocabulary.word(schema.vocabulary, text) : text;
  if (schema.format === 'date') return day(text);
  if (schema.format === 'oin') return speech.organisations.name(text);
  if (schema.format === 'uri') return speech.organisations.ministry(text);
  return text;
}

/** What is filled in, in the order of the names; the API tells members in no order of meaning. */
function inOrder(value: Members, schema: Schema): [string, Value][] {
  const names = Object.keys(schema.properties ?? {});
  return Object.entries(value)
    .filter(([, each]) => !isEmpty(each))
    .sort(([a], [b]) => rank(a, names) - rank(b, names));
}
const leading = ['name', 'organisation', 'kind', 'severity', 'task', 'who', 'title'];
const rank = (name: string, names: string[]) =>
  leading.includes(name) ? leading.indexOf(name) : leading.length + names.indexOf(name);

/** One member of a group: a yes is told by its label, a no by nothing. */
function member(value: Value, given: Schema, speech: Speech): string {
  const schema = resolved(given, speech.root);
  return typeof value === 'boolean' ? (value ? say(schema.label).toLowerCase() : '') : inWords(value, schema, speech);
}

function shown(value: Value, given: Schema, speech: Speech): ComponentChildren {
  const schema = resolved(given, speech.root);
  if (Array.isArray(value)) {
    const items = schema.items ?? {};
    const filledIn = value.filter((each) => !isEmpty(each));
    if (filledIn.length === 1) return shown(filledIn[0], items, speech);
    return (
      <ul class="w-read-list">
        {filledIn.map((each, at) => (
          <li key={at}>{shown(each, items, speech)}</li>
        ))}
      </ul>
    );
  }
  if (isMembers(value)) {
    const members = inOrder(value, schema).filter(([, each]) => each !== false);
    return members.map(([name, each], at) => {
      const part = resolved(schema.properties?.[name] ?? {}, speech.root);
      // An organisation, a name or a code speaks for itself; a yes, a number or a date needs its label.
      const plain = each === true || (typeof each === 'string' && part.format !== 'date');
      return (
        <span key={name}>
          {at > 0 && '; '}
          {plain ? null : `${say(part.label)}: `}
          {each === true ? say(part.label).toLowerCase() : shown(each, part, speech)}
        </span>
      );
    });
  }
  const text = inWords(value, schema, speech);
  // Only what is plainly a web address becomes a link; whatever else was typed stays text.
  if (schema.format === 'uri' && text === value && /^https?:\/\//.test(text)) {
    return (
      <a href={text} rel="noreferrer noopener" target="_blank" class="w-read-link">
        {text}
      </a>
    );
  }
  return text;
}
