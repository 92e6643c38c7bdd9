/** Lists that come in pages: what was read so far, and the button that reads on. */
import {InfiniteQueryObserver, type InfiniteData, type QueryKey} from '@tanstack/query-core';
import {useEffect, useMemo, useState} from 'preact/hooks';

import {ask, withQuery} from '../api/client';
import {cache} from '../api/query';
import type {Page} from '../api/types';
import {Button} from './button';
import {words} from './words';

export interface Pages<T> {
  items: T[];
  /** How many there are in all, where the first page was asked for that (`count=true`). */
  count: number | undefined;
  error: Error | null;
  loading: boolean;
  reading: boolean;
  more: (() => void) | null;
  again: () => void;
}

/** The list at `path` (with its query, without a cursor). `null`: nothing is asked yet. */
export function usePages<T>(path: string | null): Pages<T> {
  const options = {
    queryKey: ['document', path, 'pages'] as QueryKey,
    queryFn: async ({pageParam, signal}: {pageParam: unknown; signal: AbortSignal}) =>
      (await ask<Page<T>>(withCursor(path ?? '', pageParam as string | null), {signal})).data,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<T>) => last.next,
    enabled: path !== null,
  };
  const observer = useMemo(() => new InfiniteQueryObserver<Page<T>, Error, InfiniteData<Page<T>>, QueryKey, string | null>(cache, options), []);
  const [, draw] = useState(0);
  useEffect(() => observer.subscribe(() => draw((count) => count + 1)), [observer]);
  useEffect(() => observer.setOptions(options), [path]);
  const result = observer.getOptimisticResult(cache.defaultQueryOptions(options) as never);
  const data = result.data as InfiniteData<Page<T>> | undefined;
  return {
    items: data?.pages.flatMap((page) => page.items) ?? [],
    count: data?.pages[0]?.total,
    error: result.error,
    loading: data === undefined && result.error === null,
    reading: result.isFetching,
    more: data?.pages.at(-1)?.next ? () => void observer.fetchNextPage() : null,
    again: () => void observer.refetch(),
  };
}

function withCursor(path: string, cursor: string | null): string {
  if (cursor === null) return path;
  // Counting costs more than a page, and was done with the first one.
  const uncounted = path.replace(/([?&])count=true(&|$)/, '$1').replace(/[?&]$/, '');
  return `${uncounted}${uncounted.includes('?') ? '&' : '?'}${withQuery('', {cursor}).slice(1)}`;
}

export function More({pages}: {pages: Pages<unknown>}) {
  if (!pages.more) return null;
  return (
    <p class="w-more">
      <Button onClick={pages.more} busy={pages.reading} icon="down">{words.value.more}</Button>
    </p>
  );
}
