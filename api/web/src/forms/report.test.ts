import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

import type {Schema, VocabularyList} from '../api/types';
import {asDrawn, bodyOf, confirmed, isAsked, missingBySteps, sendable, stepAt, stepsOf, tidied, valueAt, withoutRepeats} from './report';
import {inOrder} from './report-schema';
import type {Members} from './schema';
import {asText, told, type Names} from './told';

const read = <T>(name: string) => JSON.parse(readFileSync(join(process.cwd(), '../..', name), 'utf8')) as T;
const written = read<Schema>('config/schemas/report.schema.json');
const example = read<Members>('config/demo/example-report.json');
const {lists} = read<{lists: VocabularyList[]}>('config/vocabulary.json');

/** As the API gives it: every object by the names of its members. */
const byName = (value: unknown): unknown => (Array.isArray(value) ? value.map(byName) : typeof value === 'object' && value !== null
  ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, byName(each)]))
  : value);
const schema = inOrder(byName(written) as Schema);

describe('the order of the questions', () => {
  it('is that of the file, whatever order the API gives', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(written.properties ?? {}));
    for (const name of ['harm', 'purpose', 'exchangeEnds', 'deadline', 'underWay']) {
      expect(Object.keys(schema.properties?.[name]?.properties ?? {}), name).toEqual(Object.keys(written.properties?.[name]?.properties ?? {}));
    }
    expect(Object.keys(schema.properties?.['attempts']?.items?.properties ?? {})).toEqual(['date', 'with', 'level', 'result', 'what']);
    expect(Object.keys(schema.$defs?.['holder']?.properties ?? {})).toEqual(['organisation', 'name', 'private']);
  });

  it('puts what it does not know behind the rest', () => {
    const made = inOrder({properties: {aNewOne: {}, title: {}, mailbox: {}}});
    expect(Object.keys(made.properties ?? {})).toEqual(['title', 'mailbox', 'aNewOne']);
  });
});

