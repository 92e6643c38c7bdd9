/** How long things took: for each row the median and the 90th percentile on one scale, and the numbers beside them. */
import {scaleLinear} from 'd3-scale';
import type {ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import './charts.css';

export interface Range {
  key: string;
  label: string;
  note?: ComponentChildren;
  /** What stands there now, with a link to it where there is one. */
  now?: {count: number; href: string | null; label: string};
  n: number;
  /** Where what was measured is; null or absent: in no list. */
  measured?: string | null;
  median: number | null;
  p90: number | null;
}

export default function Ranges({
  caption,
  heads,
  ranges,
  measuredLabel,
  format,
}: {
  caption: string;
  /** `now` only where the rows have it. */
  heads: {label: string; now?: string; median: string; p90: string; n: string};
  ranges: Range[];
  measuredLabel: (count: string, of: string) => string;
  format: (value: number) => string;
}) {
  const scale = scaleLinear([0, Math.max(1, ...ranges.map((range) => range.p90 ?? 0))], [0, 100]).nice(4);
  const ticks = scale.ticks(4).filter(Number.isInteger);
  const last = ticks.at(-1);
  const days = (value: number | null) => (value === null ? '–' : format(value));
  return (
    <table class="w-chart-table w-chart-ranges w-chart-many">
      <caption class="w-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            {heads.label}
            <svg class="w-chart-scale" width="100%" height="20" aria-hidden="true" focusable="false">
              {ticks.map((tick) => (
                <text
                  key={tick}
                  x={`${scale(tick)}%`}
                  y="15"
                  class="w-chart-text"
                  text-anchor={tick === 0 ? 'start' : tick === last && scale(tick) > 95 ? 'end' : 'middle'}
                >
                  {format(tick)}
                </text>
              ))}
            </svg>
          </th>
          {heads.now && (
            <th scope="col" class="w-amount">
              {heads.now}
            </th>
          )}
          <th scope="col" class="w-amount">
            {heads.median}
          </th>
          <th scope="col" class="w-amount">
            {heads.p90}
          </th>
          <th scope="col" class="w-amount">
            {heads.n}
          </th>
        </tr>
      </thead>
      <tbody>
        {ranges.map((range) => (
          <tr key={range.key}>
            <th scope="row">
              {range.label}
              {range.note && <span class="w-chart-note">{range.note}</span>}
              <svg class="w-chart-range" width="100%" height="14" aria-hidden="true" focusable="false">
                {ticks.map((tick) => (
                  <line key={tick} x1={`${scale(tick)}%`} x2={`${scale(tick)}%`} y2="14" class="w-chart-grid" />
                ))}
                {range.median !== null && range.p90 !== null && (
                  <>
                    <line
                      x1={`${scale(range.median)}%`}
                      x2={`${scale(range.p90)}%`}
                      y1="7"
                      y2="7"
                      class="w-chart-reach"
                    />
                    <line x1={`${scale(range.p90)}%`} x2={`${scale(range.p90)}%`} y1="1" y2="13" class="w-chart-end" />
                    <circle cx={`${scale(range.median)}%`} cy="7" r="5" class="w-chart-dot" />
                  </>
                )}
              </svg>
            </th>
            {heads.now && (
              <td class="w-amount" data-head={heads.now}>
                {range.now?.href ? (
                  <Link href={range.now.href} aria-label={range.now.label}>
                    {format(range.now.count)}
                  </Link>
                ) : (
                  format(range.now?.count ?? 0)
                )}
              </td>
            )}
            <td class="w-amount" data-head={heads.median}>
              {days(range.median)}
            </td>
            <td class="w-amount" data-head={heads.p90}>
              {days(range.p90)}
            </td>
            <td class="w-amount" data-head={heads.n}>
              {range.measured ? (
                <Link href={range.measured} aria-label={measuredLabel(format(range.n), range.label)}>
                  {format(range.n)}
                </Link>
              ) : (
                format(range.n)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
