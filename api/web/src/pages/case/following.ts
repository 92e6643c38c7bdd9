/** The case on this page: read, followed while somebody looks at it, replaced by what a change answers. */
import {useEffect, useRef, useState} from 'preact/hooks';

import {ask, askIfChanged, withQuery, type Answer} from '../../api/client';
import {cache, refresh, useDocument} from '../../api/query';
import type {CaseEvent, Page} from '../../api/types';
import {entry} from '../../shell/session';
import {versionOf} from './changes';
import type {WholeCase} from './types';

const every = 30_000;
/** Asking counts as use of the session; who has gone for coffee should not be kept logged in by this page. */
const inputWithin = 10 * 60_000;

export interface FollowedCase {
  answer: Answer<WholeCase> | undefined;
  error: Error | null;
  again: () => void;
  /** What others did since the page was opened and that was not put away, newest last. */
  news: CaseEvent[];
  putAway: () => void;
  /** The case as a change answered it. */
  take: (answer: Answer<WholeCase>) => void;
  /** Looks at once whether it changed. */
  look: () => Promise<void>;
}

export const pathOf = (id: string): string => `/v1/cases/${encodeURIComponent(id)}`;

/** What happened after the version `seen`. */
export async function eventsSince(id: string, seen: number): Promise<CaseEvent[]> {
  const found: CaseEvent[] = [];
  let cursor: string | undefined;
  do {
    const {data} = await ask<Page<CaseEvent>>(withQuery(`${pathOf(id)}/events`, {limit: 200, cursor}));
    found.push(...data.items.filter((event) => event.version > seen));
    cursor = data.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export function useFollowedCase(id: string): FollowedCase {
  const path = pathOf(id);
  const {data: answer, error, refetch} = useDocument<WholeCase>(path);
  const [news, setNews] = useState<CaseEvent[]>([]);
  const now = useRef(answer);
  now.current = answer;
  /** The version whose news was told, and the last one that a change of this page itself led to. */
  const told = useRef(0);
  const own = useRef(0);

  const put = (changed: Answer<WholeCase>) => {
    cache.setQueryData(['document', path], changed);
    void refresh(`${path}/`, '/v1/worklist', '/v1/cases?', '/v1/status', ...diagramsOf(changed.data));
  };
  const take = (changed: Answer<WholeCase>) => {
    own.current = Math.max(own.current, versionOf(changed.etag));
    put(changed);
  };
  const look = async () => {
    const seen = now.current;
    if (!seen?.etag || entry.value.state !== 'in') return;
    const changed = await askIfChanged<WholeCase>(path, seen.etag);
    if (changed !== null && versionOf(changed.etag) > versionOf(now.current?.etag ?? null)) put(changed);
  };
  // However the newer document came in (the cache asks again by itself, too), who changed it is told once.
  const version = versionOf(answer?.etag ?? null);
  useEffect(() => {
    const since = told.current;
    if (version <= since) return;
    told.current = version;
    if (since === 0 || version <= own.current) return;
    void eventsSince(id, since).then(
      (events) =>
        setNews((before) => [
          ...before,
          ...events.filter((event) => !before.some((one) => one.version === event.version)),
        ]),
      () => undefined,
    );
  }, [version, id]);

  const looking = useRef(look);
  looking.current = look;

  useEffect(() => {
    let touched = Date.now();
    let looked = Date.now();
    let busy = false;
    const touch = () => {
      touched = Date.now();
    };
    const go = async () => {
      if (document.hidden || busy) return;
      busy = true;
      looked = Date.now();
      // Without an answer there is nothing to tell; the next look tries again, and the frame says that one is offline.
      await looking.current().catch(() => undefined);
      busy = false;
    };
    const timer = setInterval(() => {
      if (Date.now() - touched < inputWithin && Date.now() - looked >= every - 1_000) void go();
    }, every);
    const focused = () => {
      touch();
      if (Date.now() - looked > 2_000) void go();
    };
    const shown = () => !document.hidden && focused();
    const inputs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    inputs.forEach((name) => addEventListener(name, touch, {passive: true}));
    addEventListener('focus', focused);
    document.addEventListener('visibilitychange', shown);
    return () => {
      clearInterval(timer);
      inputs.forEach((name) => removeEventListener(name, touch));
      removeEventListener('focus', focused);
      document.removeEventListener('visibilitychange', shown);
    };
  }, [id]);

  return {answer, error, again: () => void refetch(), news, putAway: () => setNews([]), take, look};
}

/** Drawings of workflows with this case in them are below another address than the case itself. */
function diagramsOf(one: WholeCase): string[] {
  const used = new Set(
    [one.lifecycle, ...one.legs].filter((machine) => machine !== null).map((machine) => machine.workflow.id),
  );
  return [...used].map((workflow) => `/v1/workflows/${workflow}/diagram`);
}
