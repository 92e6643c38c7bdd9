/**
 * What a list of cases can be asked, as `GET /v1/cases` has it (docs/cases.md): the one table of its parameters. A filter
 * that the API gets later is one more row here, and a label in words.ts. The address bar has the same names. Pure.
 */

/** How the values of a parameter are told in words, and chosen. */
export type Kind =
  | 'code'
  | 'band'
  | 'state'
  | 'organisation'
  | 'ministry'
  | 'yesNo'
  | 'day'
  | 'text'
  /** Of legs, with their route before a slash: how they stand, a group, a code, who owns them, and a week. */
  | 'leg'
  | 'legBand'
  | 'legCode'
  | 'legOrganisation'
  | 'legWeek'
  /** A ministry, a slash, and how a leg there stands. */
  | 'legMinistry';

export interface Parameter {
  name: string;
  kind: Kind;
  /** Several values may be named, between commas. */
  many: boolean;
  /** Of a code: the list of the vocabulary that has its words. Of a band: the part of the status that has them. */
  list?: string;
  /** It comes with a link of the overview; among the filters to choose from it would be one too many. */
  linked?: true;
}

export const parameters = [
  {name: 'phase', kind: 'code', many: true, list: 'phases'},
  {name: 'route', kind: 'code', many: true, list: 'routes'},
  {name: 'barrier', kind: 'code', many: true, list: 'barriers'},
  {name: 'closedAs', kind: 'code', many: true, list: 'closedAs'},
  {name: 'outcome', kind: 'code', many: true, list: 'outcomes'},
  {name: 'visibility', kind: 'code', many: true, list: 'visibility'},
  {name: 'age', kind: 'band', many: true, list: 'ages'},
  {name: 'term', kind: 'band', many: true, list: 'terms'},
  {name: 'overdue', kind: 'yesNo', many: false},
  {name: 'stalled', kind: 'yesNo', many: false},
  {name: 'owner', kind: 'organisation', many: true},
  {name: 'caseOwner', kind: 'organisation', many: true},
  {name: 'party', kind: 'organisation', many: false},
  {name: 'organisation', kind: 'organisation', many: false},
  {name: 'ministry', kind: 'ministry', many: true},
  {name: 'state', kind: 'state', many: true},
  {name: 'leg', kind: 'leg', many: true},
  {name: 'legAge', kind: 'legBand', many: true, list: 'ages'},
  {name: 'legTerm', kind: 'legBand', many: true, list: 'terms'},
  {name: 'legOutcome', kind: 'legCode', many: true, list: 'outcomes'},
  {name: 'legOwner', kind: 'legOrganisation', many: true, linked: true},
  {name: 'legMinistry', kind: 'legMinistry', many: true, linked: true},
  {name: 'legBegan', kind: 'legWeek', many: true, linked: true},
  {name: 'legEnded', kind: 'legWeek', many: true, linked: true},
  {name: 'reportedFrom', kind: 'day', many: false},
  {name: 'reportedTo', kind: 'day', many: false},
  {name: 'closedFrom', kind: 'day', many: false},
  {name: 'closedTo', kind: 'day', many: false},
  {name: 'ownReference', kind: 'text', many: false},
] as const satisfies readonly Parameter[];

/** What the API calls it where a case has no route. */
export const noRoute = 'none';

export type Name = (typeof parameters)[number]['name'];

export const sorts = ['-reported', 'reported', '-changed', 'changed', 'due'] as const;
export type Sort = (typeof sorts)[number];
export const views = ['list', 'board', 'timeline'] as const;
export type View = (typeof views)[number];

/** What is narrowed to: the values of each parameter that is given. */
export type Filter = Readonly<Record<string, readonly string[]>>;

/** What stands in the address bar. */
export interface Question {
  filter: Filter;
  q: string;
  sort: Sort;
  view: View;
  /** Of the board: the workflow whose states are its columns; empty: the phases. */
  board: string;
  /** Of the board: with the columns of what has ended. */
  ended: boolean;
  /** Of the timeline: how many weeks back it shows; 0: all. */
  weeks: number;
}

