import type {ComponentChildren} from 'preact';
import {useId} from 'preact/hooks';

/** A part of a page with a heading of its own. `level`: of the heading. `aside`: what stands right of the heading. */
export function Card({title, level = 2, aside, children, id}: {title?: ComponentChildren; level?: 2 | 3; aside?: ComponentChildren; children: ComponentChildren; id?: string}) {
  const heading = useId();
  const Heading = `h${level}` as 'h2' | 'h3';
  return (
    <section class="w-card" aria-labelledby={title ? heading : undefined} id={id}>
      {(title || aside) && (
        <div class="w-card-head">
          {title && <Heading id={heading}>{title}</Heading>}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
