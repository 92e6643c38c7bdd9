import {describe, expect, it} from 'vitest';

import type {CaseStatus, FlowRow, OwnerCount} from '../../api/status';
import {casesHref} from './address';
import {bandsOf, endingsIn, levels, ofCases, ownersOf, parentTitles, usedStates} from './numbers';

const weeks = [
  {week: '2026-W45', starts: '2026-11-02', reported: 2, closed: 0, reopened: 0},
  {week: '2026-W46', starts: '2026-11-09', reported: 5, closed: 3, reopened: 0},
  {week: '2026-W47', starts: '2026-11-16', reported: 1, closed: 1, reopened: 2},
  {week: '2026-W48', starts: '2026-11-23', reported: 4, closed: 0, reopened: 0},
].map((week) => ({starts: week.starts, ...ofCases(week)}));
const before = ofCases({reported: 10, closed: 6, reopened: 1});

describe('running totals', () => {
  it('begin with all that was earlier, also of weeks before the period', () => {
    expect(levels(before, weeks, 2, '2026-11-28')[0]).toEqual({until: '2026-11-16', came: 17, went: 8});
  });
  it('end each week on its Monday after, and the one that runs tomorrow', () => {
    expect(levels(before, weeks, 2, '2026-11-28').map((level) => level.until)).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-29',
    ]);
  });
  it('take reopened cases out of what is closed', () => {
    const last = levels(before, weeks, 52, '2026-11-28').at(-1);
    expect(last).toEqual({until: '2026-11-29', came: 22, went: 7});
  });
});

const organisation = (oin: string) => ({oin, name: {nl: oin, en: oin}});
describe('owners', () => {
  const counts: OwnerCount[] = [
    {organisation: organisation('1'), role: 'coordinator', legs: 2, cases: 9},
    {organisation: organisation('1'), role: 'programme.lead', legs: 5, cases: 0},
    {organisation: organisation('2'), role: 'ccg.chair', legs: 8, cases: 0},
    {organisation: organisation('3'), role: 'avd.desk', legs: 0, cases: 0},
  ];
  it('are told by organisation, most first, and without those who have nothing', () => {
    expect(ownersOf(counts).map((row) => [row.oin, row.legs, row.cases])).toEqual([
      ['2', 8, 0],
      ['1', 7, 9],
    ]);
    expect(ownersOf(counts)[1]?.roles.map((role) => role.role)).toEqual(['programme.lead', 'coordinator']);
  });
});

const words = (text: string) => ({nl: text, en: text});
const row = (route: string | null, ends: Record<string, number>): FlowRow => {
  const endings = ['', 'solved', 'joined', 'archived'].map((code) => ({
    closedAs: code || null,
    cases: ends[code] ?? 0,
    reports: ends[code] ?? 0,
  }));
  const cases = endings.reduce((sum, one) => sum + one.cases, 0);
  return {route, title: words(route ?? 'none'), reports: cases, cases, endings, outcomes: []};
};
const status = {
  phases: [{code: 'triage'}, {code: 'treatment'}, {code: 'closed'}],
  states: [{workflow: 'lifecycle', title: words(''), states: [{name: 'closed.solved'}, {name: 'archived'}]}],
  flow: [row(null, {'': 3}), row('ccg', {'': 2, solved: 1, joined: 1, archived: 4}), row('advisory', {})],
} as unknown as CaseStatus;

describe('the flow', () => {
  const bands = bandsOf(status, casesHref);
  it('has no band where nothing went', () => {
    expect(bands.routes.map((band) => [band.route, band.cases])).toEqual([
      [null, 3],
      ['ccg', 8],
    ]);
  });
  it('keeps its sum', () => {
    const sum = (list: {cases: number}[]) => list.reduce((total, band) => total + band.cases, 0);
    expect(sum(bands.endings)).toBe(sum(bands.routes));
  });
  it('links only what the list can find', () => {
    const href = (route: string | null, closedAs: string | null) =>
      bands.endings.find((band) => band.route === route && band.closedAs === closedAs)?.href;
    expect(href(null, null)).toBe('/cases?route=none&phase=triage,treatment');
    expect(href('ccg', null)).toBe('/cases?route=ccg&phase=triage,treatment');
    expect(href('ccg', 'solved')).toBe('/cases?route=ccg&closedAs=solved');
    expect(href('ccg', 'archived')).toBe('/cases?route=ccg&closedAs=archived');
  });
  it('has a column for each ending that there is, in the order of the document', () => {
    expect(endingsIn(status.flow)).toEqual([null, 'solved', 'joined', 'archived']);
    expect(endingsIn([])).toEqual([]);
  });
});

describe('states', () => {
  it('are shown when something stands there or went through', () => {
    const lead = {n: 0, p10: null, p25: null, median: null, p75: null, p90: null};
    const made = usedStates({
      workflow: 'ccg',
      title: words(''),
      states: [
        {name: 'a', title: words('a'), machines: 0, leadTime: lead},
        {name: 'b', title: words('b'), machines: 1, leadTime: lead},
        {name: 'c', title: words('c'), machines: 0, leadTime: {n: 2, p10: 1, p25: 1, median: 1, p75: 3, p90: 3}},
      ],
    });
    expect(made.map((state) => state.name)).toEqual(['b', 'c']);
  });
  it('know the titles of the states around them', () => {
    const facts = {title: words('Feiten'), states: {open: {title: words('Nog open')}}};
    const workflow = {
      states: {
        offered: {},
        working: {
          title: words('In behandeling'),
          states: {preparing: {title: words('Voorbereiding'), states: {facts}}},
        },
      },
    };
    expect(parentTitles(workflow, 'preparing.facts.open').map((title) => title.nl)).toEqual([
      'Voorbereiding',
      'Feiten',
    ]);
    expect(parentTitles(workflow, 'offered')).toEqual([]);
    expect(parentTitles(workflow, 'gone.facts.open')).toEqual([]);
    expect(parentTitles(undefined, 'a.b')).toEqual([]);
  });
});
