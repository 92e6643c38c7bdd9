/** What the overview shows stands in the address bar; here it is read from there, and links are made. */

import {withQuery} from '../../api/client';
import {seesAll} from '../../shell/session';
import {asked, type Days} from './period';

/** Of what the numbers are: the API has one document for each of these, and none for two of them at once. */
export type Scope =
  | {kind: 'all'}
  | {kind: 'route'; route: string}
  | {kind: 'organisation'; oin: string}
  | {kind: 'ministry'; ministry: string};

/** Over how many weeks back the running totals are drawn. */
export const spans = [12, 26, 52, 104] as const;
export type Span = (typeof spans)[number];
export const usualSpan: Span = 52;

/** The fast lane is the one route that has a lane for each ministry. */
export const laneOfMinistries = 'fast-lane';

const scopeNames = ['route', 'organisation', 'ministry'] as const;

/** Where several are named, the first of them counts. */
export function scopeOf(search: URLSearchParams): Scope {
  for (const name of scopeNames) {
    const value = search.get(name);
    if (!value) continue;
    if (name === 'route') return {kind: 'route', route: value};
    if (name === 'organisation') return {kind: 'organisation', oin: value};
    return {kind: 'ministry', ministry: value};
  }
  return {kind: 'all'};
}

/** The address with another scope; what else is chosen stays. */
export function withScope(search: URLSearchParams, scope: Scope): URLSearchParams {
  const made = new URLSearchParams(search);
  scopeNames.forEach((name) => made.delete(name));
  // Which workflow's states are shown belongs to what was there before.
  made.delete('states');
  if (scope.kind === 'route') made.set('route', scope.route);
  if (scope.kind === 'organisation') made.set('organisation', scope.oin);
  if (scope.kind === 'ministry') made.set('ministry', scope.ministry);
  return made;
}

/** Whether numbers of a period count what is open to all only (docs/status.md): for who does not see all cases. */
export const countsOnlyOpen = (scope: Scope): boolean => scope.kind !== 'organisation' && !seesAll();

/** One text for each scope, for the options of a choice. */
export function keyOf(scope: Scope): string {
  if (scope.kind === 'route') return `route ${scope.route}`;
  if (scope.kind === 'organisation') return `organisation ${scope.oin}`;
  if (scope.kind === 'ministry') return `ministry ${scope.ministry}`;
  return 'all';
}

export function scopeOfKey(key: string): Scope {
  const [kind = '', value = ''] = key.split(' ', 2);
  return scopeOf(new URLSearchParams({[kind]: value}));
}

/** Where the numbers of a scope are, of the cases that were reported on these days. */
export function documentOf(scope: Scope, days: Days = {}): string {
  return withQuery(pathOf(scope), asked(days));
}

function pathOf(scope: Scope): string {
  if (scope.kind === 'route') return `/v1/status/routes/${encodeURIComponent(scope.route)}`;
  if (scope.kind === 'organisation') return `/v1/status/organisations/${encodeURIComponent(scope.oin)}`;
  if (scope.kind === 'ministry') return `/v1/status/routes/${laneOfMinistries}`;
  return '/v1/status';
}

export function spanOf(search: URLSearchParams): Span {
  const value = Number(search.get('weeks'));
  return spans.find((one) => one === value) ?? usualSpan;
}

/** The addresses of GET /v1/cases and of the page that lists them have the same names. */
export function casesHref(filter: Record<string, string | string[]>): string {
  const parts = Object.entries(filter).map(([name, value]) => {
    const text = encodeURIComponent([value].flat().join(','));
    // These need no escape in a query, and an address that people send is read by people.
    return `${name}=${text.replace(/%(2C|2F|3A)/g, decodeURIComponent)}`;
  });
  return parts.length === 0 ? '/cases' : `/cases?${parts.join('&')}`;
}
