/** What the charts draw, made from the status documents and from nothing else. */
import type {CaseStatus, CaseWeek, FlowRow, LegStatus, LegWeek, OwnerCount, WorkflowStates} from '../../api/status';
import type {Words} from '../../api/types';
import {noRoute} from '../cases/filters';

/** Where the cases of a number are: the page that lists them with this filter of `GET /v1/cases`. */
export type LinkTo = (filter: Record<string, string | string[]>) => string;

/** One moment of two running totals: what came in, and what of that is done. The difference is open. */
export interface Level {
  /** The day after the last one that is counted: the end of a week, or tomorrow. */
  until: string;
  came: number;
  went: number;
}

type Step = {came: number; went: number};

export const ofCases = (week: Omit<CaseWeek, 'week' | 'starts'>): Step => ({
  came: week.reported,
  went: week.closed - week.reopened,
});
export const ofLegs = (week: Omit<LegWeek, 'week' | 'starts'>): Step => ({came: week.began, went: week.ended});

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The running totals at the end of each of the last `span` weeks, and at the beginning of the first of them. The week that
 * runs ends today.
 */
export function levels(before: Step, weeks: (Step & {starts: string})[], span: number, today: string): Level[] {
  const first = Math.max(0, weeks.length - span);
  let {came, went} = before;
  const made: Level[] = [];
  weeks.forEach((week, at) => {
    if (at === first) made.push({until: week.starts, came, went});
    came += week.came;
    went += week.went;
    if (at < first) return;
    const end = dayAfter(week.starts, 7);
    const tomorrow = dayAfter(today, 1);
    made.push({until: end < tomorrow ? end : tomorrow, came, went});
  });
  return made;
}

export interface OwnerRow {
  oin: string;
  name: OwnerCount['organisation']['name'];
  /** Open legs and interventions that it has to act on. */
  legs: number;
  /** Open cases that it leads; absent on the page of a route. */
  cases?: number;
  roles: {role: string; title: OwnerCount['title']; legs: number}[];
}

/** By organisation, since the list of cases filters by that; whoever has nothing is left out. Most first. */
export function ownersOf(counts: OwnerCount[]): OwnerRow[] {
  const rows = new Map<string, OwnerRow>();
  for (const count of counts) {
    if (count.legs === 0 && !count.cases) continue;
    const {oin, name} = count.organisation;
    const row = rows.get(oin) ?? {oin, name, legs: 0, roles: []};
    rows.set(oin, row);
    row.legs += count.legs;
    if (count.cases !== undefined) row.cases = (row.cases ?? 0) + count.cases;
    if (count.legs > 0) row.roles.push({role: count.role, title: count.title, legs: count.legs});
  }
  for (const row of rows.values()) row.roles.sort((a, b) => b.legs - a.legs);
  return [...rows.values()].sort((a, b) => b.legs - a.legs || (b.cases ?? 0) - (a.cases ?? 0));
}

/** The phases of cases that are open. */
export const openPhases = (status: CaseStatus): string[] =>
  status.phases.map((phase) => phase.code).filter((code) => code !== 'closed');

/** The legs on a route that have not ended and those that have, as the list filters by them. */
export const openStatuses: LegStatus[] = ['offered', 'running'];
export const endedStatuses: LegStatus[] = ['done', 'refused', 'handedBack', 'withdrawn'];
export const openOn = (route: string): string[] => openStatuses.map((status) => `${route}/${status}`);
export const endedOn = (route: string): string[] => endedStatuses.map((status) => `${route}/${status}`);

/** One band of the flow: so many cases went by this route, and came to this end. */
export interface Band {
  route: string | null;
  /** null: still open; absent: all endings of the route together. */
  closedAs?: string | null;
  cases: number;
  reports: number;
  /** Its cases in the list. */
  href: string;
}

/** The bands of the flow that hold anything. */
export function bandsOf(status: CaseStatus, link: LinkTo): {routes: Band[]; endings: Band[]} {
  const open = openPhases(status);
  const on = (route: string | null) => ({route: route ?? noRoute});
  const ending = (closedAs: string | null) => (closedAs === null ? {phase: open} : {closedAs});
  const filled = status.flow.filter((row) => row.cases > 0);
  return {
    routes: filled.map((row) => ({
      route: row.route,
      cases: row.cases,
      reports: row.reports,
      href: link(on(row.route)),
    })),
    endings: filled.flatMap((row) =>
      row.endings
        .filter((one) => one.cases > 0)
        .map((one) => ({
          route: row.route,
          closedAs: one.closedAs,
          cases: one.cases,
          reports: one.reports,
          href: link({...on(row.route), ...ending(one.closedAs)}),
        })),
    ),
  };
}

/** Which endings stand in any row, in the order of the document: the columns of the flow's table. */
export function endingsIn(flow: FlowRow[]): (string | null)[] {
  const codes = flow[0]?.endings.map((one) => one.closedAs) ?? [];
  return codes.filter((code) => flow.some((row) => row.endings.some((one) => one.closedAs === code && one.cases > 0)));
}

/** The states that anything stands in or went through. */
export const usedStates = (states: WorkflowStates) =>
  states.states.filter((state) => state.machines > 0 || state.leadTime.n > 0);

interface Titled {
  title?: Words;
  states?: Record<string, Titled>;
}

/**
 * The titles of the states around the state `name` (`a.b.c`: those of `a` and `a.b`), as the workflow has them. A name begins
 * at the state that has an id of its own, which may stand deeper in the workflow.
 */
export function parentTitles(workflow: Titled | undefined, name: string): Words[] {
  const parts = name.split('.');
  const chain = workflow && chainOf(workflow, parts);
  return (chain ?? []).slice(0, -1).flatMap((state) => state.title ?? []);
}

function chainOf(from: Titled, parts: string[]): Titled[] | null {
  const chain: Titled[] = [];
  let here: Titled | undefined = from;
  for (const part of parts) {
    here = here?.states?.[part];
    if (here) chain.push(here);
  }
  if (chain.length === parts.length) return chain;
  for (const inner of Object.values(from.states ?? {})) {
    const found = chainOf(inner, parts);
    if (found) return found;
  }
  return null;
}
