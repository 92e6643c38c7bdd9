/** One thing that the caller can do with a case, as a form; and whose turn it is to do something. Pure. */
import type {Fault} from '../../api/client';
import type {Me, Owner, Schema, Words} from '../../api/types';
import {requiredNow, type Members} from '../../forms/schema';
import type {LegOfCase, WholeCase} from './types';

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

export const keyOf = (doing: Pick<Doing, 'id' | 'leg'>): string => `${doing.id} ${doing.leg ?? ''}`;

/** Whether the caller's organisation and key hold what `owner` says. */
export function holds(me: Me, owner: Owner | null | undefined): boolean {
  if (!owner || owner.organisation.oin !== me.organisation.oin) return false;
  if (me.roles.includes(owner.role)) return true;
  const provider = me.roles.some((role) => ['reporter', 'holder', 'requester'].includes(role));
  if (owner.role === 'reporter' || owner.role === 'holder') return provider;
  return (
    ['addressee', 'receiver'].includes(owner.role) &&
    !me.roles.some((role) => role === 'auditor' || role === 'observer')
  );
}

/**
 * Whether it is the caller's turn: in a leg, or (`null`) with the case itself while no leg runs that decides how it
 * goes on.
 */
export function isTurn(me: Me, one: WholeCase, leg: LegOfCase | null): boolean {
  if (leg === null) {
    const asked = (one.lifecycle?.waitingOn ?? []).some(
      (each) => each.organisation && holds(me, {organisation: each.organisation, role: each.role ?? ''}),
    );
    return (
      asked ||
      (one.phase !== 'closed' &&
        !one.legs.some((each) => each.endedAt === null && !each.overlay) &&
        holds(me, one.owner))
    );
  }
  if (leg.endedAt !== null) return false;
  if (leg.status !== 'offered') return !leg.suspended && holds(me, leg.owner);
  return leg.waitingOn.some(
    (each) => each.organisation && holds(me, {organisation: each.organisation, role: each.role ?? ''}),
  );
}

/**
 * The members that are asked now: what is only needed under a condition that is not met stays away (a ministry, where
 * the route is none of a ministry's), and whoever receives a referral where there is none.
 */
export function askedNow(schema: Schema, value: Members): string[] {
  const conditional = new Set((schema.allOf ?? []).flatMap((part) => (part.if && part.then?.required) || []));
  const required = requiredNow(schema, value);
  const names = Object.keys(schema.properties ?? {});
  const refers = value['route'] === 'referral' || !names.includes('route');
  return names.filter((name) => (name === 'receiver' ? refers : !conditional.has(name) || required.has(name)));
}

/** The path that `value` goes to: an overruling with a receiver is a transition. */
export function pathFor(doing: Doing, value: Members): string {
  return doing.id === 'overrule' && value['receiver'] !== undefined ? '/transitions' : doing.path;
}

/** Where the faults of an answer stand in the form. */
export function inForm(doing: Doing, faults: Fault[]): Fault[] {
  const place = doing.pointer ?? ((pointer: string) => pointer.replace(/^\/data(?=\/|$)/, ''));
  return faults.map((fault) => (fault.pointer === undefined ? fault : {...fault, pointer: place(fault.pointer)}));
}
