import {describe, expect, it} from 'vitest';

import type {Me, Organisation, Schema, Transition} from '../../api/types';
import {askedNow, holds, inForm, isTurn, keyOf, pathFor} from './doing';
import {doingsOf, type Around} from './doings';
import {formWords} from './form-words';
import type {LegOfCase, Term, WholeCase} from './types';

const wau = {oin: '00000099900000010000', name: {nl: 'Programma', en: 'Programme'}};
const szw = {oin: '00000099900000140000', name: {nl: 'SZW', en: 'SZW'}};
const me = (organisation: {oin: string; name: {nl: string; en: string}}, ...roles: string[]): Me => ({
  organisation: {...organisation, short: '', kind: 'body'},
  roles,
  actor: 'key:1',
  demonstration: false,
});
const organisations: Organisation[] = [
  {...wau, short: 'WaU', kind: 'programme', roles: [{role: 'coordinator'}, {role: 'programme.lead'}]},
  {...szw, short: 'SZW', kind: 'ministry', roles: [{role: 'fastLane.contact'}, {role: 'fastLane.legal'}]},
];
const report: Schema = {
  type: 'object',
  properties: {
    legalBasis: {enum: ['clear', 'missing'], vocabulary: 'legalBasis', label: {nl: 'Grondslag', en: 'Legal basis'}},
    tried: {enum: ['none', 'stuck'], vocabulary: 'tried', label: {nl: 'Geprobeerd', en: 'Tried'}},
    mailbox: {type: 'string'},
  },
};
const around = (who: Me): Around => ({
  me: who,
  organisations,
  report,
  grounds: ['privateLife'],
  words: {...formWords, role: (role) => ({nl: role, en: role})},
  order: () => ['route', 'ministry', 'reason'],
});

const machine = {
  workflow: {id: 'fast-lane', version: '1', hash: 'x'},
  states: [],
  since: '2026-11-01T00:00:00.000Z',
  due: null,
  waitingOn: [],
};
const leg = (more: Partial<LegOfCase> = {}): LegOfCase => ({
  ...machine,
  id: 'leg-1',
  route: 'fast-lane',
  beside: false,
  status: 'running',
  owner: {organisation: szw, role: 'fastLane.contact'},
  startedAt: '2026-11-01T00:00:00.000Z',
  endedAt: null,
  ...more,
});
const one = (more: Partial<WholeCase> = {}): WholeCase => ({
  id: 'case-1',
  reference: 'GD-1',
  version: 4,
  phase: 'treatment',
  owner: {organisation: wau, role: 'coordinator'},
  routing: null,
  parties: [],
  submittedAt: '',
  changedAt: '',
  lifecycle: {...machine, workflow: {id: 'lifecycle', version: '1', hash: 'y'}},
  legs: [leg()],
  reports: [
    {id: 'r', submittedAt: '', submittedBy: {organisation: wau, role: 'coordinator'}, report: {legalBasis: 'clear'}},
  ],
  ...more,
});
const ids = (who: Me, of: WholeCase, terms: Term[] = []) => doingsOf(of, [], terms, null, around(who)).map(keyOf);

