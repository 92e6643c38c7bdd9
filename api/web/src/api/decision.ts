/** What the routing table says of a report: the answer of a dry run, and of a report that was sent. */
import type {Words} from './types';

/** The clause of a rule that did not hold, and what it saw in the report. */
export interface FailedClause {
  pointer: string;
  clause: unknown;
  saw: Record<string, unknown>;
  condition?: string;
  error?: string;
}

export interface NearestChange {
  route: string;
  rule: string;
  changes: {field: string; from: string | boolean | null; to: string | boolean}[];
  text: Words;
}

export interface Question {
  field: string;
  text: Words;
  leadsTo: {answer: string; route: string}[];
}

export interface Decision {
  table: {id: string; version: string; hash: string};
  mode: 'automatic' | 'proposal';
  /** R01: the report joins a case. */
  rule: string | null;
  route: string | null;
  ministry?: string | null;
  referral?: string;
  case?: string;
  with?: string[];
  because: Words;
  now: string;
  rules?: {id: string; matched: boolean; failed?: FailedClause}[];
  runnersUp?: {rule: string; route: string | null}[];
  nearest?: NearestChange[];
  nearestKnown?: boolean;
  questions?: Question[];
  urgency?: {points: number; urgent: boolean; reasons: {rule: string; points: number; because: Words}[]};
}

/** What is worth a second look and no reason to refuse. */
export interface Warning {
  pointer: string;
  code: string;
  message: Words;
}

/** `POST /v1/cases?dryRun=true`. */
export interface Trial {
  dryRun: true;
  decision: Decision;
  warnings: Warning[];
}
