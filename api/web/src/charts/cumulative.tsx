/** Two running totals over time; the band between them is what was open. */
import {scaleLinear, scaleUtc} from 'd3-scale';
import {area, line} from 'd3-shape';

import {AxisBottom, AxisLeft} from './axis';
import {ChartFrame} from './frame';

export interface Point {
  at: Date;
  /** The upper line: what came in. */
  came: number;
  /** The lower line: what of that is done. */
  went: number;
}

export default function Cumulative({
  title,
  description,
  points,
  number,
  month,
}: {
  title: string;
  description: string;
  points: Point[];
  number: (value: number) => string;
  month: (value: Date) => string;
}) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  // Where nothing was done for long, beginning at 0 is the truth: the band is what one looks at.
  const top = Math.max(1, last.came, ...points.map((point) => point.went));
  return (
    <ChartFrame
      title={title}
      description={description}
      height={({width, text}) => Math.min(24 * text, 0.5 * width + 8 * text)}
    >
      {({width, height, text}) => {
        const left = Math.max(2, number(top).length) * 0.62 * text + 12;
        const right = width - text * 1.4;
        const bottom = height - 2.1 * text;
        const x = scaleUtc([first.at, last.at], [left, right]);
        const y = scaleLinear([0, top], [bottom, text]).nice(5);
        const between = area<Point>()
          .x((point) => x(point.at))
          .y0((point) => y(point.went))
          .y1((point) => y(point.came));
        const path = (of: 'came' | 'went') =>
          line<Point>()
            .x((point) => x(point.at))
            .y((point) => y(point[of]))(points) ?? '';
        return (
          <>
            <AxisLeft scale={y} from={left} to={right} about={5} format={number} />
            <path d={between(points) ?? ''} class="w-chart-between" />
            <path d={path('went')} class="w-chart-line w-chart-line-went" />
            <path d={path('came')} class="w-chart-line w-chart-line-came" />
            <circle cx={x(last.at)} cy={y(last.went)} r="4" class="w-chart-dot-went" />
            <circle cx={x(last.at)} cy={y(last.came)} r="4" class="w-chart-dot-came" />
            <AxisBottom scale={x} y={bottom} about={Math.max(3, Math.floor(width / (text * 7)))} format={month} />
          </>
        );
      }}
    </ChartFrame>
  );
}

export type Series = 'came' | 'went' | 'between';

/** How a series looks, for the words beside the drawing. */
export function Sample({of}: {of: Series}) {
  return (
    <svg class="w-chart-sample" width="28" height="12" aria-hidden="true" focusable="false">
      {of === 'between' ? (
        <rect class="w-chart-between" width="28" height="12" />
      ) : (
        <line x1="0" x2="28" y1="6" y2="6" class={`w-chart-line w-chart-line-${of}`} />
      )}
    </svg>
  );
}
