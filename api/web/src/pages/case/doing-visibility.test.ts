import {describe, expect, it} from 'vitest';

import type {Me} from '../../api/types';
import {missing} from '../../forms/schema';
import {visibilityDoings} from './doing-visibility';
import type {WholeCase} from './types';

const me = (...roles: string[]) => ({roles}) as unknown as Me;
const one = {visibility: {now: 'parties', chosen: 'open'}} as WholeCase;

describe('who may see a case, as something to do', () => {
  it('is for coordinators and the programme’s lead, where the register says who sees the case', () => {
    expect(visibilityDoings(one, me('reporter', 'auditor'), [])).toEqual([]);
    expect(visibilityDoings({} as WholeCase, me('coordinator'), [])).toEqual([]);
    expect(visibilityDoings(one, me('programme.lead'), [])).toHaveLength(1);
  });

  it('asks for a ground and a day only where it closes the case off, and sends no more', () => {
    const [doing] = visibilityDoings(one, me('coordinator'), ['privateLife']);
    const schema = doing?.schema ?? {};
    expect(missing(schema, {visibility: 'parties', reason: 'x'})).toEqual(['/ground', '/reviewOn']);
    expect(missing(schema, {visibility: 'open', reason: 'x'})).toEqual([]);
    expect(doing?.body({visibility: 'open', ground: 'privateLife', reviewOn: '2027-01-01', reason: 'x'})).toEqual({visibility: 'open', reason: 'x'});
  });
});
