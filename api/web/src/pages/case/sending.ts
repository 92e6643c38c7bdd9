/** Sends one form of this page: once, whatever the network does, and with each failure as what the form can show. */
import {useRef, useState} from 'preact/hooks';

import {ApiError, ask, newKey, type Answer} from '../../api/client';
import type {WholeCase} from './types';

export interface Sending {
  busy: boolean;
  error: ApiError | null;
  clear: () => void;
  /** The case as it is after; `null`: it was not done, see `error`. */
  send: (path: string, body: Record<string, unknown>, ifMatch?: string) => Promise<Answer<WholeCase> | null>;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  // The same request again has the same key, so that a lost answer leads to no second deed; another one has another.
  const last = useRef<{request: string; key: string} | null>(null);
  const send: Sending['send'] = async (path, body, ifMatch) => {
    const request = JSON.stringify([path, body, ifMatch]);
    if (last.current?.request !== request) last.current = {request, key: newKey()};
    setBusy(true);
    setError(null);
    try {
      const answer = await ask<WholeCase>(path, {
        method: 'POST',
        body,
        idempotencyKey: last.current.key,
        ...(ifMatch === undefined ? {} : {ifMatch}),
      });
      last.current = null;
      return answer;
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : new ApiError(0, null));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return {busy, error, clear: () => setError(null), send};
}
