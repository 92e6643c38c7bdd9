import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

import type {Schema, VocabularyList} from '../../api/types';
import {choiceOf, clauseOf, flat, hasCode, pathsOf} from './clause';
import type {Table} from './table';
import {termsOf, type Lang} from './terms';

// The files that the program ships with: a rule that this page cannot tell is noticed here.
const read = <T>(name: string) => JSON.parse(readFileSync(join(process.cwd(), '../..', name), 'utf8')) as T;
const table = read<Table>('workflows/routing.json');
const schema = read<Schema>('config/schemas/report.schema.json');
const {lists} = read<{lists: VocabularyList[]}>('config/vocabulary.json');
const terms = (lang: Lang) => termsOf(lang, schema, lists, table, (tooi) => tooi);
const told = (clause: unknown, lang: Lang) => flat(clauseOf(clause, terms(lang)), lang);

const rules: Record<string, [string, string]> = {
  R02: [
    '“Wat voor probleem is het?” is: Incident',
    '“What kind of problem is it?” is: Incident',
  ],
  R03: [
    '“Wat voor probleem is het?” is: Binnen één organisatie',
    '“What kind of problem is it?” is: Internal',
  ],
  R04: [
    'een bestaande uitwisseling is gestopt of stopt binnen twaalf maanden, en één ministerie trekt dit',
    'an existing exchange has ended or ends within twelve months, and one ministry leads',
  ],
  R05: [
    '“Loopt er al iets? › Soort” is: Wetsvoorstel, Wet of regeling of Programma, en “Loopt er al iets? › Regelt het alles?” is: Volledig, en “Loopt er al iets? › Loopt het of ligt het stil?” is: Loopt',
    '“Is something running? › Kind” is: Bill, Act or Programme, and “Is something running? › Does it settle all?” is: Full, and “Is something running? › Is it running or has it stalled?” is: Active',
  ],
  R06: [
    '“Loopt er al iets? › Soort” is: Advies, en “Loopt er al iets? › Regelt het alles?” is: Volledig of Deels',
    '“Is something running? › Kind” is: Advice, and “Is something running? › Does it settle all?” is: Full or Partly',
  ],
  R07: [
    'minstens twee gedateerde pogingen boven de partijen zelf liepen vast, of drie of meer houders weigerden',
    'at least two dated attempts above the parties themselves got stuck, or three or more holders refused',
  ],
  R08: [
    '“Botsen hier publieke waarden?” is: Ja',
    '“Do public values collide here?” is: Yes',
  ],
  R09: [
    '“Eén gegevensstroom, meer, of het hele stelsel?” is: Het stelsel, en “Hoe staat het met de grondslag?” is niet: Grondslag is er (ook als er niets is ingevuld)',
    '“One flow, several, or the whole system?” is: The system, and “What of the legal basis?” is not: Clear (also where nothing was filled in)',
  ],
  R10: [
    '“Eén gegevensstroom, meer, of het hele stelsel?” is: Het stelsel, en “Hoe staat het met de grondslag?” is: Grondslag is er',
    '“One flow, several, or the whole system?” is: The system, and “What of the legal basis?” is: Clear',
  ],
  R11: [
    'de regels van twee of meer ministeries moeten veranderen of uitgelegd worden, en “Trekt één ministerie dit?” is: Nee, geen, en “Hoe staat het met de grondslag?” is niet: Grondslag is er (ook als er niets is ingevuld)',
    'the rules of two or more ministries must change or be explained, and “Does one ministry lead?” is: No, none, and “What of the legal basis?” is not: Clear (also where nothing was filled in)',
  ],
  R12: [
    '“Hoe staat het met de grondslag?” is: Wetten botsen, en de regels van twee of meer ministeries moeten veranderen of uitgelegd worden',
    '“What of the legal basis?” is: Conflicting, and the rules of two or more ministries must change or be explained',
  ],
  R13: [
    '“Hoe staat het met de grondslag?” is: Grondslag ontbreekt, en één ministerie trekt dit, en de schade is aannemelijk gemaakt: ernstig, acuut of met een aantal',
    '“What of the legal basis?” is: Missing, and one ministry leads, and the harm has been made plausible: serious, acute or with a number',
  ],
  R14: [
    '“Hoe staat het met de grondslag?” is: Wetten botsen, en de regels van precies één ministerie moeten veranderen of uitgelegd worden',
    '“What of the legal basis?” is: Conflicting, and the rules of exactly one ministry must change or be explained',
  ],
  R15: [
    '“Hoe staat het met de grondslag?” is: Uitleg verschilt, en “Speelt dit ook elders?” is niet: Nee (ook als er niets is ingevuld)',
    '“What of the legal basis?” is: Disputed, and “Does it occur elsewhere?” is not: No (also where nothing was filled in)',
  ],
  R16: [
    '“Hoe staat het met de grondslag?” is: Grondslag is er, en “Wat houdt het tegen?” noemt: Betekenis en definities, en “Speelt dit ook elders?” is niet: Nee (ook als er niets is ingevuld)',
    '“What of the legal basis?” is: Clear, and “What stops it?” names: Semantic, and “Does it occur elsewhere?” is not: No (also where nothing was filled in)',
  ],
  R17: [
    '“Hoe staat het met de grondslag?” is: Grondslag is er',
    '“What of the legal basis?” is: Clear',
  ],
  R18: [
    '“Hoe staat het met de grondslag?” is: Niet uitgezocht, en “Speelt dit ook elders?” is: Ja',
    '“What of the legal basis?” is: Not looked into, and “Does it occur elsewhere?” is: Yes',
  ],
  R19: [
    'altijd',
    'always',
  ],
  U01: [
    '“Hoe erg? › Ernst” is: Acuut',
    '“How badly? › Severity” is: Acute',
  ],
  U02: [
    '“Hoe erg? › Ernst” is: Ernstig',
    '“How badly? › Severity” is: Serious',
  ],
  U03: [
    '“Hoe erg? › Om hoeveel gaat het ongeveer?”: 10.000 of meer',
    '“How badly? › How many, and how do you know?”: 10,000 or more',
  ],
  U04: [
    '“Hoe erg? › Om hoeveel gaat het ongeveer?”: 500 of meer, en “Hoe erg? › Om hoeveel gaat het ongeveer?”: minder dan 10.000',
    '“How badly? › How many, and how do you know?”: 500 or more, and “How badly? › How many, and how do you know?”: fewer than 10,000',
  ],
  U05: [
    'een bestaande uitwisseling is gestopt of stopt binnen zes maanden',
    'an existing exchange has ended or ends within six months',
  ],
  U06: [
    'een bestaande uitwisseling is gestopt of stopt binnen twaalf maanden, en niet: een bestaande uitwisseling is gestopt of stopt binnen zes maanden',
    'an existing exchange has ended or ends within twelve months, and not: an existing exchange has ended or ends within six months',
  ],
  U07: [
    '“Is er een andere harde datum? › Soort” is: Toezegging aan de Kamer',
    '“Another hard date? › Kind” is: Commitment to Parliament',
  ],
  U08: [
    'Aantal organisaties dat dit meldt: 3 of meer',
    'Number of organisations that report this: 3 or more',
  ],
};

