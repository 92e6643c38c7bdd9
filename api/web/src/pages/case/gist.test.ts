import {describe, expect, it} from 'vitest';

import type {CaseEvent} from '../../api/types';
import {tellEvent, together, whoDid, type Words4Events} from './gist';
import {eventWords} from './event-words';
import type {WholeCase} from './types';
import {workflowWords} from './workflow-words';

const fastLane = workflowWords({
  id: 'fast-lane',
  kind: 'route',
  title: {nl: 'Fast lane', en: 'Fast lane'},
  workflow: {
    states: {
      offered: {
        title: {nl: 'Aangeboden', en: 'Offered'},
        on: {
          accept: {
            target: '#exploring',
            title: {nl: 'Aannemen', en: 'Accept'},
            form: {
              properties: {
                department: {label: {nl: 'Welke directie?', en: 'Which department?'}},
                which: {label: {nl: 'Welke?', en: 'Which?'}, items: {vocabulary: 'legislationTests'}},
                why: {label: {nl: 'Waarom?', en: 'Why?'}},
              },
            },
          },
        },
      },
      working: {
        states: {
          exploring: {
            id: 'exploring',
            title: {nl: 'Verkenning', en: 'Exploring'},
            on: {agreed: [{target: '#effective'}], 'legDone legRefused': {}},
          },
        },
      },
      effective: {type: 'final', title: {nl: 'Van kracht', en: 'In force'}},
    },
  },
});
const words: Words4Events = {
  word: (list, code) => `${list}:${code}`,
  organisation: (oin) => `org ${oin}`,
  ministry: (tooi) => tooi,
  workflow: (id) => (id === 'fast-lane' ? fastLane : undefined),
  say: (both) => both?.en ?? '',
  day: (text) => text.slice(0, 10),
  list: (items) => items.join(' and '),
  field: (name) => name,
  own: eventWords.value.events,
};
const one = {
  id: 'c',
  legs: [{id: 'l', route: 'fast-lane', workflow: {id: 'fast-lane'}}],
  notes: [
    {
      leg: 'l',
      event: 'accept',
      organisation: {oin: '1', name: {nl: '', en: ''}},
      role: 'fastLane.contact',
      at: '2026-11-02T10:00:00.000Z',
      texts: {why: 'Hoort bij ons'},
    },
  ],
} as unknown as WholeCase;
let version = 0;
const event = (
  type: string,
  data: Record<string, unknown>,
  by: CaseEvent['by'] = {organisation: '1', role: 'fastLane.contact'},
  at = '2026-11-02T10:00:00.000Z',
): CaseEvent => ({sequence: ++version, case: 'c', version, type, at, by, data});
const accept = event('transitioned', {
  workflow: 'fast-lane',
  event: 'accept',
  leg: 'l',
  from: ['offered'],
  to: ['exploring'],
  facts: {department: 'Directie Uitvoering'},
});

describe('an event in words', () => {
  it('tells what was done, from where to where, and what was filled in with it', () => {
    const told = tellEvent(accept, one, words);
    expect(told.title).toBe('Accept – Fast lane');
    expect(told.facts[0]).toMatch(/Offered.*Exploring/);
    expect(told.facts[1]).toBe('Which department: Directie Uitvoering');
    expect(told.texts).toEqual([{label: 'Why?', text: 'Hoort bij ons'}]);
  });

  it('tells codes in the words of the list that the form names', () => {
    const tested = {...accept, data: {...accept.data, facts: {which: ['dpia', 'consultation']}}};
    expect(tellEvent(tested, one, words).facts[1]).toBe('Which: legislationTests:dpia and legislationTests:consultation');
  });

  it('takes no text of another leg or moment', () => {
    expect(tellEvent({...accept, at: '2026-11-03T10:00:00.000Z'}, one, words).texts).toEqual([]);
  });

  it('says who did it, or that the program did', () => {
    expect(whoDid(accept, words)).toBe('org 1 – roles:fastLane.contact');
    expect(whoDid(event('termReached', {}, {system: 'timer'}), words)).toContain('Wissel');
  });

  it('never fails on what it does not know', () => {
    expect(tellEvent(event('somethingNew', {leg: 'gone', odd: [1, {x: null}]}), one, words).title).toBe(
      'events:somethingNew',
    );
    expect(() =>
      tellEvent(event('transitioned', {workflow: 'unknown', from: 3, to: null, facts: {x: {y: 1}}}), one, words),
    ).not.toThrow();
    expect(() => tellEvent(event('ownerOffered', {to: {}}), one, words)).not.toThrow();
  });
});

describe('what one command did', () => {
  it('stands together, and what tells the same twice is told once', () => {
    const suspended = event('suspended', {leg: 'l', kind: 'advice'});
    const lifecycle = event('transitioned', {workflow: 'lifecycle', event: 'legAccepted'}, {system: 'workflow'});
    expect(together([accept, suspended, lifecycle]).map((each) => [each.first.type, each.rest.length])).toEqual([
      ['transitioned', 1],
    ]);
  });

  it('stands apart from what another did in the same moment, and from what the clock did', () => {
    const other = event('commented', {}, {organisation: '2', role: 'reporter'});
    const clock = event('termReached', {}, {system: 'timer'}, '2026-11-02T11:00:00.000Z');
    const signal = event('signalled', {}, {system: 'timer'}, '2026-11-02T11:00:00.000Z');
    expect(together([accept, other, clock, signal]).length).toBe(4);
  });
});

describe('the words of a workflow', () => {
  it('finds states by their id, and events that stand several in one name', () => {
    expect([fastLane.state('exploring')?.en, fastLane.state('nothing')]).toEqual(['Exploring', undefined]);
    expect(fastLane.order('accept')).toEqual(['department', 'which', 'why']);
    expect(fastLane.event('legDone')).toBeUndefined();
  });

  it('knows what ends it', () => {
    expect([fastLane.ends('agreed'), fastLane.ends('accept'), fastLane.ends('legRefused')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
