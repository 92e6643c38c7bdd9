import {describe, expect, it} from 'vitest';

import type {CaseRow} from '../../api/types';
import {barsOf, mondayOf, monthsOf, plusDays, scaleOf} from './timeline-scale';

/** `due` is the last day of its term. */
function row(reported: string, more: {due?: string; closed?: string} = {}): CaseRow {
  const due = more.due ? `${more.due}T23:00:00.000Z` : null;
  return {
    submittedAt: `${reported}T10:00:00.000Z`, phase: more.closed ? 'closed' : 'treatment', legs: [],
    lifecycle: {due, since: more.closed ? `${more.closed}T10:00:00.000Z` : '', states: [], waitingOn: [], workflow: {id: 'lifecycle', version: '', hash: ''}},
  } as unknown as CaseRow;
}
const today = '2026-11-28';

describe('days', () => {
  it('are counted over the change of the clock', () => {
    expect(plusDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(mondayOf('2026-11-28')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  });
});

describe('a scale', () => {
  it('begins with the week of the earliest report, at most so many weeks back', () => {
    expect(scaleOf([row('2026-10-07')], 52, today).from).toBe('2026-10-05');
    expect(scaleOf([row('2024-01-03')], 13, today).from).toBe('2026-08-24');
    expect(scaleOf([row('2024-01-03')], 0, today).from).toBe('2024-01-01');
  });

  it('goes to the end of the week of the last term, but not far ahead', () => {
    const end = (due: string) => {
      const scale = scaleOf([row('2026-01-01', {due})], 52, today);
      return plusDays(scale.from, scale.days);
    };
    expect(end('2026-12-02')).toBe('2026-12-07');
    expect(end('2031-01-01')).toBe('2027-01-18');
    expect(end('2026-02-02')).toBe('2026-11-30');
  });

  it('has steps of so many weeks that they can be told apart', () => {
    expect(scaleOf([row('2026-01-05')], 52, today).step).toBe(1);
    expect(scaleOf([row('2022-01-05')], 0, today).step).toBe(13);
  });

  it('puts what lies outside at its edges', () => {
    const scale = scaleOf([row('2026-10-07')], 52, today);
    expect(scale.at('2020-01-01')).toBe(0);
    expect(scale.at('2030-01-01')).toBe(100);
  });
});

describe('the bars of a case', () => {
  const rows = [row('2026-08-31', {due: '2026-12-06'})];
  const scale = scaleOf(rows, 52, today);
  const days = (given: CaseRow) => barsOf(given, scale, today).map((bar) => [
    bar.part, plusDays(scale.from, Math.round((bar.from * scale.days) / 100)), plusDays(scale.from, Math.round((bar.to * scale.days) / 100) - 1),
  ]);

  it('are what it was open, and what is left', () => {
    expect(days(row('2026-11-02', {due: '2026-12-02'}))).toEqual([['open', '2026-11-02', today], ['rest', '2026-11-29', '2026-12-02']]);
    expect(days(row('2026-11-02', {due: today}))).toEqual([['open', '2026-11-02', today]]);
    expect(days(row('2026-11-02'))).toEqual([['open', '2026-11-02', today]]);
  });

  it('show from its last day on that it is late', () => {
    expect(days(row('2026-11-02', {due: '2026-11-10'}))).toEqual([['open', '2026-11-02', '2026-11-10'], ['late', '2026-11-11', today]]);
  });

  it('end with its closing', () => {
    expect(days(row('2026-09-07', {closed: '2026-10-01', due: '2026-09-10'}))).toEqual([['closed', '2026-09-07', '2026-10-01']]);
  });

  it('are none where all of it lies before the scale', () => {
    expect(days(row('2026-01-07', {closed: '2026-02-01'}))).toEqual([]);
  });
});

describe('months', () => {
  it('are named so sparsely that they fit', () => {
    expect(monthsOf(scaleOf([row('2026-08-31')], 52, today), 12)).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
    expect(monthsOf(scaleOf([row('2026-01-01')], 52, today), 4)).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
  });
});
