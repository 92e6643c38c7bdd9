/** What is being typed, kept in this tab over a reload: by who types, in which case, in which form. */
import {entry} from '../../shell/session';

const begins = 'wissel.draft ';

function nameOf(caseId: string, form: string): string {
  const now = entry.value;
  const who = now.state === 'in' ? `${now.me.organisation.oin} ${now.me.actor}` : '';
  return `${begins}${who} ${caseId} ${form}`;
}

export function keptDraft<T>(caseId: string, form: string): T | null {
  try {
    const text = sessionStorage.getItem(nameOf(caseId, form));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Keeps it, or forgets it (`null`). A browser that keeps nothing is no reason to stop typing. */
export function keepDraft(caseId: string, form: string, value: unknown): void {
  try {
    // Nobody is logged in while the session is renewed; what stands there under the right name stays.
    if (entry.value.state !== 'in') return;
    if (value === null) sessionStorage.removeItem(nameOf(caseId, form));
    else sessionStorage.setItem(nameOf(caseId, form), JSON.stringify(value));
  } catch {
    return;
  }
}
