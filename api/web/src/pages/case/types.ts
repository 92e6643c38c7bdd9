/** The documents of one case, as far as this page reads them. */
import type {
  CaseEvent,
  Machine,
  OrganisationRef,
  Owner,
  ReportOfCase,
  RoutingRef,
  StateRef,
  Words,
} from '../../api/types';

export interface Offer {
  to: Owner;
  from: Owner;
  at: string;
}

export interface LegOfCase extends Machine {
  id: string;
  route: string;
  ministry?: string;
  beside: boolean;
  overlay?: boolean;
  status: 'offered' | 'running' | 'done' | 'refused' | 'handedBack' | 'withdrawn';
  owner: Owner | null;
  sender?: Owner;
  startedAt: string;
  endedAt: string | null;
  offer?: Offer;
  referral?: string;
  suspended?: {kind: string; on: string; expected: string | null; since: string};
  code?: string;
  outcome?: string;
}

export interface Note {
  leg: string | null;
  event: string;
  organisation: OrganisationRef;
  role: string;
  at: string;
  /** By the member of the form; empty where they were erased. */
  texts: Record<string, unknown>;
}

export interface Said {
  organisation: OrganisationRef;
  role?: string;
  at: string;
  /** `null`: it was erased. */
  text: string | null;
}

/** `GET /v1/cases/{id}`. */
export interface WholeCase {
  id: string;
  reference: string;
  version: number;
  phase: string;
  owner: Owner | null;
  routing: RoutingRef | null;
  parties: OrganisationRef[];
  submittedAt: string;
  changedAt: string;
  lifecycle: Machine | null;
  legs: LegOfCase[];
  reports: ReportOfCase[];
  closedAs?: string;
  visibility?: {
    now: string;
    chosen: string;
    ground?: string;
    reviewOn?: string;
    hearing?: {holders: OrganisationRef[]; opensOn?: string};
  };
  offer?: Offer;
  closedAt?: string;
  signals?: {leg: string | null; about: string; to: Owner[]; at: string}[];
  requests?: {at: string; fields: string[]; open: boolean}[];
  outcomes?: {leg: string | null; code: string; at: string}[];
  bridges?: {leg: string | null; from: string; until: string | null}[];
  links?: {case: string; kind: string}[];
  labels?: string[];
  says?: {organisation: OrganisationRef; say: string}[];
  withdrawn?: OrganisationRef[];
  notes?: Note[];
  comments?: Said[];
  positions?: Said[];
}

export interface Term {
  leg: string | null;
  route: string | null;
  state: {name: string; title?: Words};
  within: string;
  calendar: string;
  basis: string;
  title: Words;
  startedAt: string;
  status: 'running' | 'stopped' | 'passed';
  due?: string | null;
  lastDay?: string | null;
  outcome?: Words;
  account?: {kind: string; from: string; to?: string; days?: number; text: Words}[];
  suspensions: {from: string; until: string | null; kind: string; on: string}[];
  extensions: {by: string; at: string; reason: string | null}[];
}

export interface Decision {
  rule: string | null;
  route: string | null;
  mode: string;
  because: Words;
  nearest: {route: string | null; rule: string; text: Words}[];
  questions: Question[];
  rules: {id: string; matched: boolean; failed?: {saw?: Record<string, unknown>; condition?: string}}[];
  runnersUp?: {route: string | null; rule: string}[];
  table: {id: string; version: string};
  urgency: {points: number; urgent: boolean; reasons: {because: Words; points: number; rule: string}[]};
}

export interface Question {
  field: string;
  text: Words;
  leadsTo: {answer: string; route: string | null}[];
}

export interface RoutingDocument {
  current: RoutingRef | null;
  decision: Decision | null;
  history: CaseEvent[];
}

export interface Tenure {
  leg: string | null;
  route: string | null;
  owner: Owner;
  from: string;
  until: string | null;
}

/** `GET /v1/workflows/{id}`: what this page needs of a definition are its words and where its events lead. */
export interface WorkflowDocument {
  id: string;
  kind: string;
  title: Words;
  workflow: StateOfWorkflow;
}

export interface StateOfWorkflow extends Partial<StateRef> {
  id?: string;
  type?: string;
  tags?: string[];
  states?: Record<string, StateOfWorkflow>;
  on?: Record<string, TransitionOfWorkflow | TransitionOfWorkflow[]>;
}

export interface TransitionOfWorkflow {
  target?: string;
  title?: Words;
  form?: {properties?: Record<string, MemberOfForm>};
}

export interface MemberOfForm {
  label?: Words;
  /** The list of the vocabulary in which its codes stand. */
  vocabulary?: string;
  items?: MemberOfForm;
}
