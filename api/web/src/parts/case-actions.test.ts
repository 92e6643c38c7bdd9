import {describe, expect, it} from 'vitest';

import type {Transition} from '../api/types';
import {actionAddress, needsNothing} from './case-actions';

const can = (event: string, leg: string | null, form: Transition['form'] = null): Transition =>
  ({leg, route: null, event, title: {nl: event, en: event}, role: 'x', form});

describe('an action', () => {
  it('is done at once only where nothing has to be filled in', () => {
    expect(needsNothing(can('a', null))).toBe(true);
    expect(needsNothing(can('a', null, {properties: {note: {type: 'string'}}}))).toBe(true);
    expect(needsNothing(can('a', null, {required: ['note'], properties: {note: {type: 'string'}}}))).toBe(false);
  });

  it('has the address of its form', () => {
    expect(actionAddress('1', can('frame', 'L 1'))).toBe('/cases/1?do=frame&leg=L+1');
    expect(actionAddress('1', can('join', null))).toBe('/cases/1?do=join');
  });
});
