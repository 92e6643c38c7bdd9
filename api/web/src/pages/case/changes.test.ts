import {describe, expect, it} from 'vitest';

import {differences, versionOf, type Telling} from './changes';
import {daysOf} from './days';
import type {WholeCase} from './types';

const telling: Telling = {
  rows: {
    phase: 'phase',
    state: (of) => `state of ${of}`,
    holder: (of) => `holder of ${of}`,
    due: (of) => `due of ${of}`,
    offer: (of) => `offer of ${of}`,
    suspended: (of) => `${of} waits`,
    route: 'route',
    signals: 'signals',
    comments: 'comments',
    positions: 'positions',
    reports: 'reports',
    closedAs: 'closedAs',
    visibility: 'visibility',
  },
  lifecycle: 'case',
  none: 'none',
  route: (leg) => leg.route,
  phase: (code) => code,
  owner: (owner) => `${owner.organisation.oin} ${owner.role}`,
  words: (state) => state.name,
  due: (due) => due.slice(0, 10),
  routing: (route) => route,
  closed: (code) => code,
  waiting: (kind) => kind,
  visibility: (code) => code,
};
const machine = (state: string, due: string | null = null) => ({
  workflow: {id: 'w', version: '1', hash: 'h'},
  states: [{name: state, title: {nl: state, en: state}}],
  since: '',
  due,
  waitingOn: [],
});
const owner = (oin: string, role: string) => ({organisation: {oin, name: {nl: '', en: ''}}, role});
const before: WholeCase = {
  id: 'c',
  reference: 'GD-1',
  version: 3,
  phase: 'treatment',
  owner: owner('1', 'coordinator'),
  routing: null,
  parties: [],
  submittedAt: '',
  changedAt: '',
  lifecycle: machine('treatment.offered', '2026-12-01T23:00:00.000Z'),
  reports: [],
  legs: [
    {
      ...machine('offered'),
      id: 'l',
      route: 'ccg',
      beside: false,
      status: 'offered',
      owner: owner('1', 'coordinator'),
      startedAt: '',
      endedAt: null,
    },
  ],
};

describe('what is different', () => {
  it('is nothing between equal cases', () => {
    expect(differences(before, structuredClone(before), telling)).toEqual([]);
  });

  it('tells state, holder and term of the leg that moved, and of the case', () => {
    const after = structuredClone(before);
    after.lifecycle = machine('treatment.running');
    after.legs[0] = {
      ...after.legs[0]!,
      ...machine('intake', '2026-12-11T23:00:00.000Z'),
      owner: owner('2', 'ccg.secretariat'),
      status: 'running',
    };
    expect(differences(before, after, telling)).toEqual([
      {what: 'state of case', before: 'treatment.offered', after: 'treatment.running'},
      {what: 'due of case', before: '2026-12-01', after: 'none'},
      {what: 'state of ccg', before: 'offered', after: 'intake'},
      {what: 'holder of ccg', before: '1 coordinator', after: '2 ccg.secretariat'},
      {what: 'due of ccg', before: 'none', after: '2026-12-11'},
    ]);
  });

  it('tells of a leg that began, an offer and a comment', () => {
    const after = structuredClone(before);
    after.offer = {to: owner('3', 'programme.lead'), from: owner('1', 'coordinator'), at: ''};
    after.comments = [{organisation: {oin: '3', name: {nl: '', en: ''}}, at: '', text: 'x'}];
    after.legs.push({
      ...machine('offered'),
      id: 'm',
      route: 'advisory',
      beside: true,
      status: 'offered',
      owner: null,
      startedAt: '',
      endedAt: null,
    });
    expect(differences(before, after, telling).map((row) => [row.what, row.before, row.after])).toEqual([
      ['offer of case', 'none', '3 programme.lead'],
      ['state of advisory', 'none', 'offered'],
      ['comments', '0', '1'],
    ]);
  });
});

it('reads the version from a tag', () => {
  expect(['"12"', '"7-gzip"', null].map(versionOf)).toEqual([12, 7, 0]);
});

describe('the days of a term', () => {
  it('are those of its account, over the change of the clock too', () => {
    expect(
      daysOf([
        {kind: 'start', from: '2026-10-24', to: '2026-10-24'},
        {kind: 'counted', from: '2026-10-25', to: '2026-10-26'},
        {kind: 'stopped', from: '2026-10-27'},
      ]),
    ).toEqual([
      {date: '2026-10-24', kind: 'start'},
      {date: '2026-10-25', kind: 'counted'},
      {date: '2026-10-26', kind: 'counted'},
      {date: '2026-10-27', kind: 'stopped'},
    ]);
  });

  it('are the last ones where there are too many to draw', () => {
    const days = daysOf([{kind: 'counted', from: '2020-01-01', to: '2026-01-01'}]);
    expect([days.length, days.at(-1)?.date]).toEqual([200, '2026-01-01']);
  });
});
