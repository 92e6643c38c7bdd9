/** One draft as it is edited: kept at each change, and followed when another tab changes it. */
import {useEffect, useRef, useState} from 'preact/hooks';

import {dropDraft, keepDraft, readDraft, type Draft} from './drafts';

/**
 * What changes, told from the draft as it is then: two fields that a browser fills in at once both count, though the page was
 * drawn with neither.
 */
export type Change = (update: Partial<Draft> | ((latest: Draft) => Partial<Draft>)) => void;

export interface Editing {
  /** null: there is no such draft (any more). */
  draft: Draft | null;
  change: Change;
  drop(): void;
  /** False where the browser refuses to keep it. */
  kept: boolean;
  /** The draft shown is one that another tab changed. */
  elsewhere: boolean;
}

export function useDraft(organisation: string, id: string): Editing {
  const [draft, setDraft] = useState(() => readDraft(organisation, id));
  const [kept, setKept] = useState(true);
  const [elsewhere, setElsewhere] = useState(false);
  const latest = useRef(draft);
  useEffect(() => {
    const look = (event: StorageEvent) => {
      if (event.key !== null && !event.key.endsWith(id)) return;
      const read = readDraft(organisation, id);
      latest.current = read;
      setDraft(read);
      setElsewhere(read !== null);
    };
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }, [organisation, id]);
  return {
    draft,
    kept,
    elsewhere,
    change: (update) => {
      if (latest.current === null) return;
      const changed = typeof update === 'function' ? update(latest.current) : update;
      latest.current = {...latest.current, ...changed, changedAt: new Date().toISOString()};
      setDraft(latest.current);
      setKept(keepDraft(organisation, latest.current));
    },
    drop: () => dropDraft(organisation, id),
  };
}
