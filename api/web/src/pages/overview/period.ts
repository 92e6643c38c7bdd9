/** Of which days the bottlenecks were reported that the numbers count: chosen by name, or day by day. In the address bar. */

export const periodNames = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const;
export type PeriodName = (typeof periodNames)[number];

/** Days as `2026-11-28`, both included; either may be open. */
export interface Days {
  from?: string;
  to?: string;
}

export type Period = {kind: 'ever'} | {kind: 'named'; name: PeriodName} | ({kind: 'own'} & Days);

/** The names that `GET /v1/status` and `GET /v1/cases` have for these days. */
const [fromName, toName] = ['reportedFrom', 'reportedTo'] as const;

const isDay = (text: string | null): text is string =>
  text !== null && text >= firstDay && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00Z`))
  && new Date(`${text}T12:00:00Z`).toISOString().startsWith(text);

/** What is no day counts as none; of two days that are the wrong way round, the first comes first. */
export function periodOf(search: URLSearchParams): Period {
  const name = periodNames.find((one) => one === search.get('period'));
  if (name) return {kind: 'named', name};
  const [from, to] = [search.get(fromName), search.get(toName)].map((text) => (isDay(text) ? text : undefined));
  if (from && to) return from <= to ? {kind: 'own', from, to} : {kind: 'own', from: to, to: from};
  if (!from && !to) return search.get('period') === 'own' ? {kind: 'own'} : {kind: 'ever'};
  return {kind: 'own', ...(from ? {from} : {}), ...(to ? {to} : {})};
}

/** The address with another period; what else is chosen stays. */
export function withPeriod(search: URLSearchParams, period: Period): URLSearchParams {
  const made = new URLSearchParams(search);
  ['period', fromName, toName].forEach((name) => made.delete(name));
  if (period.kind === 'named') made.set('period', period.name);
  if (period.kind !== 'own') return made;
  if (period.from) made.set(fromName, period.from);
  if (period.to) made.set(toName, period.to);
  if (!period.from && !period.to) made.set('period', 'own');
  return made;
}

/** Nobody reported anything before; a day that is typed only half lies there too. */
export const firstDay = '2000-01-01';

/** Whether these may be asked for: each is late enough, and the first does not lie behind the last. */
export const inOrder = (days: Days): boolean => areWhole(days) && !areBackwards(days);

/** Whether the first lies behind the last, and neither is typed only half. */
export const areBackwards = (days: Days): boolean =>
  areWhole(days) && days.from !== undefined && days.to !== undefined && days.from > days.to;

const areWhole = ({from, to}: Days): boolean => [from, to].every((one) => one === undefined || one >= firstDay);

/** Months are counted from 0, and may lie before the year's first. */
const day = (year: number, month: number, ofMonth: number): string =>
  new Date(Date.UTC(year, month, ofMonth, 12)).toISOString().slice(0, 10);
const months = (year: number, first: number, count: number): Days => ({
  from: day(year, first, 1),
  to: day(year, first + count, 0),
});

export function daysOf(period: Period, today: string): Days {
  if (period.kind === 'ever') return {};
  if (period.kind === 'own') {
    return {...(period.from ? {from: period.from} : {}), ...(period.to ? {to: period.to} : {})};
  }
  const [year = 0, month = 1] = today.split('-').map(Number);
  const quarter = Math.floor((month - 1) / 3) * 3;
  switch (period.name) {
    case 'thisMonth':
      return months(year, month - 1, 1);
    case 'lastMonth':
      return months(year, month - 2, 1);
    case 'thisQuarter':
      return months(year, quarter, 3);
    case 'lastQuarter':
      return months(year, quarter - 3, 3);
    case 'thisYear':
      return months(year, 0, 12);
    case 'lastYear':
      return months(year - 1, 0, 12);
  }
}

/** The days as the API's parameters. */
export const asked = ({from, to}: Days): Record<string, string> => ({
  ...(from ? {[fromName]: from} : {}),
  ...(to ? {[toName]: to} : {}),
});

/** Those of `filter` that lie in these days, too. */
export function within(days: Days, filter: Record<string, string | string[]>): Record<string, string | string[]> {
  const {[fromName]: from, [toName]: to, ...rest} = filter;
  const latest = [from, days.from].filter((one) => typeof one === 'string').sort().at(-1);
  const earliest = [to, days.to].filter((one) => typeof one === 'string').sort()[0];
  return {...rest, ...asked({...(latest ? {from: latest} : {}), ...(earliest ? {to: earliest} : {})})};
}
