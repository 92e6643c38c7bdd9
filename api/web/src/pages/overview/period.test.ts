import {describe, expect, it} from 'vitest';

import {areBackwards, daysOf, inOrder, periodNames, periodOf, within, withPeriod, type Period} from './period';

const of = (search: string) => periodOf(new URLSearchParams(search));
const named = (name: (typeof periodNames)[number], today: string) => daysOf({kind: 'named', name}, today);

describe('the period in the address', () => {
  const all: Period[] = [
    {kind: 'ever'},
    {kind: 'own'},
    {kind: 'own', from: '2026-01-01'},
    {kind: 'own', to: '2026-01-01'},
    {kind: 'own', from: '2026-01-01', to: '2026-01-31'},
    ...periodNames.map((name): Period => ({kind: 'named', name})),
  ];
  it.each(all)('is what was put in: %o', (period) => {
    const made = withPeriod(new URLSearchParams('route=ccg&period=lastYear&reportedTo=2020-01-01'), period);
    expect(periodOf(made)).toEqual(period);
    expect(made.get('route')).toBe('ccg');
  });
  it('takes no day that there is not', () => {
    expect(of('reportedFrom=2026-02-30&reportedTo=gisteren')).toEqual({kind: 'ever'});
    expect(of('period=always')).toEqual({kind: 'ever'});
    expect(of('reportedFrom=0001-01-01')).toEqual({kind: 'ever'});
    expect(of('reportedFrom=2026-02-03&reportedTo=2026-01-01')).toEqual({kind: 'own', from: '2026-01-01', to: '2026-02-03'});
  });
});

describe('the days of a period', () => {
  it('are whole months, also over the turn of the year and in a leap year', () => {
    expect(named('thisMonth', '2028-02-10')).toEqual({from: '2028-02-01', to: '2028-02-29'});
    expect(named('lastMonth', '2027-01-31')).toEqual({from: '2026-12-01', to: '2026-12-31'});
    expect(named('thisQuarter', '2026-11-28')).toEqual({from: '2026-10-01', to: '2026-12-31'});
    expect(named('lastQuarter', '2026-03-31')).toEqual({from: '2025-10-01', to: '2025-12-31'});
    expect(named('thisYear', '2026-01-01')).toEqual({from: '2026-01-01', to: '2026-12-31'});
    expect(named('lastYear', '2026-12-31')).toEqual({from: '2025-01-01', to: '2025-12-31'});
  });
  it('are none where none is chosen', () => {
    expect(daysOf({kind: 'ever'}, '2026-11-28')).toEqual({});
    expect(daysOf({kind: 'own'}, '2026-11-28')).toEqual({});
  });
  it('may be asked for once they are in order, and no year is typed only half', () => {
    expect(inOrder({from: '2026-03-01', to: '2026-03-01'})).toBe(true);
    expect(inOrder({to: '9999-12-31'})).toBe(true);
    expect(inOrder({})).toBe(true);
    expect(inOrder({from: '2026-03-02', to: '2026-03-01'})).toBe(false);
    expect(inOrder({from: '0202-03-02'})).toBe(false);
    expect(areBackwards({from: '2026-03-02', to: '2026-03-01'})).toBe(true);
    expect(areBackwards({from: '2026-03-02', to: '0002-03-01'})).toBe(false);
  });
  it('narrow what a link asks itself', () => {
    const year = {from: '2026-01-01', to: '2026-12-31'};
    expect(within(year, {phase: 'triage'})).toEqual({phase: 'triage', reportedFrom: '2026-01-01', reportedTo: '2026-12-31'});
    expect(within(year, {reportedFrom: '2026-11-23'})).toEqual({reportedFrom: '2026-11-23', reportedTo: '2026-12-31'});
    expect(within(year, {reportedFrom: '2025-11-23', reportedTo: '2027-01-01'})).toEqual({reportedFrom: '2026-01-01', reportedTo: '2026-12-31'});
    expect(within({}, {phase: 'triage'})).toEqual({phase: 'triage'});
  });
});
