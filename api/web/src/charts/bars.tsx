/** Bars: each a row of a table, so that the number and its words stand beside it for everybody. */
import type {ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import './charts.css';

/** What stands in a cell; with a link where it has cases of its own, other than those of its row. */
export type Cell = string | {text: string; href: string | null; label: string};

export interface Bar {
  key: string;
  label: ComponentChildren;
  /** Where its cases are; without it the label is no link. */
  href?: string | null;
  /** What is drawn: the first part full, the others lighter beside it. */
  parts: number[];
  /** The cells beside the bar, in the order of `heads`. */
  cells: Cell[];
  note?: ComponentChildren;
  tone?: 'late' | 'stuck';
}

/**
 * `heads`: of the label and of each cell. `caption`: for who cannot see that the table belongs to the heading above
 * it.
 */
export function Bars({caption, heads, bars}: {caption: string; heads: [string, ...string[]]; bars: Bar[]}) {
  const most = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0)));
  return (
    <table class={`w-chart-table w-chart-bars ${heads.length > 2 ? 'w-chart-many' : ''}`}>
      <caption class="w-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} scope="col" class={at > 0 ? 'w-amount' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">
              {bar.href ? (
                <Link href={bar.href} class="w-chart-link">
                  {bar.label}
                </Link>
              ) : (
                bar.label
              )}
              {bar.note && <span class="w-chart-note">{bar.note}</span>}
              <BarLine parts={bar.parts} most={most} tone={bar.tone} />
            </th>
            {bar.cells.map((cell, at) => (
              <td key={at} class="w-amount" data-head={heads[at + 1]}>
                <CellText cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellText({cell}: {cell: Cell}) {
  if (typeof cell === 'string') return <>{cell}</>;
  if (cell.href === null) return <>{cell.text}</>;
  return (
    <Link href={cell.href} aria-label={`${cell.text}: ${cell.label}`}>
      {cell.text}
    </Link>
  );
}

function BarLine({parts, most, tone}: {parts: number[]; most: number; tone: Bar['tone']}) {
  let from = 0;
  return (
    <svg
      class={`w-chart-bar ${tone ? `w-chart-bar-${tone}` : ''}`}
      width="100%"
      height="8"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="w-chart-track" width="100%" height="8" rx="2" />
      {parts.map((part, at) => {
        const x = from;
        from += part;
        if (part === 0) return null;
        return (
          <rect
            key={at}
            class={at === 0 ? 'w-chart-fill' : 'w-chart-fill-light'}
            x={`${(100 * x) / most}%`}
            width={`${(100 * part) / most}%`}
            height="8"
            rx="2"
          />
        );
      })}
    </svg>
  );
}
