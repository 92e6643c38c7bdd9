/** Where weeks and cases lie on a timeline. In whole days of Amsterdam, as everything that counts days here. Pure. */
import type {CaseRow} from '../../api/types';
import {closedAt, firstDue} from '../../parts/case-facts';
import {daysBetween, isoDay, lastDay} from '../../words/format';

export interface Scale {
  /** The first day (a Monday) and how many days there are. */
  from: string;
  days: number;
  /** How many weeks a step of the grid has. */
  step: number;
  /** Where a day begins, in percents of the width; what lies before or after is put at the edge. */
  at(day: string): number;
}

export type Part = 'open' | 'late' | 'closed' | 'rest';

export interface Bar {
  part: Part;
  from: number;
  to: number;
}

const dayMs = 86_400_000;

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The Monday of its week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(day, -weekday);
}

/** From the earliest report, or `weeks` back where those are fewer, to the last term that is not far off; at least to the end of this week. */
export function scaleOf(rows: readonly CaseRow[], weeks: number, today: string): Scale {
  const reported = rows.map((row) => isoDay(row.submittedAt));
  const earliest = reported.reduce((first, each) => (each < first ? each : first), today);
  const span = weeks === 0 ? Math.max(13, Math.ceil(daysBetween(earliest, today) / 7)) : weeks;
  const back = mondayOf(plusDays(today, -7 * span));
  const from = weeks === 0 || earliest > back ? mondayOf(earliest) : back;
  // Terms far ahead would press together what has been; an eighth of the width is room enough to see that they come.
  const ahead = plusDays(mondayOf(today), 7 * Math.max(2, Math.ceil(span / 8)));
  const latest = rows.flatMap((row) => firstDue(row) ?? []).map(lastDay).reduce((last, each) => (each > last ? each : last), today);
  const end = plusDays(mondayOf(latest < ahead ? latest : ahead), 7);
  const days = daysBetween(from, end);
  const step = [1, 2, 4, 13, 26, 52].find((each) => days / 7 / each <= 60) ?? 104;
  return {from, days, step, at: (day) => (100 * Math.min(days, Math.max(0, daysBetween(from, day)))) / days};
}

/** The bars of a case: what it was open, what of that lies past its term, what is left until the term. */
export function barsOf(row: CaseRow, scale: Scale, today: string): Bar[] {
  const reported = isoDay(row.submittedAt);
  const closed = closedAt(row);
  const bar = (part: Part, first: string, last: string): Bar => ({part, from: scale.at(first), to: scale.at(plusDays(last, 1))});
  const seen = (bars: Bar[]) => bars.filter((each) => each.to > each.from);
  if (closed !== null) return seen([bar('closed', reported, isoDay(closed))]);
  const due = firstDue(row);
  if (due === null) return seen([bar('open', reported, today)]);
  const last = lastDay(due);
  if (last >= today) return seen([bar('open', reported, today), ...(last > today ? [bar('rest', plusDays(today, 1), last)] : [])]);
  const kept = last < reported ? [] : [bar('open', reported, last)];
  return seen([...kept, bar('late', last < reported ? reported : plusDays(last, 1), today)]);
}

/** The first days of the months within the scale, so many that their names fit. */
export function monthsOf(scale: Scale, most: number): string[] {
  const months: string[] = [];
  const [year, month] = scale.from.split('-').map(Number) as [number, number];
  for (let at = 0; ; at += 1) {
    const day = new Date(Date.UTC(year, month - 1 + at, 1, 12)).toISOString().slice(0, 10);
    if (daysBetween(scale.from, day) >= scale.days) break;
    if (day >= scale.from) months.push(day);
  }
  const every = [1, 2, 3, 6, 12].find((each) => months.length / each <= most) ?? 24;
  return months.filter((day) => (Number(day.slice(5, 7)) - 1 + 12 * Number(day.slice(0, 4))) % every === 0);
}
