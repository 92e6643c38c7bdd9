/** What the pages of workflows read of `GET /v1/status` (docs/status.md): how many run, and how many stand where. Pure. */
import type {Words, WorkflowSummary} from '../../api/types';
import {withQuery} from '../../api/client';

export interface StateCount {
  name: string;
  title: Words;
  machines: number;
  inForce?: boolean;
  leadTime: {n: number; median: number | null; p90: number | null};
}

export interface Status {
  asOf: string;
  totals: {open: number; interventions: number};
  routes: {code: string; openLegs: number; stuck: number; overdue: number}[];
  states: {workflow: string; title: Words; states: StateCount[]}[];
}

export interface Running {
  count: number;
  /** Where those are listed. */
  href: string;
  stuck?: number;
  overdue?: number;
}

const openPhases = 'submitted,triage,treatment,outcome,implementation,evaluation';

/** How many run on a workflow now. Null: the status does not say. */
export function runningOn(workflow: Pick<WorkflowSummary, 'id' | 'kind'>, status: Status): Running | null {
  if (workflow.kind === 'lifecycle') return {count: status.totals.open, href: withQuery('/cases', {phase: openPhases})};
  if (workflow.kind === 'overlay') return {count: status.totals.interventions, href: withQuery('/cases', {leg: `${workflow.id}/running`})};
  const route = status.routes.find((one) => one.code === workflow.id);
  if (route === undefined) return null;
  return {
    count: route.openLegs, stuck: route.stuck, overdue: route.overdue,
    href: withQuery('/cases', {leg: `${workflow.id}/offered,${workflow.id}/running`}),
  };
}

/** How many stand in each state of a workflow now. */
export function countsOf(workflow: string, status: Status | null): Record<string, number> {
  const found = status?.states.find((one) => one.workflow === workflow)?.states ?? [];
  return Object.fromEntries(found.map((state) => [state.name, state.machines]));
}

export function stateOf(workflow: string, name: string, status: Status | null): StateCount | undefined {
  return status?.states.find((one) => one.workflow === workflow)?.states.find((state) => state.name === name);
}
