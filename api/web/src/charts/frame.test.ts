import {describe, expect, it} from 'vitest';

import {linesOf} from './frame';

describe('labels of a drawing', () => {
  it('stand on one line where they fit', () => {
    expect(linesOf('Fast lane', 200, 14, 2, '10')).toEqual(['Fast lane 10']);
  });
  it('break between words', () => {
    expect(linesOf('Adviesfunctie verantwoord datagebruik', 200, 14, 2, '9')).toEqual([
      'Adviesfunctie verantwoord',
      'datagebruik 9',
    ]);
  });
  it('lose their end before they lose their number', () => {
    const lines = linesOf('Centrale Commissie voor het Gebruik van Gegevens', 90, 14, 2, '1.205');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/… 1\.205$/);
  });
});
