/** What a row of a list says of a case, taken from the case's document in short. Pure. */
import type {CaseRow, Leg, Machine, Owner} from '../api/types';
import {isoDay, lastDay} from '../words/format';

/** The open legs that decide how the case goes on: none beside another, no intervention. */
export const mainLegs = (row: CaseRow): Leg[] => row.legs.filter((leg) => !leg.beside && !leg.overlay && leg.endedAt === null);

/** The machines whose state says where the case stands: its legs while there are any, else its lifecycle. */
export function standing(row: CaseRow): Machine[] {
  const legs = mainLegs(row);
  if (legs.length > 0) return legs;
  return row.lifecycle ? [row.lifecycle] : [];
}

/** Who is to act now; nobody where the case is closed. */
export function turns(row: CaseRow): Owner[] {
  const legs = mainLegs(row);
  const owners = legs.length > 0 ? legs.map((leg) => leg.owner) : [row.owner];
  return unique(owners.filter((owner): owner is Owner => owner !== null));
}

/** Who is waited on beside them; an organisation that waits for a role of its own is named once, by `turns`. */
export function awaited(row: CaseRow): Owner[] {
  const acting = new Set(turns(row).map((owner) => owner.organisation.oin));
  const waits = standing(row).flatMap((machine) => machine.waitingOn);
  return unique(waits.flatMap((each) =>
    each.organisation && each.role && !acting.has(each.organisation.oin) ? [{organisation: each.organisation, role: each.role}] : []));
}

function unique(owners: Owner[]): Owner[] {
  const seen = new Set<string>();
  return owners.filter((owner) => {
    const mark = owner.organisation.oin;
    return !seen.has(mark) && seen.add(mark);
  });
}

/** The earliest term that runs, of the case or of any of its legs and interventions, as `sort=due` takes it. */
export function firstDue(row: CaseRow): string | null {
  const dues = [row.lifecycle, ...row.legs].flatMap((machine) => (machine?.due ? [machine.due] : []));
  return dues.length === 0 ? null : dues.reduce((first, each) => (each < first ? each : first));
}

/** Its first term had passed when this day began, as `overdue=true` counts. */
export function isLate(row: CaseRow, now: Date = new Date()): boolean {
  const due = firstDue(row);
  return due !== null && lastDay(due) < isoDay(now);
}

const onlySignal = new Set(['signalled', 'explained']);

/** An intervention runs that was taken up, as `stalled=true` finds it; a signal alone is not told to everybody. */
export function isStuck(row: CaseRow): boolean {
  return row.phase !== 'closed' &&
    row.legs.some((leg) => leg.overlay && leg.endedAt === null && leg.states.some((state) => !onlySignal.has(state.name)));
}

export const isUrgent = (row: CaseRow): boolean => row.phase !== 'closed' && row.routing?.urgency.urgent === true;

/** The route that it is on: of its main leg, else the one that its routing names. */
export function routeOf(row: CaseRow): string | null {
  return mainLegs(row)[0]?.route ?? row.routing?.route ?? null;
}

/** The moment at which it was closed. A closed case has stood in its state since then. */
export const closedAt = (row: CaseRow): string | null => (row.phase === 'closed' ? (row.lifecycle?.since ?? row.changedAt) : null);
