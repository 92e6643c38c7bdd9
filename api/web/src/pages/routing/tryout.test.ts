import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

import type {Schema} from '../../api/types';
import {missing, type Members} from '../../forms/schema';
import type {Table} from './table';
import {answersOf, beginning, bodyFor, changed, decode, encode, readNames, readPaths} from './tryout';

const read = <T>(name: string) => JSON.parse(readFileSync(join(process.cwd(), '../..', name), 'utf8')) as T;
const table = read<Table>('workflows/routing.json');
const schema = read<Schema>('config/schemas/report.schema.json');
const example = read<Members>('config/demo/example-report.json');
const names = readNames(table, schema);
const today = '2026-11-28';
const body = (answers: Members) => bodyFor(answers, schema, table, today);

describe('a trial of the routing table', () => {
  it('asks what the rules read, and nothing else', () => {
    expect(names).toEqual(['matter', 'legalBasis', 'barriers', 'primaryBarrier', 'ministries', 'leadMinistry', 'lead', 'scope', 'valuesCollide',
      'harm', 'exchangeEnds', 'deadline', 'underWay', 'tried', 'attempts', 'refusedBy', 'occursElsewhere']);
    expect(readPaths(table)).toContain('attempts.level');
  });

  it('begins with the answers that say least', () => {
    expect(beginning(names, schema)).toEqual({legalBasis: 'unknown', barriers: ['legal'], primaryBarrier: 'legal', harm: {severity: 'none'}, tried: 'none'});
  });

  it('makes a whole report of any answers', () => {
    for (const answers of [{}, beginning(names, schema), {barriers: ['privacy']}, {primaryBarrier: 'technical'}, {harm: {number: 3}}, {deadline: {kind: 'parliament'}}]) {
      expect(missing(schema, body(answers)), JSON.stringify(answers)).toEqual([]);
    }
    expect(body({barriers: ['privacy']})['primaryBarrier']).toBe('privacy');
    expect(body({primaryBarrier: 'technical'})['barriers']).toEqual(['technical']);
    expect(body({})['holders']).toEqual([{name: 'Proef'}]);
  });

  it('lets no answer decide that nobody gave', () => {
    // Without its date the end of an exchange does not count; a date made up here would choose the route.
    expect(body({exchangeEnds: {cause: 'ruling'}})).not.toHaveProperty('exchangeEnds');
    expect(body({underWay: {covers: 'full'}})).not.toHaveProperty('underWay');
    expect(body({tried: 'stuck', attempts: [{with: 'a'}, {level: 'above'}]})['attempts']).toEqual([{level: 'above', date: today, with: 'Proef', result: 'refused'}]);
    expect(body({deadline: {kind: 'parliament'}})['deadline']).toEqual({kind: 'parliament', date: today});
    expect(body({harm: {number: 3}})['harm']).toEqual({number: 3, severity: 'none'});
  });

  it('applies a change that a decision names, at any depth', () => {
    expect(changed({underWay: {kind: 'bill'}}, 'underWay.covers', 'full')).toEqual({underWay: {kind: 'bill', covers: 'full'}});
    expect(changed({}, 'valuesCollide', 'yes')).toEqual({valuesCollide: 'yes'});
    expect(changed({harm: 'x'}, 'harm.severity', 'acute')).toEqual({harm: {severity: 'acute'}});
  });

  it('comes back from the address, without free texts', () => {
    const answers = {...answersOf(names, example, schema), underWay: {kind: 'bill', covers: 'full', reference: '36385'}};
    const text = encode(answers, names, schema);
    expect(text).not.toContain('36385');
    expect(decode(text, names, schema)).toEqual({...answersOf(names, example, schema), underWay: {kind: 'bill', covers: 'full'}});
  });

  it('takes nothing from an address that does not fit', () => {
    const bad = {legalBasis: 'x', barriers: ['legal', 'x', 3], title: 'y', harm: {severity: 'acute', number: 1e99, more: 1}, ministries: ['javascript:alert(1)', 'https://identifier.overheid.nl/tooi/id/ministerie/mnre1073'],
      exchangeEnds: {date: '2027-99', cause: 'ruling'}, refusedBy: '3', tried: null, toString: 'z'};
    expect(decode(JSON.stringify(bad), names, schema)).toEqual({barriers: ['legal'], harm: {severity: 'acute'}, ministries: ['https://identifier.overheid.nl/tooi/id/ministerie/mnre1073'], exchangeEnds: {cause: 'ruling'}});
    for (const text of ['', '[', '[]', 'null', '7', `{"a":"${'x'.repeat(9_000)}"}`]) expect(decode(text, names, schema)).toBeNull();
  });
});
