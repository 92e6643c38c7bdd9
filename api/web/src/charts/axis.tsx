/** Axes of a drawing: thin lines, and words that fit the width. */
import type {ScaleLinear, ScaleTime} from 'd3-scale';

/** Whole numbers only: half a case is none. */
export const wholeTicks = (scale: ScaleLinear<number, number>, about: number): number[] =>
  scale.ticks(about).filter(Number.isInteger);

export function AxisLeft({
  scale,
  from,
  to,
  about,
  format,
}: {
  scale: ScaleLinear<number, number>;
  from: number;
  to: number;
  about: number;
  format: (value: number) => string;
}) {
  return (
    <g aria-hidden="true">
      {wholeTicks(scale, about).map((tick) => (
        <g key={tick} transform={`translate(0 ${scale(tick)})`}>
          <line x1={from} x2={to} class={tick === 0 ? 'w-chart-base' : 'w-chart-grid'} />
          <text x={from - 8} dy="0.32em" text-anchor="end" class="w-chart-text">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

export function AxisBottom({
  scale,
  y,
  about,
  format,
}: {
  scale: ScaleTime<number, number>;
  y: number;
  about: number;
  format: (value: Date) => string;
}) {
  return (
    <g aria-hidden="true">
      {scale.ticks(about).map((tick) => (
        <g key={tick.getTime()} transform={`translate(${scale(tick)} ${y})`}>
          <line y2={5} class="w-chart-base" />
          <text y={9} dy="0.9em" text-anchor="middle" class="w-chart-text">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}