describe('the steps of a report', () => {
  it('have every question once, but for the confirmations, which are no question', () => {
    const all = {leadMinistry: 'one', occursElsewhere: 'yes', tried: 'stuck'};
    const steps = stepsOf(schema, all);
    expect(steps.map(({code}) => code)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(steps.flatMap(({names}) => names).sort()).toEqual(Object.keys(schema.properties ?? {}).filter((name) => name !== 'confirmedNotBsn').sort());
    expect(stepAt('/harm/severity', schema)).toBe('D');
    expect(stepAt('/nothing', schema)).toBeUndefined();
  });

  it('ask for a lead, for attempts and for who else only after the answer that they follow', () => {
    expect(['lead', 'elsewhere', 'attempts', 'refusedBy'].filter((name) => isAsked(name, {leadMinistry: 'none', occursElsewhere: 'no', tried: 'none'}))).toEqual([]);
    expect(['lead', 'attempts', 'refusedBy'].every((name) => isAsked(name, {leadMinistry: 'one', tried: 'refused'}))).toBe(true);
  });

  it('know what is missing in each', () => {
    expect(missingBySteps(schema, {requester: {organisation: '1'}, underWay: {kind: 'bill'}})).toEqual({
      A: ['/title', '/description', '/dataCategories'],
      B: ['/holders', '/purpose'],
      C: ['/legalBasis', '/barriers', '/primaryBarrier'],
      D: ['/affected', '/harm', '/underWay/covers', '/tried'],
      E: ['/endorsed', '/mailbox'],
    });
    expect(missingBySteps(schema, example)).toEqual({});
    // Attempts that are not asked for are not missed.
    expect(missingBySteps(schema, {...example, tried: 'none', attempts: [{with: 'x'}]})).toEqual({});
    expect(missingBySteps(schema, {...example, tried: 'stuck', attempts: [{with: 'x'}]})['D']).toEqual(['/attempts/0/date', '/attempts/0/level', '/attempts/0/result']);
  });
});

describe('help', () => {
  it('is left out where the answers below it say the same', () => {
    const made = withoutRepeats(schema, (list) => lists.find(({id}) => id === list)?.items.every((item) => item.description) ?? false);
    expect(made.properties?.['legalBasis']?.help).toBeUndefined();
    expect(made.properties?.['harm']?.help).toBeUndefined();
    expect(made.properties?.['harm']?.properties?.['number']?.help?.nl).toBe('Een schatting mag; zeg erbij waarvan.');
    expect(made.properties?.['title']?.help).toEqual(schema.properties?.['title']?.help);
    expect(made.properties?.['valuesCollide']?.help).toEqual(schema.properties?.['valuesCollide']?.help);
    expect(Object.keys(made.properties ?? {})).toEqual(Object.keys(schema.properties ?? {}));
    expect(missingBySteps(made, {})).toEqual(missingBySteps(schema, {}));
  });
});

describe('what is sent', () => {
  it('is what is asked and answered', () => {
    const report = {title: 'x', lead: 'y', leadMinistry: 'none', holders: [{}, {name: 'a'}], harm: {severity: 'none', number: undefined}, elsewhere: 'z'};
    expect(sendable(report)).toEqual({title: 'x', leadMinistry: 'none', holders: [{name: 'a'}], harm: {severity: 'none'}});
  });

  it('confirms that a text holds no BSN as long as the text is the one that was looked at', () => {
    const report = {...example, ownReference: '111222333'};
    expect(bodyOf(report, {'/ownReference': '111222333'})['confirmedNotBsn']).toEqual(['/ownReference']);
    expect(bodyOf({...report, ownReference: '123456782'}, {'/ownReference': '111222333'})).not.toHaveProperty('confirmedNotBsn');
    expect(confirmed({'/holders/1/name': 'x'}, {holders: [{name: 'x'}]})).toEqual([]);
    expect(valueAt('/holders/0/name', report)).toBe('Uitvoeringsinstituut Werknemersverzekeringen');
  });

  it('offers as main cause the causes that were ticked, and lets go of one that no longer is', () => {
    expect(asDrawn(schema, {barriers: ['privacy', 'legal']}).properties?.['primaryBarrier']?.enum).toEqual(['legal', 'privacy']);
    expect(asDrawn(schema, {})).toBe(schema);
    expect(tidied({barriers: ['legal', 'technical'], primaryBarrier: 'privacy'})['primaryBarrier']).toBeUndefined();
    expect(tidied({barriers: ['legal']})['primaryBarrier'], 'of one, that one').toBe('legal');
    expect(tidied({barriers: ['legal'], primaryBarrier: 'legal'})['primaryBarrier']).toBe('legal');
  });
});

describe('a report in words', () => {
  const names: Names = {
    say: (words) => words?.nl ?? '',
    word: (list, code) => lists.find(({id}) => id === list)?.items.find((item) => item.code === code)?.title.nl ?? code,
    organisation: (oin) => `org ${oin}`,
    ministry: (tooi) => tooi.replace(/^.*\//, ''),
    day: (text) => `dag ${text}`,
    number: (value) => value.toLocaleString('nl-NL'),
    yes: 'Ja',
    no: 'Nee',
  };
  const answers = told(schema, {...example, exchangeEnds: {date: '2027-01-01', cause: 'ruling'}, proposal: 'Een regel\nen nog een.', documents: [{title: 'Stuk', place: 'Archief', public: false}]}, names);
  const lines = (name: string) => answers.find((answer) => answer.name === name)?.lines;

  it('shows no code where there are words', () => {
    expect(lines('legalBasis')).toEqual(['Grondslag ontbreekt']);
    expect(lines('barriers')).toEqual(['Juridisch', 'Organisatie en werkwijze']);
    expect(lines('primaryBarrier')).toEqual(['Juridisch']);
    expect(lines('ministries')).toEqual(['mnre1073']);
    expect(lines('harm')).toEqual(['Ernst: Ernstig', 'Om hoeveel gaat het ongeveer? 1.200', 'Waarop berust dat aantal? telling over een jaar']);
    expect(lines('holders')).toEqual(['Organisatie (OIN): org 00000099900000340000; Naam: Uitvoeringsinstituut Werknemersverzekeringen']);
    expect(lines('exchangeEnds')).toEqual(['Datum: dag 2027-01-01', 'Oorzaak: Uitspraak']);
    expect(lines('documents')).toEqual(['Titel: Stuk; Vindplaats: Archief; Openbaar: Nee']);
  });

  it('tells an opinion apart', () => {
    expect(answers.filter(({kind}) => kind === 'opinion').map(({name}) => name)).toEqual(['proposal']);
  });

  it('can be kept as text', () => {
    const text = asText('Titel', [['Kenmerk', 'GD-1']], answers.filter(({name}) => name === 'proposal' || name === 'title'), {A: 'Eerste', E: 'Laatste'});
    expect(text).toBe(`Titel\n=====\n\nKenmerk: GD-1\n\nEerste\n------\n\nWaar loopt u tegenaan?\n  ${String(example['title'])}\n\nLaatste\n-------\n\nWat zou volgens u helpen?\n  Een regel\n  en nog een.\n`);
  });
});
