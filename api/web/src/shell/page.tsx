import type {ComponentChildren} from 'preact';
import {useEffect} from 'preact/hooks';

/** One page: its heading, which is the window's title too, what stands beside it, and what is below. */
export function PageBody({title, lead, aside, children}: {title: string; lead?: ComponentChildren; aside?: ComponentChildren; children: ComponentChildren}) {
  useEffect(() => {
    document.title = `${title} – Wissel`;
  }, [title]);
  return (
    <div class="w-page">
      <div class="w-page-head">
        <div class="w-stack w-page-title">
          <h1>{title}</h1>
          {lead && <div class="w-soft w-page-lead">{lead}</div>}
        </div>
        {aside && <div class="w-row w-no-print">{aside}</div>}
      </div>
      {children}
    </div>
  );
}
