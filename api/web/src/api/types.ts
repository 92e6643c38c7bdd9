/** The documents of the API, as far as the screen reads them (api/openapi.json is the contract). */

/** Words in both languages. */
export interface Words {
  nl: string;
  en: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  /** How many there are on all pages, where `count=true` asked for it. */
  total?: number;
}

export interface OrganisationRef {
  oin: string;
  name: Words;
}

export interface HeldRole {
  role: string;
  mailbox?: string;
  ministry?: string;
}

export interface Organisation extends OrganisationRef {
  short: string;
  kind: string;
  tooi?: string;
  roles?: HeldRole[];
}

/** `GET /v1/me`. */
export interface Me {
  organisation: Organisation;
  roles: string[];
  actor: string;
  demonstration: boolean;
}

/** `GET /v1/session`. */
export interface Session {
  organisation: string;
  roles: string[];
  actor: string;
  endsAt: string;
  idleEndsAt: string;
}

export interface Owner {
  organisation: OrganisationRef;
  role: string;
  mailbox?: string;
}

export interface WaitingOn {
  organisation?: OrganisationRef;
  role?: string;
  mailbox?: string;
  text?: string;
  kind?: string;
  expected?: string;
  [member: string]: unknown;
}

export interface StateRef {
  name: string;
  title: Words;
}

export interface WorkflowRef {
  id: string;
  version: string;
  hash: string;
}

export interface Machine {
  workflow: WorkflowRef;
  states: StateRef[];
  since: string;
  due: string | null;
  waitingOn: WaitingOn[];
}

export interface Leg extends Machine {
  id: string;
  route: string;
  ministry?: string;
  beside: boolean;
  overlay?: boolean;
  status: 'offered' | 'running' | 'done' | 'refused' | 'handedBack' | 'withdrawn';
  owner: Owner | null;
  offer?: {to: Owner; [member: string]: unknown};
  sender?: Owner;
  startedAt: string;
  endedAt: string | null;
  [member: string]: unknown;
}

/** Where a case was routed, in short. `status`: `proposed`, `chosen`, `confirmed` … */
export interface RoutingRef {
  status: string;
  route: string | null;
  ministry?: string;
  referral?: string;
  mode: string;
  rule: string;
  because: Words;
  urgency: {points: number; urgent: boolean};
  decidedAtVersion: number;
}

/** What a row of a list and the whole document of a case have in common. */
export interface CaseHead {
  id: string;
  reference: string;
  version: number;
  phase: string;
  owner: Owner | null;
  routing: RoutingRef | null;
  parties: OrganisationRef[];
  submittedAt: string;
  changedAt: string;
  lifecycle: Machine;
  legs: Leg[];
  closedAs?: string;
  stalled?: unknown;
  [member: string]: unknown;
}

export interface CaseRow extends CaseHead {
  title: string | null;
  ownReferences: string[];
}

export interface ReportOfCase {
  id: string;
  submittedAt: string;
  submittedBy: {organisation: OrganisationRef; role: string};
  report: Record<string, unknown>;
  [member: string]: unknown;
}

export interface CaseDocument extends CaseHead {
  reports: ReportOfCase[];
  comments?: {at: string; by: {organisation: OrganisationRef; role?: string}; text: string}[];
  positions?: {at: string; by: {organisation: OrganisationRef}; text: string}[];
}

/** `GET /v1/cases/{id}/transitions`: one thing that the caller may do now. */
export interface Transition {
  leg: string | null;
  route: string | null;
  event: string;
  title: Words;
  description?: Words;
  role: string;
  form: Schema | null;
}

/** Something in a case that waits for the caller. */
export interface Task {
  kind: 'act' | 'accept' | 'answer' | 'signal';
  /** null: the case itself. */
  leg: string | null;
  route: string | null;
  role: string;
  /** Of a signal: a code of the vocabulary's list signals. */
  about?: string;
  since: string;
  due: string | null;
}

/** `GET /v1/worklist`: one case that waits for the caller, and what the caller may do. */
export interface WorklistItem {
  case: CaseRow;
  tasks: Task[];
  transitions: Transition[];
}

/** What the screen reads of a JSON Schema; label, help, kind, step and vocabulary are annotations of this API. */
export interface Schema {
  type?: string;
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: (string | number | boolean | null)[];
  const?: unknown;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  $ref?: string;
  $defs?: Record<string, Schema>;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
  label?: Words;
  help?: Words;
  kind?: string;
  step?: string;
  vocabulary?: string;
  /** Words for the codes of `enum` that stand in no vocabulary; the screen puts them there. */
  words?: Record<string, Words>;
  [keyword: string]: unknown;
}

/** One event of a case's history. */
export interface CaseEvent {
  sequence: number;
  case: string;
  version: number;
  type: string;
  at: string;
  by: {organisation?: string; role?: string; actor?: string; system?: string};
  data: Record<string, unknown>;
}

/** In whole days: so many in a hundred took no longer; null where nothing was measured. */
export interface LeadTime {
  n: number;
  p10: number | null;
  p25: number | null;
  median: number | null;
  p75: number | null;
  p90: number | null;
}

export interface Coded {
  code: string;
  title: Words;
}

export interface WorkflowSummary extends WorkflowRef {
  kind: 'lifecycle' | 'route' | 'overlay';
  title: Words;
  description?: Words;
}

export interface RouteItem {
  id: string;
  title: Words;
  workflow: WorkflowSummary;
  roles: {role: string; heldBy: (OrganisationRef & {tooi?: string; mailbox?: string})[]}[];
}

export interface VocabularyList {
  id: string;
  title: Words;
  items: (Coded & {description?: Words})[];
}
