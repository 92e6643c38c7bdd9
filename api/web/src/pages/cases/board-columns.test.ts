import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';

import type {CaseRow, Machine, Transition} from '../../api/types';
import {readFlow, type StateDocument} from '../../flow/machine';
import {boardOf, flowColumns, machineOn, phaseColumns, phases, waysTo} from './board-columns';
import {readQuestion} from './filters';

const words = (nl: string) => ({nl, en: nl});
function shipped(id: string) {
  const workflow = JSON.parse(readFileSync(`../../workflows/${id}.json`, 'utf8')) as StateDocument;
  return readFlow({id, version: '1', hash: '', kind: 'route', title: words(id), workflow});
}
const can = (event: string, leg: string | null, form: Transition['form'] = null): Transition =>
  ({leg, route: null, event, title: words(event), role: 'x', form});
const standing = (...names: string[]) => ({states: names.map((name) => ({name, title: words(name)}))}) as unknown as Machine;

describe('a board', () => {
  it('is the one that is named, else of the one route that is narrowed to, else of the phases', () => {
    expect(boardOf(readQuestion('board=ccg&route=advisory'))).toBe('ccg');
    expect(boardOf(readQuestion('route=advisory'))).toBe('advisory');
    expect(boardOf(readQuestion('route=advisory,ccg'))).toBe(phases);
    expect(boardOf(readQuestion('board=phases&route=advisory'))).toBe(phases);
  });

  it('has a column for each phase that the filter leaves', () => {
    const items = ['triage', 'treatment', 'closed'].map((code) => ({code, title: code}));
    expect(phaseColumns(items, {barrier: ['legal']}).map((column) => column.filter)).toEqual([
      {barrier: ['legal'], phase: ['triage']}, {barrier: ['legal'], phase: ['treatment']}, {barrier: ['legal'], phase: ['closed']},
    ]);
    expect(phaseColumns(items, {phase: ['closed']}).map((column) => column.id)).toEqual(['closed']);
  });

  it('has a column for each place of a workflow, what has ended only on request', () => {
    const columns = (ended: boolean, filter = {}) => flowColumns(shipped('referral'), (place) => place.id, filter, ended).map((column) => column.id);
    expect(columns(false)).toEqual(['offered', 'following', 'suspended']);
    expect(columns(true)).toEqual(['offered', 'following', 'suspended', 'done', 'refused', 'returned']);
    expect(columns(false, {state: ['referral/done', 'ccg/intake']})).toEqual(['done']);
  });

  it('asks for all states of a parallel one, or for those of them that are narrowed to', () => {
    const preparing = (filter = {}) => flowColumns(shipped('ccg'), (place) => place.id, filter, false).find((column) => column.id === 'preparing')?.filter['state'];
    expect(preparing()).toHaveLength(6);
    expect(preparing({state: ['ccg/preparing.facts.open']})).toEqual(['ccg/preparing.facts.open']);
  });
});

describe('a card', () => {
  it('stands for the lifecycle, or for the newest open leg on the workflow', () => {
    const leg = (id: string, workflow: string, endedAt: string | null = null) => ({id, workflow: {id: workflow}, endedAt});
    const row = {lifecycle: standing('treatment.running'), legs: [leg('1', 'ccg', 'then'), leg('2', 'ccg'), leg('3', 'advisory')]} as unknown as CaseRow;
    expect(machineOn(phases, row)?.leg).toBeNull();
    expect(machineOn('ccg', row)?.leg).toBe('2');
    expect(machineOn('referral', row)).toBeNull();
  });

  it('comes to a column by what leads there from its own leg', () => {
    const ways = waysTo('ccg', 'preparing', shipped('ccg'), standing('intake'), 'L', [can('frame', 'L'), can('addToTheme', 'L'), can('frame', 'another')]);
    expect(ways.leading.map((each) => each.leg)).toEqual(['L']);
    expect(ways.others.map((each) => each.event)).toEqual(['addToTheme', 'frame']);
    expect(ways.foreign).toEqual([]);
  });

  it('is told who else could bring it there', () => {
    const ways = waysTo('ccg', 'declined', shipped('ccg'), standing('intake'), 'L', [can('frame', 'L')]);
    expect(ways.leading).toEqual([]);
    expect(ways.foreign).toMatchObject([{event: 'decline', allow: ['ccg.chair']}]);
  });

  it('moves between phases by what leads to any of their states', () => {
    const ways = waysTo(phases, 'closed', shipped('lifecycle'), standing('triage.assessing'), null, [can('join', null), can('confirmRoute', null)]);
    expect(ways.leading.map((each) => each.event)).toEqual(['join']);
    expect(ways.foreign.map((each) => each.event)).toContain('outOfScope');
    expect(waysTo(phases, 'treatment', shipped('lifecycle'), standing('triage.assessing'), null, [can('confirmRoute', null)]).leading).toHaveLength(1);
  });
});
