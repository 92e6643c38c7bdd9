import {describe, expect, it} from 'vitest';

import {readChart} from '../../parts/chart';
import {runningOn, countsOf, type Status} from './status';
import {spaced, told, type ScriptStep} from './script-steps';

const root = readChart({
  id: 'm', version: '1', initial: 'offered',
  states: {
    offered: {
      title: {nl: 'Aangeboden', en: 'Offered'},
      on: {accept: {target: 'working', title: {nl: 'Aannemen', en: 'Accept'}}},
      after: {P10D: {}},
    },
    working: {title: {nl: 'Bezig', en: 'Working'}, always: 'done', on: {note: {title: {nl: 'Noteren', en: 'Note'}}}},
    done: {type: 'final', title: {nl: 'Klaar', en: 'Done'}},
  },
});
const step = (more: Partial<ScriptStep>): ScriptStep =>
  ({cause: 'script', at: '2026-01-05T09:00:00.000Z', taken: true, configuration: ['offered'], transitions: [], ...more});

describe('the steps of a script', () => {
  const steps = told([
    step({cause: 'start', expected: ['offered'], differs: false}),
    step({cause: 'timer', at: '2026-01-15T09:00:00.000Z', event: 'after.P10D.offered', transitions: ['/states/offered/after/P10D']}),
    step({at: '2026-01-25T08:00:00.000Z', event: 'note', taken: false, expected: ['working'], differs: true}),
    step({at: '2026-01-25T09:00:00.000Z', event: 'accept', transitions: ['/states/offered/on/accept', '/states/working/always'], configuration: ['done']}),
    step({at: '2026-02-25T09:00:00.000Z', configuration: ['done'], taken: false}),
  ], root);

  it('are told by what caused them', () => {
    expect(steps.map((each) => each.transition?.event ?? null)).toEqual([null, 'P10D', 'note', 'accept', null]);
    expect(steps.map((each) => each.day)).toEqual([0, 10, 19, 20, 51]);
  });

  it('agree, differ, or nothing was said of them', () => {
    expect(steps.map((each) => each.agrees)).toEqual([true, null, false, null, null]);
  });

  it('know which state is new', () => {
    expect(steps.map((each) => [...each.entered])).toEqual([['offered'], [], [], ['done'], []]);
    expect(steps[3]?.states.map((state) => state.title.nl)).toEqual(['Klaar']);
  });

  it('have a name without a title', () => expect(spaced('bill-declared-controversial')).toBe('Bill declared controversial'));
});

describe('what runs on a workflow', () => {
  const status = {
    asOf: '', totals: {open: 9, interventions: 2}, routes: [{code: 'ccg', openLegs: 4, stuck: 1, overdue: 0}],
    states: [{workflow: 'ccg', title: {nl: '', en: ''}, states: [{name: 'intake', title: {nl: '', en: ''}, machines: 3, leadTime: {n: 0, median: null, p90: null}}]}],
  } as Status;

  it('is counted by what the status calls it', () => {
    expect(runningOn({id: 'lifecycle', kind: 'lifecycle'}, status)?.count).toBe(9);
    expect(runningOn({id: 'ccg', kind: 'route'}, status)).toMatchObject({count: 4, href: '/cases?leg=ccg%2Foffered%2Cccg%2Frunning'});
    expect(runningOn({id: 'intervention', kind: 'overlay'}, status)).toMatchObject({count: 2});
    expect(runningOn({id: 'new', kind: 'route'}, status)).toBeNull();
    expect(countsOf('ccg', status)).toEqual({intake: 3});
    expect(countsOf('new', null)).toEqual({});
  });
});
