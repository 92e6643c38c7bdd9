/** What the caller can do with this case now, each thing as one form: the transitions of the API, and its other doors. Pure. */
import type {Fault} from '../../api/client';
import type {Me, Organisation, Owner, Schema, Transition, Words} from '../../api/types';
import {requiredNow, type Members} from '../../forms/schema';
import type {LegOfCase, RoutingDocument, Term, WholeCase} from './types';

export interface Doing {
  /** With the leg it is what stands in the address (`?do=…&leg=…`). */
  id: string;
  leg: string | null;
  title: Words;
  description?: Words;
  schema: Schema | null;
  /** What the form begins with. */
  begin?: Members;
  path: string;
  body: (value: Members) => unknown;
  /** Where a fault of the answer stands in the form; by itself below `/data`. */
  pointer?: (pointer: string) => string;
  /** How it can be taken back right after, without a form; or by which other form. */
  undo?: {body: unknown; path: string} | {doing: string};
  group: 'leg' | 'case' | 'hold';
}

/** Words of this screen for the forms that the API gives no schema of. */
export interface FormWords {
  offer: Words;
  offerText: Words;
  offerTo: Words;
  offerReason: Words;
  accept: Words;
  acceptText: Words;
  refuse: Words;
  refuseText: Words;
  refuseCode: Words;
  refuseReason: Words;
  withdraw: Words;
  withdrawText: Words;
  withdrawReason: Words;
  extend: Words;
  extendText: Words;
  extendBy: Words;
  extendUnit: Words;
  units: {workingDays: Words; D: Words; W: Words; M: Words};
  extendReason: Words;
  again: Words;
  againText: Words;
  answers: Words;
  role: (role: string) => Words;
}

const refusals = ['notOurs', 'alreadyUnderWay', 'tooBroad', 'notEnoughFacts', 'noCapacity', 'other'];
/** What takes back what was just done, where the workflow has it. */
const ways: Record<string, string> = {confirmRoute: 'withdrawOffer', overrule: 'withdrawOffer', offer: 'withdrawOffer', startLeg: 'takeBack'};

export const keyOf = (doing: Pick<Doing, 'id' | 'leg'>): string => `${doing.id} ${doing.leg ?? ''}`;

/** Whether the caller's organisation and key hold what `owner` says. */
export function holds(me: Me, owner: Owner | null | undefined): boolean {
  if (!owner || owner.organisation.oin !== me.organisation.oin) return false;
  if (me.roles.includes(owner.role)) return true;
  const provider = me.roles.some((role) => ['reporter', 'holder', 'requester'].includes(role));
  if (owner.role === 'reporter' || owner.role === 'holder') return provider;
  return ['addressee', 'receiver'].includes(owner.role) && !me.roles.some((role) => role === 'auditor' || role === 'observer');
}

/** Whether it is the caller's turn: in a leg, or (`null`) with the case itself while no leg runs that decides how it goes on. */
export function isTurn(me: Me, one: WholeCase, leg: LegOfCase | null): boolean {
  if (leg === null) {
    const asked = (one.lifecycle?.waitingOn ?? []).some((each) => each.organisation && holds(me, {organisation: each.organisation, role: each.role ?? ''}));
    return asked || (one.phase !== 'closed' && !one.legs.some((each) => each.endedAt === null && !each.overlay) && holds(me, one.owner));
  }
  if (leg.endedAt !== null) return false;
  if (leg.status !== 'offered') return !leg.suspended && holds(me, leg.owner);
  return leg.waitingOn.some((each) => each.organisation && holds(me, {organisation: each.organisation, role: each.role ?? ''}));
}

export interface Around {
  me: Me;
  organisations: Organisation[];
  report: Schema | null;
  words: FormWords;
  /** The members of a form in their author's order; the API tells them by the alphabet. */
  order: (leg: string | null, event: string) => string[];
}

export function doingsOf(one: WholeCase, transitions: Transition[], terms: Term[], routing: RoutingDocument | null, around: Around): Doing[] {
  const all = transitions.map((transition) => ofTransition(transition, one, around));
  for (const leg of [null, ...one.legs]) all.push(...handOvers(one, leg, around));
  for (const term of terms) all.push(...extension(term, one, around));
  // From closing on the routing is history; a coordinator may look again before that.
  if (around.me.roles.includes('coordinator') && one.phase !== 'closed' && routing) all.push(lookAgain(one, routing, around));
  return all;
}