/** How many values a parameter takes at most (docs/cases.md). */
export const mostValues = 20;

/** Names in the address bar that are this page's own and not the API's. */
const own = new Set(['q', 'sort', 'view', 'board', 'ended', 'weeks', 'focus']);
/** What the list asks for itself; in an address they would only mislead. */
const never = new Set(['cursor', 'limit', 'count']);

export const parameterOf = (name: string): Parameter | undefined => parameters.find((one) => one.name === name);

/**
 * Reads the address bar. A parameter that is not in the table stays a filter: the API says whether it knows it, and nobody
 * takes a list for narrower than it is.
 */
export function readQuestion(search: string): Question {
  const given = new URLSearchParams(search);
  const filter: Record<string, string[]> = {};
  for (const [name, text] of given) {
    if (own.has(name) || never.has(name)) continue;
    const values = (parameterOf(name)?.many ? text.split(',') : [text]).map((value) => value.trim()).filter(Boolean);
    const known = filter[name] ?? [];
    const all = [...new Set([...known, ...values])];
    if (all.length > 0) filter[name] = all;
  }
  const sort = given.get('sort') as Sort;
  const view = given.get('view') as View;
  const weeks = Number(given.get('weeks') ?? 52);
  return {
    filter,
    q: (given.get('q') ?? '').trim(),
    sort: sorts.includes(sort) ? sort : '-reported',
    view: views.includes(view) ? view : 'list',
    board: given.get('board') ?? '',
    ended: given.get('ended') === 'true',
    weeks: Number.isInteger(weeks) && weeks >= 0 ? weeks : 52,
  };
}

/** The address of a question, in one order, without what goes without saying. */
export function writeQuestion(question: Question): string {
  const made = new URLSearchParams();
  if (question.view !== 'list') made.set('view', question.view);
  if (question.board !== '') made.set('board', question.board);
  if (question.ended) made.set('ended', 'true');
  if (question.weeks !== 52) made.set('weeks', String(question.weeks));
  if (question.q !== '') made.set('q', question.q);
  for (const [name, text] of narrowing(question.filter)) made.set(name, text);
  if (question.sort !== '-reported') made.set('sort', question.sort);
  return readable(made);
}

/** The path of the list that answers the question; `more` overrides or adds parameters. */
export function pathOf(question: Question, more: Record<string, string> = {}): string {
  const asked = new URLSearchParams();
  if (question.q !== '') asked.set('q', question.q);
  for (const [name, text] of narrowing(question.filter)) asked.set(name, text);
  if (question.sort !== '-reported') asked.set('sort', question.sort);
  for (const [name, text] of Object.entries(more)) asked.set(name, text);
  const text = readable(asked);
  return text === '' ? '/v1/cases' : `/v1/cases?${text}`;
}

/** Filters in the order of the table, then those that it does not have. */
function narrowing(filter: Filter): [string, string][] {
  const order = [...parameters.map((one) => one.name as string), ...Object.keys(filter).filter((name) => !parameterOf(name)).sort()];
  return order.flatMap((name): [string, string][] => {
    const values = filter[name];
    return values && values.length > 0 ? [[name, values.join(',')]] : [];
  });
}

/** Commas and slashes mean nothing in a query, and are easier on the eye as they are. */
const readable = (made: URLSearchParams): string => made.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');

/** The filter with the values of one parameter changed; none take it away. */
export function changed(filter: Filter, name: string, values: readonly string[]): Filter {
  const {[name]: _, ...others} = filter;
  return values.length === 0 ? others : {...others, [name]: [...new Set(values)].slice(0, mostValues)};
}

export interface Chosen {
  name: string;
  value: string;
}

/** Every value that is narrowed to, in the order of the table. */
export function chosen(filter: Filter): Chosen[] {
  return narrowing(filter).flatMap(([name]) => (filter[name] ?? []).map((value) => ({name, value})));
}

/** The filter without one value. */
export const without = (filter: Filter, {name, value}: Chosen): Filter =>
  changed(filter, name, (filter[name] ?? []).filter((each) => each !== value));
