import {describe, expect, it} from 'vitest';

import type {Schema} from '../api/types';
import {controlOf, filled, isEmpty, missing, requiredNow, schemaAt} from './schema';

const overrule: Schema = {
  type: 'object',
  required: ['route', 'reason'],
  properties: {
    route: {enum: ['fast-lane', 'ccg']},
    ministry: {type: 'string', format: 'uri', maxLength: 300},
    reason: {type: 'string', maxLength: 4000},
    receiver: {type: 'string', format: 'oin'},
    attempts: {type: 'array', items: {type: 'object', required: ['what'], properties: {what: {type: 'string'}, on: {type: 'string', format: 'date'}}}},
    involved: {type: 'array', items: {$ref: '#/$defs/ministry'}},
  },
  $defs: {ministry: {type: 'string', format: 'uri', maxLength: 300}},
  allOf: [{if: {properties: {route: {const: 'fast-lane'}}, required: ['route']}, then: {required: ['ministry']}}],
};

describe('a form from a schema', () => {
  it('asks for a ministry only where the route is a fast lane', () => {
    expect(requiredNow(overrule, {})).toEqual(new Set(['route', 'reason']));
    expect(requiredNow(overrule, {route: 'fast-lane'})).toContain('ministry');
    expect(requiredNow(overrule, {route: 'ccg'})).not.toContain('ministry');
  });

  it('tells what is missing, also within what was begun', () => {
    expect(missing(overrule, {route: 'fast-lane', attempts: [{on: '2026-01-01'}, {}]})).toEqual(['/ministry', '/reason', '/attempts/0/what']);
    expect(missing(overrule, {route: 'ccg', reason: 'x'})).toEqual([]);
  });

  it('misses one member where one of several is enough', () => {
    const party: Schema = {properties: {holders: {items: {type: 'object', properties: {name: {}, oin: {}, private: {type: 'boolean'}}, anyOf: [{required: ['name']}, {required: ['oin']}]}}}};
    expect(missing(party, {holders: [{private: true}, {oin: '1'}, {name: 'x'}, {}]})).toEqual(['/holders/0']);
  });

  it('gives each member its control', () => {
    const control = (name: string) => controlOf(name, overrule.properties?.[name] ?? {}, overrule);
    expect(['route', 'ministry', 'reason', 'receiver', 'attempts', 'involved'].map(control))
      .toEqual(['choice', 'ministry', 'longText', 'organisation', 'groups', 'ministries']);
  });

  it('leaves out what is empty and keeps false and 0', () => {
    expect(filled({a: ' ', b: {c: undefined}, d: [{}, {e: 0}], f: false})).toEqual({d: [{e: 0}], f: false});
    expect(isEmpty({a: [{}]})).toBe(true);
  });

  it('finds the schema at a pointer', () => {
    expect(schemaAt('/attempts/0/on', overrule)?.format).toBe('date');
    expect(schemaAt('/involved/1', overrule)?.format).toBe('uri');
    expect(schemaAt('/nothing/here', overrule)).toBeUndefined();
  });
});
