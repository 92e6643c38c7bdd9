/** Follows a document that can wait for its next change (`?wait=`), by long polling. */
import {useEffect, useState} from 'preact/hooks';

import {ApiError, send, tellExpiry, withQuery} from './client';

export interface Live<T> {
  data: T | null;
  error: ApiError | null;
  /** `live`: a request waits for the next change; `paused`: the page is hidden; `trying`: the server is not to be reached now. */
  state: 'starting' | 'live' | 'paused' | 'trying';
  /** When the document shown last came in, by this machine's clock. */
  receivedAt: Date | null;
}

const waitSeconds = 25;
/** Milliseconds between two documents that are shown, at least. */
const redrawn = 500;

/** As long as the component is there and the page is seen, `data` is the newest document at `path`. */
export function useLive<T>(path: string): Live<T> {
  const [live, setLive] = useState<Live<T>>({data: null, error: null, state: 'starting', receivedAt: null});
  useEffect(() => {
    const ended = new AbortController();
    void follow<T>(path, ended.signal, (change) => setLive((before) => ({...before, ...change})));
    return () => ended.abort();
  }, [path]);
  return live;
}

async function follow<T>(path: string, signal: AbortSignal, tell: (change: Partial<Live<T>>) => void): Promise<void> {
  let etag: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    if (document.hidden) {
      tell({state: 'paused'});
      await shown(signal);
      // From here on a request waits again, and is answered at once where something changed meanwhile.
      tell({state: etag === null ? 'starting' : 'live'});
      continue;
    }
    try {
      const response = await conditional(etag === null ? path : withQuery(path, {wait: waitSeconds}), etag, signal);
      if (response !== null) {
        etag = response.headers.get('etag');
        tell({data: (await response.json()) as T, receivedAt: new Date()});
      }
      failures = 0;
      tell({state: 'live', error: null});
      // A busy register changes forty times a second; nobody sees more than two.
      if (response !== null) await pause(redrawn, signal);
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof ApiError ? error : new ApiError(0, null);
      tell({state: 'trying', error: failure});
      // Without rights or without a session, asking again would change nothing.
      if (failure.status === 401 || failure.status === 403 || failure.status === 404) return;
      failures += 1;
      await pause((failure.retryAfter ?? Math.min(30, 2 ** failures)) * 1000, signal);
    }
  }
}

/** `null`: nothing changed. */
async function conditional(path: string, etag: string | null, signal: AbortSignal): Promise<Response | null> {
  if (etag === null) return send(path, {signal});
  const response = await fetch(path, {
    headers: {accept: 'application/json', 'if-none-match': etag},
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  });
  if (response.status === 304) return null;
  if (response.ok) return response;
  if (response.status === 401) tellExpiry();
  throw new ApiError(response.status, null, Number(response.headers.get('retry-after')) || null);
}

function shown(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
