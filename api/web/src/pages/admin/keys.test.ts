import {describe, expect, it} from 'vitest';

import {prefixOf, shown, type Key} from './keys';

const key = (prefix: string, more: Partial<Key> = {}): Key =>
  ({prefix, organisation: '1', roles: ['reporter'], label: '', createdAt: '2026-01-01T00:00:00Z', createdBy: 'command-line', revokedAt: null, ...more});
const all = [key('a'), key('b', {createdAt: '2026-03-01T00:00:00Z', label: 'Koppeling SVB'}), key('c', {revokedAt: '2026-02-01T00:00:00Z', createdAt: '2026-04-01T00:00:00Z'})];
const told = (one: Key) => `${one.label} ${one.prefix} ${one.roles.join(' ')}`;

describe('the list of keys', () => {
  it('has the newest first, and revoked ones only when asked for, at the end', () => {
    expect(shown(all, '', false, told).map((one) => one.prefix)).toEqual(['b', 'a']);
    expect(shown(all, '', true, told).map((one) => one.prefix)).toEqual(['b', 'a', 'c']);
  });

  it('is searched by every word, whatever its case', () => {
    expect(shown(all, 'svb  koppeling', false, told).map((one) => one.prefix)).toEqual(['b']);
    expect(shown(all, 'svb holder', false, told)).toEqual([]);
  });

  it('knows which key an actor is', () => {
    expect(prefixOf('key:9661ffbd')).toBe('9661ffbd');
    expect(prefixOf('command-line')).toBeNull();
    expect(prefixOf('key:')).toBeNull();
  });
});
