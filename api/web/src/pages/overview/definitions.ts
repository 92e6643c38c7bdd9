/** What a number means, in the API's words; where these name a member of the document, it is named as on the screen. */
import type {Definition} from '../../api/status';
import type {Words} from '../../api/types';
import type {Language} from '../../words/language';

/** The members that the definitions name and people need not know, in words. */
const members: Record<Language, Record<string, string>> = {
  nl: {
    cases: 'knelpunten',
    reports: 'meldingen',
    legs: 'trajecten',
    interventions: 'interventies',
    machines: 'nu',
    terms: 'streeftermijnen',
    reported: 'gemeld',
    closed: 'afgesloten',
    reopened: 'heropend',
    before: 'het begin',
    outcomes: 'de rij uitkomsten',
    closedAs: 'afgesloten als',
    null: 'leeg',
    false: 'nee',
    median: 'helft',
    p10: '1 op 10',
    p25: 'een kwart',
    p75: 'drie kwart',
    p90: '9 op 10',
    n: 'aantal',
  },
  en: {
    machines: 'now',
    before: 'the beginning',
    closedAs: 'closed as',
    null: 'empty',
    false: 'no',
    median: 'half',
    p10: '1 in 10',
    p25: 'a quarter',
    p75: 'three quarters',
    p90: '9 in 10',
    n: 'count',
  },
};

function inWords(text: string, language: Language): string {
  const known = members[language];
  return text.replace(/(^|[.;:(] ?|\s)([A-Za-z]\w*)(?=[\s:;,.)])/g, (whole, lead: string, name: string) => {
    const word = known[name];
    if (word === undefined) return whole;
    const begins = lead === '' || /\.\s?$/.test(lead);
    return lead + (begins ? word[0]?.toUpperCase() + word.slice(1) : word);
  });
}

export const textOf = (definition: {text: Words}): Words => ({
  nl: inWords(definition.text.nl, 'nl'),
  en: inWords(definition.text.en, 'en'),
});

/** The definitions of these members, in this order; what the server does not define is left out. */
export function definitionsOf(all: Definition[], names: string[]): Definition[] {
  return names.flatMap((name) => all.filter((one) => one.member === name)).map((one) => ({...one, text: textOf(one)}));
}
