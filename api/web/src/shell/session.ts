/** Who is logged in on this screen, and how long that lasts. */
import {computed, signal} from '@preact/signals';

import {ApiError, ask, lastUse, onExpiry, type Answer} from '../api/client';
import {cache} from '../api/query';
import type {Me, Session} from '../api/types';

type Entry =
  | {state: 'looking'}
  | {state: 'out'; expired: boolean}
  | {state: 'in'; me: Me; lasting: Lasting}
  | {state: 'failed'; error: ApiError};

export const entry = signal<Entry>({state: 'looking'});

/** Who is calling. Only for what is drawn when somebody is logged in. */
export const me = computed<Me>(() => {
  if (entry.value.state !== 'in') throw new Error('nobody is logged in');
  return entry.value.me;
});

/** Who may see all cases, and read the numbers of every organisation (docs/status.md); all others those of their own. */
export const seesAll = (): boolean => hasRole('coordinator', 'programme.lead', 'auditor', 'recordsManager');

export const hasRole = (...roles: string[]): boolean => entry.value.state === 'in' && roles.some((role) => me.value.roles.includes(role));

/** Says of this browser that somebody logged in, so that nobody is asked for who never did. The session itself is a cookie. */
const mark = 'wissel.in';

/** Whether somebody is logged in as far as this browser knows before it has asked; the frame is drawn for that already. */
export const likelyIn = localStorage.getItem(mark) !== null;

/** Asks whether this browser has a session. */
export async function look(): Promise<void> {
  if (localStorage.getItem(mark) === null) {
    entry.value = {state: 'out', expired: false};
    return;
  }
  try {
    const [who, session] = await Promise.all([ask<Me>('/v1/me'), ask<Session>('/v1/session')]);
    entry.value = {state: 'in', me: who.data, lasting: lastingOf(session)};
  } catch (error) {
    const failure = error instanceof ApiError ? error : new ApiError(0, null);
    if (failure.status === 401) localStorage.removeItem(mark);
    entry.value = failure.status === 401 ? {state: 'out', expired: false} : {state: 'failed', error: failure};
  }
}

/** Exchanges a key for a session. Throws ApiError where the key is not taken. */
export async function logIn(key: string): Promise<void> {
  await ask('/v1/session', {method: 'POST', body: {key}});
  const before = known;
  localStorage.setItem(mark, 'yes');
  await look();
  known = entry.value.state === 'in' ? identity(entry.value.me) : null;
  // What somebody else read here is not for whoever logs in now.
  if (before !== known) cache.clear();
  else await cache.invalidateQueries();
}

export async function logOut(): Promise<void> {
  try {
    await ask('/v1/session', {method: 'DELETE'});
  } finally {
    localStorage.removeItem(mark);
    cache.clear();
    known = null;
    entry.value = {state: 'out', expired: false};
  }
}

let known: string | null = null;
const identity = (who: Me) => `${who.organisation.oin} ${who.actor}`;

onExpiry(() => {
  if (entry.value.state !== 'in') return;
  known = identity(entry.value.me);
  entry.value = {state: 'out', expired: true};
});

/** How long a session lasts, told in this machine's clock, which may differ from the server's. */
export interface Lasting {
  /** Milliseconds without use after which it ends. */
  idle: number;
  /** The moment at which it ends in any case. */
  end: number;
}

function lastingOf(answer: Answer<Session>): Lasting {
  const now = Date.parse(answer.headers.get('date') ?? '') || Date.now();
  return {idle: Date.parse(answer.data.idleEndsAt) - now, end: Date.now() + Date.parse(answer.data.endsAt) - now};
}

/** When the session ends as far as this page knows (another tab may have used it since). */
export const endOf = (lasting: Lasting): number => Math.min(lasting.end, lastUse() + lasting.idle);

/** Uses the session, so that it does not end for want of use. */
export async function stay(): Promise<void> {
  const answer = await ask<Session>('/v1/session');
  if (entry.value.state === 'in') entry.value = {...entry.value, lasting: lastingOf(answer)};
}