describe('who may hand over', () => {
  it('lets whoever holds it offer it, and the coordinator', () => {
    expect(ids(me(szw, 'fastLane.contact'), one())).toEqual(['owner.offer leg-1']);
    expect(ids(me(wau, 'coordinator'), one())).toEqual(['owner.offer ', 'owner.offer leg-1']);
    expect(ids(me(szw, 'fastLane.legal'), one())).toEqual([]);
  });

  it('lets whom it was offered to accept or refuse, and the other side take it back', () => {
    const offered = one({
      legs: [
        leg({
          offer: {
            to: {organisation: szw, role: 'fastLane.legal'},
            from: {organisation: szw, role: 'fastLane.contact'},
            at: '',
          },
        }),
      ],
    });
    expect(ids(me(szw, 'fastLane.legal'), offered)).toEqual(['owner.accept leg-1', 'owner.refuse leg-1']);
    expect(ids(me(szw, 'fastLane.contact'), offered)).toEqual(['owner.withdraw leg-1']);
  });

  it('hands over nothing that is only offered, or has ended', () => {
    expect(
      ids(
        me(wau, 'coordinator'),
        one({
          phase: 'closed',
          owner: null,
          legs: [leg({status: 'offered'}), leg({endedAt: '2026-11-02T00:00:00.000Z'})],
        }),
      ),
    ).toEqual([]);
  });

  it('sends what the API asks', () => {
    const offer = doingsOf(one(), [], [], null, around(me(szw, 'fastLane.contact')))[0];
    expect(offer?.body({to: '00000099900000010000 coordinator', reason: 'Hoort daar'})).toEqual({
      action: 'offer',
      leg: 'leg-1',
      to: {organisation: '00000099900000010000', role: 'coordinator'},
      reason: 'Hoort daar',
    });
    expect(offer?.schema?.properties?.['to']?.enum ?? []).not.toContain('00000099900000140000 fastLane.contact');
    expect(inForm(offer!, [{pointer: '/to/role', code: 'roleNotHeld', message: 'x'}])[0]?.pointer).toBe('/to');
  });
});

describe('extending a term', () => {
  const term = (calendar: string): Term => ({
    leg: 'leg-1',
    route: 'fast-lane',
    state: {name: 'exploring'},
    within: 'P20D',
    calendar,
    basis: 'proposed',
    title: {nl: '', en: ''},
    startedAt: '',
    status: 'running',
    suspensions: [],
    extensions: [],
  });
  const of = (calendar: string) =>
    doingsOf(one(), [], [term(calendar)], null, around(me(szw, 'fastLane.contact'))).find(
      (each) => each.id === 'term.extend',
    );

  it('counts working days in days only', () => {
    expect(of('nl-working-days')?.schema?.properties?.['unit']?.enum).toEqual(['D']);
    expect(of('days')?.schema?.properties?.['unit']?.enum).toEqual(['D', 'W', 'M']);
  });

  it('says a duration, and puts a fault of it at the number', () => {
    const doing = of('days')!;
    expect(doing.body({amount: 3, unit: 'M', reason: 'Wet'})).toEqual({leg: 'leg-1', by: 'P3M', reason: 'Wet'});
    expect(inForm(doing, [{pointer: '/by', code: 'tooShort', message: 'x'}])[0]?.pointer).toBe('/amount');
  });
});

