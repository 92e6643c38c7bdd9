import {describe, expect, it} from 'vitest';

import type {CaseRow, Leg, Machine} from '../api/types';
import {closedAt, firstDue, isLate, isStuck, routeOf, standing, turns} from './case-facts';

const owner = (oin: string) => ({organisation: {oin, name: {nl: oin, en: oin}}, role: 'coordinator'});
const machine = (id: string, state: string, due: string | null = null): Machine => ({
  workflow: {id, version: '1', hash: ''}, states: [{name: state, title: {nl: state, en: state}}], since: '2026-03-01T09:00:00.000Z', due, waitingOn: [],
});
const leg = (route: string, state: string, more: Partial<Leg> = {}): Leg => ({
  ...machine(route, state), id: `${route}-1`, route, beside: false, status: 'running', owner: owner('2'), startedAt: '', endedAt: null, ...more,
});
const row = (more: Partial<CaseRow> = {}): CaseRow => ({
  id: '1', reference: 'GD-1', version: 1, phase: 'triage', owner: owner('1'), routing: null, parties: [], submittedAt: '', changedAt: '2026-04-01T09:00:00.000Z',
  lifecycle: machine('lifecycle', 'triage.assessing'), legs: [], title: '', ownReferences: [], ...more,
});

describe('a row of a list', () => {
  it('stands where its leg stands, and is the turn of its owner; without one, of the case', () => {
    expect(turns(row())[0]?.organisation.oin).toBe('1');
    const treated = row({legs: [leg('ccg', 'intake'), leg('advisory', 'screening', {beside: true, owner: owner('3')})]});
    expect(standing(treated).map((one) => one.workflow.id)).toEqual(['ccg']);
    expect(turns(treated).map((one) => one.organisation.oin)).toEqual(['2']);
  });

  it('is nobody’s turn once it is closed', () => {
    expect(turns(row({phase: 'closed', owner: null}))).toEqual([]);
  });

  it('has the earliest term of all that runs, those beside and interventions too', () => {
    expect(firstDue(row())).toBeNull();
    expect(firstDue(row({
      lifecycle: machine('lifecycle', 'treatment.running', '2026-12-02T23:00:00.000Z'),
      legs: [leg('ccg', 'intake', {due: '2026-12-01T23:00:00.000Z'}), leg('intervention', 'takenUp', {overlay: true, due: '2026-11-30T23:00:00.000Z'})],
    }))).toBe('2026-11-30T23:00:00.000Z');
  });

  it('is late from the day after its last one', () => {
    const due = row({lifecycle: machine('lifecycle', 'triage.assessing', '2026-11-27T23:00:00.000Z')});
    expect(isLate(due, new Date('2026-11-27T22:59:00.000Z'))).toBe(false);
    expect(isLate(due, new Date('2026-11-27T23:01:00.000Z'))).toBe(true);
    expect(isLate(row())).toBe(false);
  });

  it('is stuck by an intervention that was taken up, not by a signal', () => {
    const overlay = (state: string) => row({legs: [leg('intervention', state, {overlay: true, beside: true})]});
    expect(isStuck(overlay('signalled'))).toBe(false);
    expect(isStuck(overlay('explained'))).toBe(false);
    expect(isStuck(overlay('takenUp'))).toBe(true);
    expect(isStuck({...overlay('acting'), phase: 'closed'})).toBe(false);
  });

  it('is on the route of its leg, else on the one that its routing names', () => {
    const routing = {status: 'proposed', route: 'ccg', mode: 'proposal', rule: 'R08', because: {nl: '', en: ''}, urgency: {points: 0, urgent: false}, decidedAtVersion: 2};
    expect(routeOf(row({routing}))).toBe('ccg');
    expect(routeOf(row({routing, legs: [leg('referral', 'following')]}))).toBe('referral');
    expect(routeOf(row())).toBeNull();
  });

  it('was closed when it came where it stands', () => {
    expect(closedAt(row())).toBeNull();
    expect(closedAt(row({phase: 'closed'}))).toBe('2026-03-01T09:00:00.000Z');
  });
});
