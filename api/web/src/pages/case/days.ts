/** The account of a term as single days, for the strip that draws them. Pure. */
export interface DayOfTerm {
  date: string;
  kind: string;
}

/** More days than this are no picture any more; the account in words has them all. */
const most = 200;

/**
 * The last days of the account where there are more than can be drawn. A line without an end goes on to its own first
 * day only.
 */
export function daysOf(account: {kind: string; from: string; to?: string}[]): DayOfTerm[] {
  const found: DayOfTerm[] = [];
  for (const line of account) {
    const last = Date.parse(`${line.to ?? line.from}T00:00:00Z`);
    for (let at = Date.parse(`${line.from}T00:00:00Z`); at <= last; at += 86_400_000)
      found.push({date: new Date(at).toISOString().slice(0, 10), kind: line.kind});
  }
  return found.slice(-most);
}
