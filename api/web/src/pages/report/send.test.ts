import {describe, expect, it} from 'vitest';

import {ApiError, type Answer} from '../../api/client';
import type {CaseDocument} from '../../api/types';
import {deliver} from './send';

const reused = () => new ApiError(400, {type: '/problems/idempotency-key-reused', status: 400, title: 'x'});

/** A server that keeps its answer by the key, as the API does; `lose`: its answer does not come back. */
function server(lose = 0) {
  const made: string[] = [];
  let kept: string[] = [];
  return {
    made,
    kept: () => kept,
    post: (body: unknown): Promise<Answer<CaseDocument>> => {
      const text = JSON.stringify(body);
      if (made.length > 0 && made[0] !== text) return Promise.reject(reused());
      if (made.length === 0) made.push(text);
      if (lose-- > 0) return Promise.reject(new ApiError(0, null));
      return Promise.resolve({data: {id: text} as unknown as CaseDocument, etag: null, headers: new Headers()});
    },
    keep: (unanswered: string[]) => {
      kept = unanswered;
    },
  };
}

describe('sending a report', () => {
  it('gives the answer', async () => {
    const at = server();
    expect(await deliver({a: 1}, [], at)).toMatchObject({earlier: false, answer: {data: {id: '{"a":1}'}}});
    expect(at.made).toHaveLength(1);
  });

  it('keeps what it sent where no answer came, and makes one report over all retries', async () => {
    const at = server(2);
    await expect(deliver({a: 1}, [], at)).rejects.toMatchObject({status: 0});
    expect(at.kept()).toEqual(['{"a":1}']);
    await expect(deliver({a: 1}, at.kept(), at)).rejects.toMatchObject({status: 0});
    expect(at.kept()).toEqual(['{"a":1}']);
    expect(await deliver({a: 1}, at.kept(), at)).toMatchObject({earlier: false});
    expect(at.made).toEqual(['{"a":1}']);
  });

  it('finds the first attempt again when the report was changed after a lost answer', async () => {
    const at = server(1);
    await expect(deliver({a: 1}, [], at)).rejects.toMatchObject({status: 0});
    expect(await deliver({a: 2}, at.kept(), at)).toMatchObject({earlier: true, answer: {data: {id: '{"a":1}'}}});
    expect(at.made).toEqual(['{"a":1}']);
  });

  it('takes as not arrived what was refused, and keeps what nobody knows of', async () => {
    let kept: string[] = ['old'];
    const keep = (unanswered: string[]) => { kept = unanswered; };
    const refusing = {post: () => Promise.reject(new ApiError(403, null)), keep};
    await expect(deliver({a: 1}, ['"old"'], refusing)).rejects.toMatchObject({status: 403});
    expect(kept).toEqual(['"old"']);
    const failing = {post: () => Promise.reject(new ApiError(503, null)), keep};
    await expect(deliver({a: 1}, [], failing)).rejects.toMatchObject({status: 503});
    expect(kept).toEqual(['{"a":1}']);
  });

  it('tells the refusal where none of the attempts is the one that arrived', async () => {
    const foreign = {post: () => Promise.reject(reused()), keep: () => undefined};
    await expect(deliver({a: 1}, ['{"a":2}'], foreign)).rejects.toMatchObject({status: 400});
  });
});
