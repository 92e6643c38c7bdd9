/** What would become of a report, asked of the API without storing anything (`dryRun`). */
import {useEffect, useState} from 'preact/hooks';

import {language} from '../words/language';
import {ApiError, ask} from './client';
import type {Trial} from './decision';

export interface Trying {
  trial: Trial | null;
  /** Why there is no newer trial; the faults of the report are in it. */
  error: ApiError | null;
  asking: boolean;
  again: () => void;
}

/**
 * Tries `body` whenever it is another one, `delay` milliseconds after the last change. What was tried before stays until there
 * is an answer. `null`: nothing is tried.
 */
export function useTrial(body: unknown, delay = 0): Trying {
  const text = body === null ? null : JSON.stringify(body);
  const [state, setState] = useState<Omit<Trying, 'again'>>({trial: null, error: null, asking: text !== null});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (text === null) return undefined;
    const ended = new AbortController();
    setState((before) => ({...before, asking: true}));
    const timer = setTimeout(() => {
      ask<Trial>('/v1/cases?dryRun=true', {method: 'POST', body: JSON.parse(text), signal: ended.signal}).then(
        ({data}) => setState({trial: data, error: null, asking: false}),
        (error: unknown) => {
          if (ended.signal.aborted) return;
          setState((before) => ({...before, error: error instanceof ApiError ? error : new ApiError(0, null), asking: false}));
        },
      );
    }, delay);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [text, round, language.value]);
  return {...state, again: () => setRound((count) => count + 1)};
}
