import {beforeEach, describe, expect, it} from 'vitest';

import {dropDraft, keepDraft, listDrafts, newDraft, readDraft} from './drafts';

const svb = '00000099900000320000';
const uwv = '00000099900000340000';

beforeEach(() => localStorage.clear());

describe('drafts', () => {
  it('are kept whole, and listed with the last changed first', () => {
    const older = {...newDraft({title: 'a'}, new Date('2026-11-27T10:00:00Z')), notBsn: {'/title': 'a'}, opened: ['A'], unanswered: ['{}']};
    const newer = newDraft({title: 'b'}, new Date('2026-11-28T10:00:00Z'));
    expect(keepDraft(svb, older)).toBe(true);
    keepDraft(svb, newer);
    expect(listDrafts(svb)).toEqual([newer, older]);
    expect(readDraft(svb, older.id)).toEqual(older);
    dropDraft(svb, older.id);
    expect(listDrafts(svb)).toEqual([newer]);
  });

  it('are those of the organisation that is logged in', () => {
    const draft = newDraft({title: 'a'});
    keepDraft(svb, draft);
    expect(listDrafts(uwv)).toEqual([]);
    expect(readDraft(uwv, draft.id)).toBeNull();
  });

  it('get a key of their own, so that each becomes one report at most', () => {
    expect(newDraft({}).key).not.toBe(newDraft({}).key);
  });

  it('are not read where somebody broke them', () => {
    const draft = newDraft({title: 'a'});
    const broken = ['{', 'null', '[]', '7', '{"report":{}}', JSON.stringify({...draft, report: []}), JSON.stringify({...draft, changedAt: 'x'}), JSON.stringify({...draft, key: 3})];
    broken.forEach((text, at) => localStorage.setItem(`wissel.draft.${svb}.${at}`, text));
    expect(listDrafts(svb)).toEqual([]);
    localStorage.setItem(`wissel.draft.${svb}.${draft.id}`, JSON.stringify({...draft, notBsn: {'/a': 1, '/b': 'c'}, opened: [1, 'B'], unanswered: 'x'}));
    expect(readDraft(svb, draft.id)).toEqual({...draft, notBsn: {'/b': 'c'}, opened: ['B'], unanswered: []});
  });

  it('last as long as the page where the browser keeps nothing', () => {
    const full = {getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, removeItem: () => undefined, key: () => null, length: 0};
    const draft = newDraft({title: 'a'});
    expect(keepDraft(svb, draft, full)).toBe(false);
    expect(readDraft(svb, draft.id, full)).toEqual(draft);
    expect(listDrafts(svb, full)).toEqual([draft]);
    dropDraft(svb, draft.id, full);
    expect(listDrafts(svb, full)).toEqual([]);
  });
});