const conditions: Record<string, [string, string]> = {
  severalMinistries: [
    '“Wiens regels moeten veranderen of uitgelegd worden?”: 2 of meer',
    '“Whose rules must change or be explained?”: 2 or more',
  ],
  oneMinistry: [
    '“Wiens regels moeten veranderen of uitgelegd worden?”: precies 1',
    '“Whose rules must change or be explained?”: exactly 1',
  ],
  oneLead: [
    '“Trekt één ministerie dit?” is: Ja, één ministerie, of (“Trekt één ministerie dit?” is niet: Nee, geen (ook als er niets is ingevuld), en de regels van precies één ministerie moeten veranderen of uitgelegd worden)',
    '“Does one ministry lead?” is: Yes, one ministry, or (“Does one ministry lead?” is not: No, none (also where nothing was filled in), and the rules of exactly one ministry must change or be explained)',
  ],
  endsSoon: [
    '“Stopt iets dat nu loopt? › Datum” is ingevuld, en “Stopt iets dat nu loopt? › Datum” is uiterlijk 12 maanden na vandaag',
    '“Does something that runs now come to an end? › Date” was filled in, and “Does something that runs now come to an end? › Date” is no later than 12 months after today',
  ],
  endsVerySoon: [
    '“Stopt iets dat nu loopt? › Datum” is ingevuld, en “Stopt iets dat nu loopt? › Datum” is uiterlijk 6 maanden na vandaag',
    '“Does something that runs now come to an end? › Date” was filled in, and “Does something that runs now come to an end? › Date” is no later than 6 months after today',
  ],
  gotStuck: [
    '(“Wat is al geprobeerd, bij wie?” is: Vastgelopen, en “Pogingen, en wanneer” (alleen waar “Op welk niveau” is: Boven de partijen): 2 of meer), of (“Wat is al geprobeerd, bij wie?” is: Geweigerd of Vastgelopen, en “Hoeveel houders weigerden?”: 3 of meer)',
    '(“What was tried, with whom?” is: Stuck, and “Attempts, and when” (only where “At which level” is: Above the parties): 2 or more), or (“What was tried, with whom?” is: Refused or Stuck, and “How many holders refused?”: 3 or more)',
  ],
  harmShown: [
    '“Hoe erg? › Ernst” is: Ernstig of Acuut, of “Hoe erg? › Om hoeveel gaat het ongeveer?”: 1 of meer',
    '“How badly? › Severity” is: Serious or Acute, or “How badly? › How many, and how do you know?”: 1 or more',
  ],
};