function ofTransition(transition: Transition, one: WholeCase, around: Around): Doing {
  const {event, leg} = transition;
  const coordinator = around.me.roles.includes('coordinator');
  const doing: Doing = {
    id: event,
    leg,
    title: transition.title,
    ...(transition.description ? {description: transition.description} : {}),
    schema: transition.form && dressed(event, transition.form, one, around, around.order(leg, event)),
    path: '/transitions',
    body: (data) => ({leg, event, ...(transition.form ? {data} : {})}),
    group: leg === null ? 'case' : 'leg',
  };
  if (event === 'suspend') doing.undo = {path: '/transitions', body: {leg, event: 'resume'}};
  const back = ways[event];
  if (back !== undefined) doing.undo = {doing: back};
  // The routing and the legs have doors of their own; what they ask is the same.
  if (event === 'startLeg') return {...doing, path: '/legs', body: (data) => data, pointer: (pointer) => pointer};
  if (event === 'confirmRoute' && coordinator) return {...doing, path: '/routing', body: (data) => ({action: 'confirm', ...data}), pointer: (pointer) => pointer};
  // A receiver can only be named by the transition.
  if (event === 'overrule' && coordinator) {
    return {
      ...doing,
      body: (data) => (data['receiver'] === undefined ? {action: 'overrule', ...data} : {leg, event, data}),
      path: '/routing',
      pointer: (pointer) => pointer.replace(/^\/data/, ''),
    };
  }
  return doing;
}

/** The path that `value` goes to: an overruling with a receiver is a transition. */
export function pathFor(doing: Doing, value: Members): string {
  return doing.id === 'overrule' && value['receiver'] !== undefined ? '/transitions' : doing.path;
}

/** The form with what the screen knows beside it: choices where the API asks for codes that stand elsewhere. */
export function dressed(event: string, form: Schema, one: WholeCase, around: Around, order: string[] = []): Schema {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const given = Object.entries(form.properties ?? {}).sort(([a], [b]) => place(a) - place(b));
  const properties = given.map(([name, given]): [string, Schema] => {
    if (event === 'askInformation' && name === 'fields' && around.report?.properties) {
      const names = Object.keys(around.report.properties).filter((each) => !['confirmedNotBsn', 'joins', 'mailbox'].includes(each));
      return [name, {...given, items: {...given.items, enum: names, words: labelsOf(around.report, names)}}];
    }
    if (event === 'supply' && name === 'facts' && around.report?.properties) {
      const asked = (one.requests ?? []).filter((request) => request.open).flatMap((request) => request.fields.map((field) => field.split(/[./]/)[0] ?? ''));
      return [name, {...given, ...partOf(around.report, asked)}];
    }
    if (given.type === 'array' && given.items?.format === 'oin') {
      const codes = around.organisations.map((each) => each.oin);
      return [name, {...given, items: {...given.items, enum: codes, words: Object.fromEntries(around.organisations.map((each) => [each.oin, each.name]))}}];
    }
    return [name, given];
  });
  return {...form, properties: Object.fromEntries(properties), ...(around.report?.$defs ? {$defs: {...around.report.$defs, ...form.$defs}} : {})};
}

function labelsOf(report: Schema, names: string[]): Record<string, Words> {
  return Object.fromEntries(names.flatMap((name) => (report.properties?.[name]?.label ? [[name, report.properties[name].label]] : [])));
}

/** The members of the report that are asked, as an object of their own; all that routing reads where none is named. */
function partOf(report: Schema, names: string[]): Schema {
  const known = names.filter((name) => report.properties?.[name]);
  const wanted = known.length > 0 ? known : ['matter', 'legalBasis', 'scope', 'valuesCollide', 'leadMinistry', 'lead', 'tried', 'occursElsewhere'];
  return {type: 'object', required: [], properties: Object.fromEntries(wanted.flatMap((name) => (report.properties?.[name] ? [[name, report.properties[name]]] : [])))};
}

const reason = (label: Words): Schema => ({type: 'string', minLength: 1, maxLength: 4000, label});

