/**
 * How long things took: for each row its distribution on one scale (a line from one in ten to nine in ten, a bar for the half in
 * the middle, a dot for the median), and the numbers beside it.
 */
import {scaleLinear} from 'd3-scale';
import type {ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import type {LeadTime} from '../api/types';
import './charts.css';

export interface Range {
  key: string;
  label: string;
  note?: ComponentChildren;
  /** What stands there now, with a link to it where there is one. */
  now?: {count: number; href: string | null; label: string};
  times: LeadTime;
  /** Where what was measured is; null or absent: in no list. */
  measured?: string | null;
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
  const scale = scaleLinear([0, Math.max(1, ...ranges.map(({times}) => times.p90 ?? 0))], [0, 100]).nice(4);
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
                <Distribution times={range.times} at={(days) => `${scale(days)}%`} />
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
              {days(range.times.median)}
            </td>
            <td class="w-amount" data-head={heads.p90}>
              {days(range.times.p90)}
            </td>
            <td class="w-amount" data-head={heads.n}>
              {range.measured ? (
                <Link href={range.measured} aria-label={measuredLabel(format(range.times.n), range.label)}>
                  {format(range.times.n)}
                </Link>
              ) : (
                format(range.times.n)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Distribution({times, at}: {times: LeadTime; at: (days: number) => string}) {
  const {p10, p25, median, p75, p90} = times;
  if (p10 === null || p25 === null || median === null || p75 === null || p90 === null) return null;
  return (
    <>
      <line x1={at(p10)} x2={at(p90)} y1="7" y2="7" class="w-chart-reach" />
      {[p10, p90].map((end, which) => (
        <line key={which} x1={at(end)} x2={at(end)} y1="2" y2="12" class="w-chart-end" />
      ))}
      <line x1={at(p25)} x2={at(p75)} y1="7" y2="7" class="w-chart-middle" />
      <circle cx={at(median)} cy="7" r="5" class="w-chart-dot" />
    </>
  );
}