describe('transitions', () => {
  const form: Schema = {
    type: 'object',
    required: ['route', 'reason'],
    properties: {
      ministry: {type: 'string'},
      reason: {type: 'string'},
      receiver: {type: 'string', format: 'oin'},
      referral: {enum: ['nds']},
      route: {enum: ['fast-lane', 'ccg', 'referral']},
    },
    allOf: [
      {if: {properties: {route: {const: 'fast-lane'}}, required: ['route']}, then: {required: ['ministry']}},
      {if: {properties: {route: {const: 'referral'}}, required: ['route']}, then: {required: ['referral']}},
    ],
  };
  const transition = (event: string, given: Schema | null, of: string | null = null): Transition => ({
    leg: of,
    route: null,
    event,
    title: {nl: event, en: event},
    role: 'coordinator',
    form: given,
  });
  const made = (event: string, given: Schema | null, who = me(wau, 'coordinator')) =>
    doingsOf(one(), [transition(event, given)], [], null, around(who)).find((each) => each.id === event)!;

  it('asks for what the chosen route needs, and for nothing else', () => {
    expect(askedNow(form, {})).toEqual(['reason', 'route']);
    expect(askedNow(form, {route: 'fast-lane'})).toEqual(['ministry', 'reason', 'route']);
    expect(askedNow(form, {route: 'referral'})).toEqual(['reason', 'receiver', 'referral', 'route']);
  });

  it('puts the members in the order of their author', () => {
    expect(Object.keys(made('overrule', form).schema?.properties ?? {})).toEqual([
      'route',
      'ministry',
      'reason',
      'receiver',
      'referral',
    ]);
  });

  it('goes through the door of the routing, but for a receiver, which only a transition can name', () => {
    const overrule = made('overrule', form);
    expect([pathFor(overrule, {route: 'ccg'}), overrule.body({route: 'ccg', reason: 'x'})]).toEqual([
      '/routing',
      {action: 'overrule', route: 'ccg', reason: 'x'},
    ]);
    const value = {route: 'referral', receiver: szw.oin};
    expect([pathFor(overrule, value), overrule.body(value)]).toEqual([
      '/transitions',
      {leg: null, event: 'overrule', data: value},
    ]);
  });

  it('offers the fields of the report by their words', () => {
    const ask = made('askInformation', {
      type: 'object',
      properties: {fields: {type: 'array', items: {type: 'string'}}},
    });
    expect(ask.schema?.properties?.['fields']?.items?.enum).toEqual(['legalBasis', 'tried']);
    expect(ask.schema?.properties?.['fields']?.items?.words?.['tried']?.en).toBe('Tried');
  });

  it('lets a reporter supply what was asked, as fields of the report', () => {
    const asked = one({
      requests: [
        {at: '', fields: ['tried'], open: true},
        {at: '', fields: ['legalBasis'], open: false},
      ],
    });
    const supply = doingsOf(
      asked,
      [transition('supply', {type: 'object', properties: {facts: {type: 'object'}, note: {type: 'string'}}})],
      [],
      null,
      around(me(szw, 'reporter')),
    )[0];
    expect(Object.keys(supply?.schema?.properties?.['facts']?.properties ?? {})).toEqual(['tried']);
  });
});

describe('looking again', () => {
  it('corrects only what was answered otherwise', () => {
    const routing = {
      current: null,
      history: [],
      decision: {
        questions: [
          {field: 'tried', text: {nl: '', en: ''}, leadsTo: []},
          {field: 'legalBasis', text: {nl: '', en: ''}, leadsTo: []},
        ],
      } as never,
    };
    const again = doingsOf(one(), [], [], routing, around(me(wau, 'coordinator'))).find(
      (each) => each.id === 'routing.again',
    )!;
    expect(again.begin).toEqual({answers: {legalBasis: 'clear'}});
    expect(again.body({answers: {legalBasis: 'clear', tried: 'stuck'}})).toEqual({
      action: 'again',
      answers: {tried: 'stuck'},
    });
    expect(again.body({answers: {legalBasis: 'clear'}})).toEqual({action: 'again'});
  });
});

describe('whose turn it is', () => {
  it('is that of a leg that runs, not of the case around it', () => {
    expect(isTurn(me(szw, 'fastLane.contact'), one(), leg())).toBe(true);
    expect(isTurn(me(wau, 'coordinator'), one(), null)).toBe(false);
    expect(isTurn(me(wau, 'coordinator'), one({legs: []}), null)).toBe(true);
  });

  it("is nobody's while the leg waits", () => {
    expect(
      isTurn(
        me(szw, 'fastLane.contact'),
        one(),
        leg({suspended: {kind: 'advice', on: 'AP', expected: null, since: ''}}),
      ),
    ).toBe(false);
  });

  it('is of whom it is offered to', () => {
    const offered = leg({
      status: 'offered',
      owner: {organisation: wau, role: 'coordinator'},
      waitingOn: [{organisation: szw, role: 'fastLane.contact'}],
    });
    expect(isTurn(me(szw, 'fastLane.contact'), one(), offered)).toBe(true);
    expect(isTurn(me(wau, 'coordinator'), one(), offered)).toBe(false);
  });

  it('takes a key of a provider for a reporter or a holder, and no auditor for anybody', () => {
    expect(holds(me(szw, 'holder'), {organisation: szw, role: 'reporter'})).toBe(true);
    expect(holds(me(szw, 'auditor'), {organisation: szw, role: 'addressee'})).toBe(false);
  });
});