describe('the routing table in words', () => {
  it.each([...table.rules, ...(table.urgency?.rules ?? [])].map((rule) => [rule.id, rule.when] as const))('tells %s', (id, when) => {
    expect([told(when, 'nl'), told(when, 'en')]).toEqual(rules[id]);
  });

  it.each(Object.entries(table.conditions ?? {}))('tells the condition %s', (name, {when}) => {
    expect([told(when, 'nl'), told(when, 'en')]).toEqual(conditions[name]);
  });

  it('tells a mode and a referral that depend on an answer', () => {
    const chosen = (id: string, member: 'mode' | 'referral') => choiceOf(table.rules.find((rule) => rule.id === id)?.[member], terms('nl'))
      ?.map(({value, when}) => [value, when && flat(when, 'nl')]);
    expect(chosen('R05', 'mode')).toEqual([['automatic', '“Loopt er al iets? › Nummer of naam” is ingevuld'], ['proposal', null]]);
    expect(chosen('R17', 'referral')).toEqual([['standardsBody', '“Hoofdoorzaak” is: Techniek en beveiliging'], ['chainProgramme', null]]);
    expect(chosen('R04', 'mode')).toEqual([['automatic', null]]);
  });

  it('keeps the parts apart, so that they can be drawn as a list', () => {
    expect(clauseOf(table.rules.find(({id}) => id === 'R04')?.when, terms('en'))).toEqual({kind: 'all', parts: [
      {kind: 'condition', name: 'endsSoon', text: 'an existing exchange has ended or ends within twelve months'},
      {kind: 'condition', name: 'oneLead', text: 'one ministry leads'},
    ]});
  });

  it('shows as code what it does not know', () => {
    for (const clause of [{sqrt: [2]}, {'==': [{var: 'report.nothing'}, 'x']}, {holds: 'nobody'}, {a: 1, b: 2}, 7, null, {dateBefore: [{var: 'now'}, {'+': [1]}]}]) {
      expect(clauseOf(clause, terms('nl'))).toEqual({kind: 'code', code: clause});
    }
    const half = clauseOf({and: [{'==': [{var: 'report.scope'}, 'flow']}, {sqrt: [2]}]}, terms('nl'));
    expect(hasCode(half)).toBe(true);
    expect(flat(half, 'nl')).toBe('“Eén gegevensstroom, meer, of het hele stelsel?” is: Eén gegevensstroom, en {"sqrt":[2]}');
  });

  it('finds every path that a clause looks at', () => {
    expect(pathsOf(table.conditions?.['gotStuck']?.when)).toEqual(['report.tried', 'report.attempts', 'report.attempts.level', 'report.tried', 'report.refusedBy']);
  });
});
