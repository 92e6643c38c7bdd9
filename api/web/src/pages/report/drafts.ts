/**
 * Reports that are being written. They are kept in this browser and nowhere else, each under the organisation that was logged
 * in, so that whoever logs in for another one does not meet them.
 */
import {signal} from '@preact/signals';

import {newKey} from '../../api/client';
import {isMembers, type Members} from '../../forms/schema';

export interface Draft {
  id: string;
  /** When it was last changed, by this machine's clock. */
  changedAt: string;
  report: Members;
  /** Texts that look like a BSN and are none, as the reporter said: pointer → the text that was looked at. */
  notBsn: Record<string, string>;
  /** Warnings that the reporter looked at and set aside: pointer → the text that was looked at. */
  setAside: Record<string, string>;
  /** `Idempotency-Key` of its sending: one for the whole life of a draft, so that it becomes one report at most. */
  key: string;
  /** What was sent without an answer, newest last: one of these may have arrived. */
  unanswered: string[];
  /** Steps that were opened; only these are marked for what is missing. */
  opened: string[];
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefixOf = (organisation: string) => `wissel.draft.${organisation}.`;

/** What the browser would not keep lives as long as the page does. */
const unkept = new Map<string, string>();

/** Goes up with each change of any draft, here or in another tab. */
export const changes = signal(0);
if (typeof addEventListener === 'function') {
  addEventListener('storage', (event) => {
    if (event.key === null || event.key.startsWith('wissel.draft.')) changes.value += 1;
  });
}

export function newDraft(report: Members, now: Date = new Date()): Draft {
  return {id: newKey(), changedAt: now.toISOString(), report, notBsn: {}, setAside: {}, key: newKey(), unanswered: [], opened: []};
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []);

function textsByName(value: unknown): Record<string, string> {
  const entries = isMembers(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((each): each is [string, string] => typeof each[1] === 'string'));
}

/** What stands in the browser may be of another version or broken by hand; what cannot be read is no draft. */
function parse(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const read = JSON.parse(text) as unknown;
    if (!isMembers(read) || !isMembers(read['report'])) return null;
    if (typeof read['id'] !== 'string' || typeof read['key'] !== 'string' || Number.isNaN(Date.parse(String(read['changedAt'])))) return null;
    return {
      id: read['id'],
      changedAt: String(read['changedAt']),
      report: read['report'],
      notBsn: textsByName(read['notBsn']),
      setAside: textsByName(read['setAside']),
      key: read['key'],
      unanswered: texts(read['unanswered']),
      opened: texts(read['opened']),
    };
  } catch {
    return null;
  }
}

export function readDraft(organisation: string, id: string, store: Store = localStorage): Draft | null {
  const name = prefixOf(organisation) + id;
  return parse(unkept.get(name) ?? store.getItem(name));
}

/** All drafts of the organisation, changed last first. */
export function listDrafts(organisation: string, store: Store = localStorage): Draft[] {
  const kept = Array.from({length: store.length}, (_, at) => store.key(at) ?? '');
  return [...new Set([...kept, ...unkept.keys()])]
    .filter((name) => name.startsWith(prefixOf(organisation)))
    .flatMap((name) => parse(unkept.get(name) ?? store.getItem(name)) ?? [])
    .sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

/** False where the browser keeps nothing (full, or set so); then the draft lasts as long as the page. */
export function keepDraft(organisation: string, draft: Draft, store: Store = localStorage): boolean {
  const name = prefixOf(organisation) + draft.id;
  const text = JSON.stringify(draft);
  let kept = true;
  try {
    store.setItem(name, text);
    unkept.delete(name);
  } catch {
    unkept.set(name, text);
    kept = false;
  }
  changes.value += 1;
  return kept;
}

export function dropDraft(organisation: string, id: string, store: Store = localStorage): void {
  unkept.delete(prefixOf(organisation) + id);
  store.removeItem(prefixOf(organisation) + id);
  changes.value += 1;
}
