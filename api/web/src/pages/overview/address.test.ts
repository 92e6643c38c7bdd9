import {describe, expect, it} from 'vitest';

import {casesHref, documentOf, keyOf, spanOf, scopeOf, scopeOfKey, withScope, type Scope} from './address';

const of = (search: string) => scopeOf(new URLSearchParams(search));
const scopes: Scope[] = [
  {kind: 'all'},
  {kind: 'route', route: 'ccg'},
  {kind: 'organisation', oin: '00000099900000320000'},
  {kind: 'ministry', ministry: 'https://identifier.overheid.nl/tooi/id/ministerie/mnre1058'},
];

describe('the address', () => {
  it('names of what the numbers are; of two, the first counts', () => {
    expect(of('')).toEqual({kind: 'all'});
    expect(of('organisation=1&route=ccg')).toEqual({kind: 'route', route: 'ccg'});
    expect(of('route=')).toEqual({kind: 'all'});
  });
  it.each(scopes)('gets back the scope that was put in: $kind', (scope) => {
    expect(scopeOf(withScope(new URLSearchParams('route=x&weeks=26'), scope))).toEqual(scope);
    expect(scopeOfKey(keyOf(scope))).toEqual(scope);
  });
  it('keeps the span over another scope, and not the workflow', () => {
    expect(withScope(new URLSearchParams('weeks=26&states=ccg'), {kind: 'route', route: 'ccg'}).toString()).toBe(
      'weeks=26&route=ccg',
    );
  });
  it('takes only the spans that there are', () => {
    expect(['12', '104', '13', '', 'x'].map((weeks) => spanOf(new URLSearchParams({weeks})))).toEqual([
      12, 104, 52, 52, 52,
    ]);
  });
});

describe('links', () => {
  it('lead to one document, whatever the address holds', () => {
    expect(documentOf({kind: 'route', route: '../keys?x'})).toBe('/v1/status/routes/..%2Fkeys%3Fx');
    expect(documentOf({kind: 'ministry', ministry: 'x'})).toBe('/v1/status/routes/fast-lane');
  });
  it('have the names of the API, and can be read', () => {
    expect(casesHref({})).toBe('/cases');
    expect(casesHref({leg: ['ccg/offered', 'ccg/running'], stalled: 'true'})).toBe(
      '/cases?leg=ccg/offered,ccg/running&stalled=true',
    );
    expect(casesHref({ministry: 'https://a/b?c&d'})).toBe('/cases?ministry=https://a/b%3Fc%26d');
  });
});
