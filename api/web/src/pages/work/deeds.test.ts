import {afterEach, describe, expect, it, vi} from 'vitest';

import {ApiError} from '../../api/client';
import type {Leg, Task, Transition, WorklistItem} from '../../api/types';
import {deedOf, performAll, type Deed, type Result} from './deeds';

const can = (event: string, leg: string | null = null, form: Transition['form'] = null): Transition =>
  ({leg, route: null, event, title: {nl: event, en: event}, role: 'x', form});
const task = (kind: Task['kind'], leg: string | null = null): Task => ({kind, leg, route: null, role: 'x', since: '', due: null});
const item = (tasks: Task[], transitions: Transition[], legs: Partial<Leg>[] = []): WorklistItem =>
  ({case: {id: 'c', reference: 'GD-1', title: 't', version: 7, legs} as unknown as WorklistItem['case'], tasks, transitions});
const needy = {required: ['why'], properties: {why: {type: 'string'}}};

describe('what can be done at once', () => {
  it('is to confirm a route, where that is possible without more', () => {
    expect(deedOf(item([task('act')], [can('confirmRoute')]), 'confirm')).toMatchObject({id: 'c', version: 7, leg: null});
    expect(deedOf(item([task('act')], [can('overrule')]), 'confirm')).toBeNull();
    expect(deedOf(item([task('act')], [can('confirmRoute', null, needy)]), 'confirm')).toBeNull();
  });

  it('is to accept a hand-over of the case or of a leg', () => {
    expect(deedOf(item([task('accept')], []), 'accept')).toMatchObject({leg: null, handOver: true});
    expect(deedOf(item([task('accept', 'l')], [], [{id: 'l', offer: {} as never}]), 'accept')).toMatchObject({leg: 'l', handOver: true});
  });

  it('is to accept a leg, but not where its form asks for something', () => {
    expect(deedOf(item([task('accept', 'l')], [can('accept', 'l')], [{id: 'l'}]), 'accept')).toMatchObject({leg: 'l', handOver: false});
    expect(deedOf(item([task('accept', 'l')], [can('accept', 'l', needy)], [{id: 'l'}]), 'accept')).toBeNull();
    expect(deedOf(item([task('act', 'l')], [can('accept', 'l')], [{id: 'l'}]), 'accept')).toBeNull();
  });
});

describe('several at once', () => {
  afterEach(() => vi.unstubAllGlobals());
  const deed = (id: string, more: Partial<Deed> = {}): Deed =>
    ({kind: 'confirm', id, reference: id, title: id, version: 1, leg: null, handOver: false, key: `key-${id}`, ...more});

  function server(answer: (path: string, init: RequestInit) => Response): Request[] {
    const asked: Request[] = [];
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked.push(new Request(`http://x${path}`, init));
      return answer(path, init);
    });
    return asked;
  }
  const json = (body: unknown, status = 200, headers = {}) => new Response(JSON.stringify(body), {status, headers: {'content-type': 'application/json', ...headers}});

  it('are sent each with the tag of its own version, one after the other', async () => {
    const asked = server((path, init) => (init.method === 'GET' ? json({version: 1, legs: []}, 200, {etag: `"tag of ${path.at(-1)}"`}) : json({})));
    const results = await performAll([deed('a'), deed('b')], () => {}, new AbortController().signal);
    expect(results.map((each) => each.state)).toEqual(['done', 'done']);
    const posts = asked.filter((each) => each.method === 'POST');
    expect(posts.map((each) => [new URL(each.url).pathname, each.headers.get('if-match'), each.headers.get('idempotency-key')])).toEqual([
      ['/v1/cases/a/routing', '"tag of a"', 'key-a'], ['/v1/cases/b/routing', '"tag of b"', 'key-b'],
    ]);
    expect(await posts[0]?.json()).toEqual({action: 'confirm'});
  });

  it('leave alone what is not as it was seen, and go on', async () => {
    const asked = server((path, init) => (init.method === 'GET' ? json({version: path.endsWith('a') ? 2 : 1, legs: []}) : json({})));
    const results = await performAll([deed('a'), deed('b')], () => {}, new AbortController().signal);
    expect(results).toMatchObject([{state: 'failed', why: 'changed'}, {state: 'done'}]);
    expect(asked.filter((each) => each.method === 'POST')).toHaveLength(1);
  });

  it('tell what the server said of those that it refused', async () => {
    const problem = {type: '/problems/forbidden', status: 403, title: 'Forbidden', detail: 'not you'};
    server((_, init) => (init.method === 'GET' ? json({version: 1, legs: []}) : json(problem, 403)));
    const [result] = await performAll([deed('a')], () => {}, new AbortController().signal);
    expect(result).toMatchObject({state: 'failed'});
    expect((result as {why: ApiError}).why).toMatchObject({status: 403, message: 'not you'});
  });

  it('take a 412 for a change in between, and no answer for none', async () => {
    server((path, init) => {
      if (init.method === 'GET') return json({version: 1, legs: []});
      if (path.includes('/a/')) return json({type: '/problems/stale', status: 412, title: 'stale'}, 412);
      throw new TypeError('gone');
    });
    const results = await performAll([deed('a'), deed('b')], () => {}, new AbortController().signal);
    expect(results).toMatchObject([{why: 'changed'}, {why: 'offline'}]);
  });

  it('accept only what is still offered', async () => {
    server((path, init) => (init.method === 'GET'
      ? json({version: 1, legs: path.endsWith('a') ? [{id: 'l', offer: {to: {}}}] : [{id: 'l'}]})
      : json({})));
    const given = {kind: 'accept', leg: 'l', handOver: true} as const;
    const results = await performAll([deed('a', given), deed('b', given)], () => {}, new AbortController().signal);
    expect(results).toMatchObject([{state: 'done'}, {state: 'failed', why: 'gone'}]);
  });

  it('stop where they are asked to, and say of each whether it was done', async () => {
    const control = new AbortController();
    server((_, init) => {
      if (init.method === 'POST') control.abort();
      return json({version: 1, legs: []});
    });
    const told: Result[][] = [];
    const results = await performAll([deed('a'), deed('b'), deed('c')], (all) => told.push(all), control.signal);
    expect(results).toMatchObject([{state: 'done'}, {state: 'failed', why: 'stopped'}, {state: 'failed', why: 'stopped'}]);
    expect(told[0]?.map((each) => each.state)).toEqual(['running', 'waiting', 'waiting']);
  });
});
