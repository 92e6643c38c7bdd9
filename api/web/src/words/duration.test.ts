import {describe, expect, it} from 'vitest';

import {durationWords} from './duration';

describe('a duration', () => {
  it('is told in both languages', () => {
    expect(durationWords('P20D', 'days')).toEqual({nl: '20 dagen', en: '20 days'});
    expect(durationWords('P1D', 'nl-working-days')).toEqual({nl: '1 werkdag', en: '1 working day'});
    expect(durationWords('P1Y6M')).toEqual({nl: '1 jaar en 6 maanden', en: '1 year and 6 months'});
    expect(durationWords('P1Y2M3D')).toEqual({nl: '1 jaar, 2 maanden en 3 dagen', en: '1 year, 2 months and 3 days'});
    expect(durationWords('PT36H')).toEqual({nl: '36 uur', en: '36 hours'});
    expect(durationWords('PT1.5S')).toEqual({nl: '1,5 seconden', en: '1.5 seconds'});
    expect(durationWords('P0D')).toEqual({nl: '0 seconden', en: '0 seconds'});
  });

  it('tells months and minutes apart', () => {
    expect(durationWords('P2M').nl).toBe('2 maanden');
    expect(durationWords('PT2M').nl).toBe('2 minuten');
  });

  it('stands as it is where it is none', () => {
    for (const text of ['', 'P', 'PT', 'P1', '10D', 'P-1D', 'P1D ']) expect(durationWords(text)).toEqual({nl: text, en: text});
  });
});
