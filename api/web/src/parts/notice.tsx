import type {ComponentChildren} from 'preact';

import {ApiError} from '../api/client';
import {askFailedAgain} from '../api/query';
import {Button} from './button';
import {Icon, type IconName} from './icon';
import {words} from './words';

type Kind = 'info' | 'ok' | 'warning' | 'error';
const icons: Record<Kind, IconName> = {info: 'info', ok: 'check', warning: 'stuck', error: 'late'};

/** A notice in the flow of the page. `live`: read out when it appears. */
export function Notice({kind = 'info', title, live = false, children}: {kind?: Kind; title?: string; live?: boolean; children?: ComponentChildren}) {
  return (
    <div class={`utrecht-alert utrecht-alert--${kind} w-notice`} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={icons[kind]} />
      <div class="w-notice-body">
        {title && <p class="w-notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** What went wrong, in words that say what to do; each kind of failure has its own. */
export function Failure({error, retry}: {error: unknown; retry?: () => void}) {
  const all = words.value.failure;
  const known = error instanceof ApiError ? error : null;
  const own = known === null ? all.broken : known.status === 0 ? all.offline : known.status === 401 ? all.expired :
    known.status === 403 ? all.forbidden : known.status === 404 ? all.absent : known.status === 429 || known.status === 503 ? all.busy : null;
  return (
    <Notice kind="error" title={own?.title ?? known?.problem?.title ?? all.broken.title} live>
      <p>{own?.text ?? known?.problem?.detail ?? all.broken.text}</p>
      {known && known.status !== 0 && known.problem?.requestId && (
        <p class="w-small w-soft">
          {all.reference} <code>{known.problem.requestId}</code>
        </p>
      )}
      {retry && (
        <p>
          <Button onClick={() => { retry(); askFailedAgain(); }} icon="undo">{all.again}</Button>
        </p>
      )}
    </Notice>
  );
}

/** Nothing to show, and what one could do about it. */
export function Empty({title, children}: {title: string; children?: ComponentChildren}) {
  return (
    <div class="w-empty">
      <p class="w-empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Stands in for what is being read: `lines` bars of its likely size, so that nothing jumps. */
export function Loading({lines = 3}: {lines?: number}) {
  return (
    <div class="w-loading" role="status">
      <span class="w-hidden">{words.value.loading}</span>
      {Array.from({length: lines}, (_, at) => (
        <span key={at} class="w-loading-line" />
      ))}
    </div>
  );
}
