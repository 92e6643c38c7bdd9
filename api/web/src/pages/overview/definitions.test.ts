import {describe, expect, it} from 'vitest';

import {definitionsOf, textOf} from './definitions';

const text = (nl: string, en = '') => textOf({text: {nl, en}});

describe('what a number means', () => {
  it('names members of the document as the screen does', () => {
    expect(text('cases: open knelpunten naar regiehouder. legs: open trajecten.').nl).toBe(
      'Knelpunten: open knelpunten naar regiehouder. Trajecten: open trajecten.',
    );
    expect(text('bij hoe het is afgesloten (closedAs; null: nog open). outcomes telt de trajecten.').nl).toBe(
      'bij hoe het is afgesloten (afgesloten als; leeg: nog open). De rij uitkomsten telt de trajecten.',
    );
    expect(text('reported min closed plus reopened is wat nu open is').nl).toBe(
      'Gemeld min afgesloten plus heropend is wat nu open is',
    );
  });
  it('leaves words alone that only look like one', () => {
    expect(text('De termijn van het knelpunt.', 'The terms of open cases.')).toEqual({
      nl: 'De termijn van het knelpunt.',
      en: 'The terms of open cases.',
    });
  });
  it('is given in the order that was asked for, without what there is not', () => {
    const one = (member: string) => ({member, title: {nl: member, en: member}, text: {nl: '', en: ''}});
    expect(definitionsOf([one('a'), one('b')], ['b', 'x', 'a']).map((each) => each.member)).toEqual(['b', 'a']);
  });
});
