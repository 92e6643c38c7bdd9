import {describe, expect, it} from 'vitest';

import type {CaseRow} from '../../api/types';
import {ranked, wordsOf} from './similar';

const row = (id: string) => ({id}) as CaseRow;

describe('cases like a report', () => {
  it('are looked for by the words that tell reports apart', () => {
    expect(wordsOf({
      title: 'De gemeente mag de inkomensgegevens van UWV niet gebruiken voor bijzondere bijstand',
      dataCategories: ['inkomen per maand', 7],
      purpose: {act: 'Participatiewet', task: 'x'},
    })).toEqual(['inkomensgegevens', 'participatiewet', 'bijzondere', 'gemeente', 'bijstand', 'inkomen']);
    expect(wordsOf({title: 'één twee drie vier', purpose: 'nothing'}, 2)).toEqual(['twee', 'drie']);
    expect(wordsOf({})).toEqual([]);
  });

  it('come with the rarest words in common first, and never for one word alone', () => {
    const found = ranked([
      {word: 'bijstand', rows: [row('a'), row('b')]},
      {word: 'gemeente', rows: [row('a'), row('b'), row('c'), row('d')]},
      {word: 'participatiewet', rows: [row('b')]},
    ]);
    expect(found.map(({row: {id}, words}) => [id, words])).toEqual([['b', ['bijstand', 'gemeente', 'participatiewet']], ['a', ['bijstand', 'gemeente']]]);
    expect(ranked([{word: 'x', rows: []}])).toEqual([]);
  });
});
