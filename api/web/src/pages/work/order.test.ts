import {describe, expect, it} from 'vitest';

import type {Task, Transition, WorklistItem} from '../../api/types';
import {actionsOf, dueOf, parted, tasksTold} from './order';

const task = (kind: Task['kind'], more: Partial<Task> = {}): Task => ({kind, leg: null, route: null, role: 'x', since: '2026-03-01', due: null, ...more});
const item = (more: {tasks?: Task[]; transitions?: Partial<Transition>[]; urgent?: boolean} = {}): WorklistItem => ({
  case: {phase: 'triage', legs: [], lifecycle: {due: '2026-09-01'}, routing: {urgency: {urgent: more.urgent === true}}},
  tasks: more.tasks ?? [], transitions: more.transitions ?? [],
}) as unknown as WorklistItem;

describe('the tasks of an item', () => {
  it('are told with what has to be done first, and each signal once', () => {
    expect(tasksTold([
      task('signal', {about: 'stalled', leg: null, since: '2026-05-02'}), task('signal', {about: 'stalled', leg: 'l', since: '2026-05-01'}),
      task('signal', {about: 'recheck', leg: 'l'}), task('act', {leg: 'l'}), task('act', {leg: 'm'}),
    ]).map((each) => [each.kind, each.about, each.leg, each.since])).toEqual([
      ['act', undefined, 'l', '2026-03-01'], ['act', undefined, 'm', '2026-03-01'],
      ['signal', 'stalled', 'l', '2026-05-01'], ['signal', 'recheck', 'l', '2026-03-01'],
    ]);
  });

  it('are due by their earliest term, else by that of the case', () => {
    expect(dueOf(item({tasks: [task('act', {due: '2026-12-02'}), task('accept', {due: '2026-12-01'}), task('signal')]}))).toBe('2026-12-01');
    expect(dueOf(item({tasks: [task('signal')]}))).toBe('2026-09-01');
  });
});

describe('what one may do', () => {
  it('begins with what waits for the caller, and loses nothing', () => {
    const given = item({tasks: [task('signal', {leg: null}), task('act', {leg: 'l'})], transitions: [{event: 'a', leg: null}, {event: 'suspend', leg: 'l'}, {event: 'b', leg: 'l'}, {event: 'c', leg: 'l'}]});
    expect(actionsOf(given).map((each) => each.event)).toEqual(['b', 'c', 'a', 'suspend']);
  });
});

describe('the worklist', () => {
  it('keeps the order of the API', () => {
    const [a, b, c] = [item({urgent: true}), item(), item({urgent: true})];
    expect(parted([a, b, c])).toEqual({urgent: [a], others: [b, c]});
    expect(parted([a])).toEqual({urgent: [a], others: []});
    expect(parted([])).toEqual({urgent: [], others: []});
  });
});