function handOvers(one: WholeCase, leg: LegOfCase | null, {me, organisations, words}: Around): Doing[] {
  const open = leg === null ? one.phase !== 'closed' : leg.endedAt === null;
  if (!open || leg?.status === 'offered') return [];
  const owner = leg === null ? one.owner : leg.owner;
  const offer = leg === null ? one.offer : leg.offer;
  const id = leg?.id ?? null;
  const common = {leg: id, path: '/owner', group: 'hold' as const, pointer: (pointer: string) => (pointer.startsWith('/to') ? '/to' : pointer)};
  const mayOffer = holds(me, owner) || me.roles.includes('coordinator');
  const made: Doing[] = [];
  if (offer && holds(me, offer.to)) {
    made.push({...common, id: 'owner.accept', title: words.accept, description: words.acceptText, schema: null, body: () => ({action: 'accept', leg: id})});
    made.push({
      ...common, id: 'owner.refuse', title: words.refuse, description: words.refuseText,
      schema: {type: 'object', required: ['code', 'reason'], properties: {
        code: {enum: refusals, vocabulary: 'refusal', label: words.refuseCode}, reason: reason(words.refuseReason)}},
      body: (value) => ({action: 'refuse', leg: id, ...value}),
    });
  }
  if (offer && mayOffer) {
    made.push({
      ...common, id: 'owner.withdraw', title: words.withdraw, description: words.withdrawText,
      schema: {type: 'object', required: [], properties: {reason: reason(words.withdrawReason)}},
      body: (value) => ({action: 'withdraw', leg: id, ...value}),
    });
  }
  if (!offer && mayOffer) {
    const choices = organisations.flatMap((each) => (each.roles ?? []).map((held) => ({code: `${each.oin} ${held.role}`, each, held})))
      .filter(({each, held}) => !(owner && each.oin === owner.organisation.oin && held.role === owner.role));
    made.push({
      ...common, id: 'owner.offer', title: words.offer, description: words.offerText,
      schema: {type: 'object', required: ['to'], properties: {
        to: {enum: choices.map(({code}) => code), label: words.offerTo, words: Object.fromEntries(choices.map(({code, each, held}) => {
          const role = words.role(held.role);
          return [code, {nl: `${each.name.nl} – ${role.nl}`, en: `${each.name.en} – ${role.en}`}];
        }))},
        reason: reason(words.offerReason)}},
      body: ({to, ...rest}) => {
        const [organisation, role] = String(to).split(' ');
        return {action: 'offer', leg: id, to: {organisation, role}, ...rest};
      },
      undo: {path: '/owner', body: {action: 'withdraw', leg: id}},
    });
  }
  return made;
}

function extension(term: Term, one: WholeCase, {me, words}: Around): Doing[] {
  const leg = term.leg === null ? null : one.legs.find((each) => each.id === term.leg);
  if (!(me.roles.includes('coordinator') || holds(me, one.owner) || holds(me, leg?.owner)) || term.extensions.length >= 10) return [];
  // Weeks and months are no working days.
  const working = term.calendar === 'nl-working-days';
  const unit: Schema = working
    ? {enum: ['D'], words: {D: words.units.workingDays}, label: words.extendUnit}
    : {enum: ['D', 'W', 'M'], words: {D: words.units.D, W: words.units.W, M: words.units.M}, label: words.extendUnit};
  return [{
    id: 'term.extend', leg: term.leg, title: words.extend, description: words.extendText, group: 'hold', path: '/terms', begin: {unit: 'D'},
    schema: {type: 'object', required: ['amount', 'unit', 'reason'], properties: {
      amount: {type: 'integer', minimum: 1, maximum: 999, label: words.extendBy}, unit, reason: reason(words.extendReason)}},
    body: ({amount, unit: in_, reason: why}) => ({leg: term.leg, by: `P${String(amount)}${String(in_)}`, reason: why}),
    pointer: (pointer) => (pointer === '/by' ? '/amount' : pointer),
  }];
}

function lookAgain(one: WholeCase, routing: RoutingDocument, {report, words}: Around): Doing {
  const asked = (routing.decision?.questions ?? []).map((question) => question.field.split('.')[0] ?? '');
  const part = report?.properties ? partOf(report, [...new Set(asked)]) : null;
  const known = one.reports[0]?.report ?? {};
  const begin = part ? Object.fromEntries(Object.keys(part.properties ?? {}).flatMap((name) => (name in known ? [[name, known[name]]] : []))) : {};
  return {
    id: 'routing.again', leg: null, title: words.again, description: words.againText, group: 'case', path: '/routing', begin: {answers: begin},
    schema: part && {type: 'object', required: [], properties: {answers: {...part, label: words.answers}}, ...(report?.$defs ? {$defs: report.$defs} : {})},
    // Only what was answered otherwise is a correction.
    body: ({answers}) => {
      const changed = Object.entries((answers ?? {}) as Members).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name]));
      return {action: 'again', ...(changed.length > 0 ? {answers: Object.fromEntries(changed)} : {})};
    },
    pointer: (pointer) => pointer,
  };
}

/**
 * The members that are asked now: what is only needed under a condition that is not met stays away (a ministry, where the route
 * is none of a ministry's), and whoever receives a referral where there is none.
 */
export function askedNow(schema: Schema, value: Members): string[] {
  const conditional = new Set((schema.allOf ?? []).flatMap((part) => (part.if && part.then?.required) || []));
  const required = requiredNow(schema, value);
  const names = Object.keys(schema.properties ?? {});
  const refers = value['route'] === 'referral' || !names.includes('route');
  return names.filter((name) => (name === 'receiver' ? refers : !conditional.has(name) || required.has(name)));
}

/** Where the faults of an answer stand in the form. */
export function inForm(doing: Doing, faults: Fault[]): Fault[] {
  const place = doing.pointer ?? ((pointer: string) => pointer.replace(/^\/data(?=\/|$)/, ''));
  return faults.map((fault) => (fault.pointer === undefined ? fault : {...fault, pointer: place(fault.pointer)}));
}
