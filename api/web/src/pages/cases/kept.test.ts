import {describe, expect, it} from 'vitest';

import {columnsFrom, longestName, mostViews, usualColumns, viewsFrom, withView} from './kept';

describe('what is kept in the browser', () => {
  it('is taken only as far as it has the right form', () => {
    expect(viewsFrom(null)).toEqual([]);
    expect(viewsFrom({name: 'x'})).toEqual([]);
    expect(viewsFrom([null, 3, {name: ''}, {name: 'a', search: 4}, {name: 'b', search: 'phase=triage', more: 1}]))
      .toEqual([{name: 'b', search: 'phase=triage'}]);
    expect(viewsFrom([{name: 'n'.repeat(200), search: ''}])[0]?.name).toHaveLength(longestName);
    expect(viewsFrom(Array.from({length: 99}, () => ({name: 'a', search: ''})))).toHaveLength(mostViews);
  });

  it('has the columns that there are, in the order of the table; the usual ones where nothing was chosen', () => {
    expect(columnsFrom(null)).toEqual(usualColumns);
    expect(columnsFrom(['term', 'nothing', 'state'])).toEqual(['state', 'term']);
    expect(columnsFrom([])).toEqual([]);
  });
});

describe('a view that is saved', () => {
  it('comes last, or in the place of the one with its name', () => {
    const views = [{name: 'a', search: '1'}, {name: 'b', search: '2'}];
    expect(withView(views, {name: 'c', search: '3'}).map((each) => each.name)).toEqual(['a', 'b', 'c']);
    expect(withView(views, {name: 'a', search: '9'})).toEqual([{name: 'a', search: '9'}, {name: 'b', search: '2'}]);
  });
});
