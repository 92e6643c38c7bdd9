import {describe, expect, it} from 'vitest';

import {changed, chosen, parameters, pathOf, readQuestion, without, writeQuestion} from './filters';

describe('the address bar', () => {
  it('has the names and the form of the API', () => {
    const search = 'phase=submitted,triage&overdue=true&state=ccg/intake&sort=due';
    expect(pathOf(readQuestion(search))).toBe('/v1/cases?phase=submitted,triage&overdue=true&state=ccg/intake&sort=due');
  });

  it('is the same again after reading and writing, however it was written', () => {
    const search = 'view=board&board=ccg&q=inkomen+gemeente&phase=treatment&barrier=legal,privacy&sort=due';
    expect(writeQuestion(readQuestion(search))).toBe(search);
    expect(writeQuestion(readQuestion('sort=due&barrier=legal%2Cprivacy&view=board&phase=treatment&q=inkomen%20gemeente&board=ccg'))).toBe(search);
  });

  it('leaves out what goes without saying', () => {
    expect(writeQuestion(readQuestion('view=list&sort=-reported&weeks=52&ended=false&q=&phase='))).toBe('');
    expect(pathOf(readQuestion(''))).toBe('/v1/cases');
  });

  it('keeps a comma in a text', () => {
    expect(readQuestion('ownReference=A,B').filter).toEqual({ownReference: ['A,B']});
    expect(readQuestion('phase=a,b').filter).toEqual({phase: ['a', 'b']});
  });

  it('hands a filter on that it does not know, so that no list is taken for narrower than it is', () => {
    expect(pathOf(readQuestion('unheardOf=1&phase=triage'))).toBe('/v1/cases?phase=triage&unheardOf=1');
  });

  it('asks nothing of the API that is its own, and takes no cursor, limit or count from an address', () => {
    expect(pathOf(readQuestion('view=timeline&weeks=0&focus=search&board=x&ended=true&cursor=abc&limit=1&count=true'))).toBe('/v1/cases');
  });

  it('takes a sort, a view and a span that there are not for the usual ones', () => {
    expect(readQuestion('sort=x&view=y&weeks=-3')).toMatchObject({sort: '-reported', view: 'list', weeks: 52});
    expect(readQuestion('weeks=1.5').weeks).toBe(52);
  });

  it('writes what means something in a query as it must', () => {
    const path = pathOf(readQuestion(new URLSearchParams({q: 'a&b=c #d', ownReference: '50%+1'}).toString()));
    expect(Object.fromEntries(new URL(path, 'http://x').searchParams)).toEqual({q: 'a&b=c #d', ownReference: '50%+1'});
  });

  it('has no parameter of the API under a name of its own', () => {
    for (const {name} of parameters) expect(readQuestion(`${name}=x`).filter).toEqual({[name]: ['x']});
  });
});

describe('a filter', () => {
  it('loses one value at a time, and its name with the last', () => {
    const filter = readQuestion('phase=a,b&route=ccg').filter;
    const one = without(filter, {name: 'phase', value: 'a'});
    expect(one).toEqual({phase: ['b'], route: ['ccg']});
    expect(without(one, {name: 'phase', value: 'b'})).toEqual({route: ['ccg']});
  });

  it('is told in the order of the table', () => {
    expect(chosen(readQuestion('leg=ccg/running&phase=b,a').filter)).toEqual([
      {name: 'phase', value: 'b'}, {name: 'phase', value: 'a'}, {name: 'leg', value: 'ccg/running'},
    ]);
  });

  it('holds as many values as the API takes', () => {
    expect(changed({}, 'phase', Array.from({length: 30}, (_, at) => String(at)))['phase']).toHaveLength(20);
  });
});
