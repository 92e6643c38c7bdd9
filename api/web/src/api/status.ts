/** The status documents of the API (docs/status.md): how cases stand, in numbers. */
import type {Coded, LeadTime, OrganisationRef, Words} from './types';

export type LegStatus = 'offered' | 'running' | 'done' | 'refused' | 'handedBack' | 'withdrawn';
export type LegCounts = Record<LegStatus, number>;

export interface MinistryCount extends Coded {
  open: number;
  legs: LegCounts;
}

export interface StateCount {
  name: string;
  title: Words;
  /** Only where the workflow in force does not have the state any more. */
  inForce?: false;
  machines: number;
  leadTime: LeadTime;
}

export interface WorkflowStates {
  workflow: string;
  title: Words;
  states: StateCount[];
}

export interface StuckItem {
  case: string;
  reference: string;
  since: string;
}

export interface OverdueItem {
  case: string;
  reference: string;
  leg: string | null;
  route: string | null;
  due: string;
  days: number;
}

/** Where a period was asked for: the days on which the cases were first reported. */
interface Period {
  from: string | null;
  to: string | null;
}

interface Common {
  asOf: string;
  day: string;
  sequence: number;
  states: WorkflowStates[];
  /** `items` only for who may see which cases they are. */
  stuck: {cases: number; items?: StuckItem[]};
  overdue: {terms: number; items?: OverdueItem[]};
}

export interface Ending {
  /** null: still open. */
  closedAs: string | null;
  title?: Words;
  cases: number;
  reports: number;
}

export interface FlowRow {
  /** null: no route yet. */
  route: string | null;
  title: Words;
  reports: number;
  cases: number;
  endings: Ending[];
  outcomes: {code: string; legs: number}[];
}

interface AgeGroup extends Coded {
  fromDays: number;
  toDays: number | null;
}

export interface CaseWeek {
  week: string;
  starts: string;
  reported: number;
  closed: number;
  reopened: number;
}

export interface LegWeek {
  week: string;
  starts: string;
  began: number;
  ended: number;
}

export interface RouteCount extends Coded {
  cases: number;
  openLegs: number;
  legs: LegCounts;
  stuck: number;
  overdue: number;
  leadTime: LeadTime;
  /** Of the fast lane. */
  ministries?: MinistryCount[];
}

export interface OwnerCount {
  organisation: OrganisationRef;
  role: string;
  title?: Words;
  legs: number;
  /** Not on the page of a route. */
  cases?: number;
}

/** `GET /v1/status`, and `/v1/status/organisations/{oin}`. */
export interface CaseStatus extends Common {
  scope: {kind: 'all' | 'organisation'; oin?: string; name?: Words; reported?: Period; about: Words};
  totals: {
    cases: number;
    open: number;
    closed: number;
    reports: number;
    legs: number;
    openLegs: number;
    interventions: number;
    stuck: number;
    overdueCases: number;
    overdueTerms: number;
    leadTime: LeadTime;
  };
  phases: (Coded & {cases: number})[];
  routes: RouteCount[];
  owners: (OwnerCount & {cases: number})[];
  barriers: (Coded & {cases: number; open: number})[];
  ages: (AgeGroup & {cases: number})[];
  terms: (Coded & {cases: number; terms: number})[];
  outcomes: (Coded & {cases: number})[];
  weeks: {before: Omit<CaseWeek, 'week' | 'starts'>; items: CaseWeek[]};
  flow: FlowRow[];
}

/** `GET /v1/status/routes/{route}`. */
export interface RouteStatus extends Common {
  scope: {kind: 'route'; code: string; title: Words; reported?: Period; about: Words};
  totals: {cases: number; legs: number; openLegs: number; stuck: number; overdueTerms: number; leadTime: LeadTime};
  legs: LegCounts;
  ministries?: MinistryCount[];
  owners: OwnerCount[];
  ages: (AgeGroup & {legs: number})[];
  terms: (Coded & {terms: number})[];
  outcomes: (Coded & {legs: number})[];
  weeks: {before: Omit<LegWeek, 'week' | 'starts'>; items: LegWeek[]};
}

export type Status = CaseStatus | RouteStatus;
export const ofRoute = (status: Status): status is RouteStatus => status.scope.kind === 'route';

/** `GET /v1/status/definitions`: what each member means. */
export interface Definition {
  member: string;
  title: Words;
  text: Words;
}
