/** What was read from the API, shared by all parts of the screen: asked once, kept, asked again when it may have changed. */
import {QueryClient, QueryObserver, type QueryKey, type QueryObserverOptions, type QueryObserverResult} from '@tanstack/query-core';
import {useEffect, useMemo, useState} from 'preact/hooks';

import {ApiError, ask, type Answer} from './client';

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused it would refuse again; only a missing or an overloaded server is asked once more.
      retry: (times, error) => times < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
      retryDelay: (times, error) => (error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : 600 * 2 ** times),
      networkMode: 'always',
    },
  },
});
cache.mount();

/** Follows one query as long as the component is there. */
export function useQuery<T>(options: QueryObserverOptions<T, Error, T, T, QueryKey>): QueryObserverResult<T, Error> {
  const defaulted = cache.defaultQueryOptions(options);
  const observer = useMemo(() => new QueryObserver<T, Error, T, T, QueryKey>(cache, defaulted), []);
  const [, draw] = useState(0);
  useEffect(() => observer.subscribe(() => draw((count) => count + 1)), [observer]);
  useEffect(() => observer.setOptions(defaulted), [JSON.stringify(options.queryKey), options.enabled]);
  return observer.getOptimisticResult(defaulted);
}

/** Reads the document at `path` (with its tag). `null`: nothing is asked yet. */
export function useDocument<T>(path: string | null, options: {staleTime?: number} = {}): QueryObserverResult<Answer<T>, Error> {
  return useQuery<Answer<T>>({
    queryKey: ['document', path],
    queryFn: ({signal}) => ask<T>(path ?? '', {signal}),
    enabled: path !== null,
    ...options,
  });
}

/** Reads the document at `path` for code that is no component. */
export function readDocument<T>(path: string): Promise<Answer<T>> {
  return cache.fetchQuery({queryKey: ['document', path], queryFn: ({signal}) => ask<T>(path, {signal})});
}

/** Whatever was read below `prefix` is asked anew where it is shown; after a change of a case its own path will do. */
export function refresh(...prefixes: string[]): Promise<void> {
  return cache.invalidateQueries({
    predicate: ({queryKey}) =>
      queryKey[0] !== 'document' ||
      prefixes.some((prefix) => typeof queryKey[1] === 'string' && queryKey[1].startsWith(prefix)),
  });
}

/** All that is shown and could not be read is asked again: who sees that it works in one place need not say so in each. */
export function askFailedAgain(): void {
  void cache.refetchQueries({type: 'active', predicate: ({state}) => state.status === 'error' && state.fetchStatus === 'idle'});
}
