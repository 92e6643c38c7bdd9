import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';

import {readFlow, type StateDocument} from './machine';

/** The workflows that Wissel ships with, as the API hands them out; tests run in api/web. */
function shipped(id: string) {
  const workflow = JSON.parse(readFileSync(`../../workflows/${id}.json`, 'utf8')) as StateDocument & {kind: 'route'; title: {nl: string; en: string}};
  return readFlow({id, version: '1', hash: '', kind: workflow.kind, title: workflow.title, workflow});
}
const at = (...names: string[]) => names.map((name) => ({name}));

describe('the places of a workflow', () => {
  it('are its states, and a parallel state as one', () => {
    expect(shipped('ccg').places.map((place) => place.id)).toEqual([
      'offered', 'intake', 'preparing', 'ready', 'scheduled', 'advised', 'awaitingResponse', 'followUp', 'suspended',
      'done', 'declined', 'refused', 'joined', 'takenBack',
    ]);
    expect(shipped('ccg').places.find((place) => place.id === 'preparing')?.leaves).toEqual([
      'preparing.facts.open', 'preparing.facts.done', 'preparing.positions.open', 'preparing.positions.done',
      'preparing.options.open', 'preparing.options.done',
    ]);
  });

  it('know which of them are the end', () => {
    expect(shipped('fast-lane').places.filter((place) => place.final).map((place) => place.id))
      .toEqual(['effective', 'refused', 'handedBack', 'takenBack']);
  });

  it('find a machine that stands in several states at once', () => {
    const flow = shipped('advisory');
    expect(flow.placeOf(at('analysis.kan.given', 'analysis.mag.open', 'analysis.wenselijk.open'))?.id).toBe('analysis');
    expect(flow.placeOf(at('of an earlier version'))).toBeNull();
  });

  it('tell a part of a parallel state with what it is a part of', () => {
    expect(shipped('ccg').titleOf('preparing.facts.open').map((title) => title.nl)).toEqual(['Voorbereiding', 'Feiten', 'Nog open']);
    expect(shipped('ccg').titleOf('intake').map((title) => title.nl)).toEqual(['Intake']);
    expect(shipped('ccg').titleOf('nowhere')).toEqual([]);
  });
});

describe('where an event leads', () => {
  it('by the name of a state', () => {
    expect(shipped('ccg').leadsTo(at('intake'), 'frame')).toEqual(new Set(['preparing']));
    expect(shipped('lifecycle').leadsTo(at('triage.assessing'), 'confirmRoute')).toEqual(new Set(['treatment.offered']));
  });

  it('by the name of a sibling', () => {
    expect(shipped('referral').leadsTo(at('offered'), 'takenUp')).toEqual(new Set(['following']));
  });

  it('from the states around it, too', () => {
    expect(shipped('ccg').leadsTo(at('intake'), 'suspend')).toEqual(new Set(['suspended']));
    expect(shipped('fast-lane').leadsTo(at('drafting.tests'), 'handBack')).toEqual(new Set(['handedBack']));
  });

  it('to where a state begins that has others within', () => {
    expect(shipped('fast-lane').leadsTo(at('exploring'), 'chooseInstrument')).toEqual(new Set(['agreeing', 'drafting.preparing']));
    expect(shipped('lifecycle').leadsTo(at('outcome'), 'nothingToDo')).toEqual(new Set(['evaluation.asking']));
  });

  it('nowhere that could be told, where it goes back to an earlier state or stays', () => {
    expect(shipped('ccg').leadsTo(at('suspended'), 'resume')).toEqual(new Set());
    expect(shipped('advisory').leadsTo(at('selection'), 'score')).toEqual(new Set());
    expect(shipped('ccg').leadsTo(at('intake'), 'no such event')).toEqual(new Set());
  });

  it('and back: which events lead to a place, and whose they are', () => {
    expect(shipped('ccg').eventsTo(at('intake'), 'declined')).toMatchObject([{event: 'decline', allow: ['ccg.chair']}]);
    expect(shipped('ccg').eventsTo(at('intake'), 'ready')).toEqual([]);
  });
});
