/** What is different between the case as somebody saw it and as it is now. Pure: words come from outside. */
import type {Owner} from '../../api/types';
import type {LegOfCase, WholeCase} from './types';

export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** How the page words what differs. */
export interface Telling {
  /** What each row is about. */
  rows: {
    phase: string;
    state: (of: string) => string;
    holder: (of: string) => string;
    due: (of: string) => string;
    offer: (of: string) => string;
    suspended: (of: string) => string;
    route: string;
    signals: string;
    comments: string;
    positions: string;
    reports: string;
    closedAs: string;
    visibility: string;
  };
  lifecycle: string;
  none: string;
  route(leg: LegOfCase): string;
  phase(code: string): string;
  owner(owner: Owner): string;
  words(state: {name: string; title?: {nl: string; en: string}}): string;
  due(due: string): string;
  routing(route: string): string;
  closed(code: string): string;
  waiting(kind: string): string;
  visibility(code: string): string;
}

/** The rows in which `before` and `after` differ, in the order in which the page tells of them. */
export function differences(before: WholeCase, after: WholeCase, say: Telling): Difference[] {
  const found: Difference[] = [];
  const row = (what: string, was: string | undefined, is: string | undefined) => {
    if ((was ?? '') !== (is ?? '')) found.push({what, before: was || say.none, after: is || say.none});
  };
  const rows = say.rows;
  row(rows.phase, say.phase(before.phase), say.phase(after.phase));
  row(rows.closedAs, before.closedAs && say.closed(before.closedAs), after.closedAs && say.closed(after.closedAs));
  row(rows.route, routeOf(before, say), routeOf(after, say));
  row(
    rows.holder(say.lifecycle),
    before.owner ? say.owner(before.owner) : undefined,
    after.owner ? say.owner(after.owner) : undefined,
  );
  row(rows.offer(say.lifecycle), before.offer && say.owner(before.offer.to), after.offer && say.owner(after.offer.to));
  row(rows.state(say.lifecycle), statesOf(before.lifecycle, say), statesOf(after.lifecycle, say));
  row(
    rows.due(say.lifecycle),
    before.lifecycle?.due ? say.due(before.lifecycle.due) : undefined,
    after.lifecycle?.due ? say.due(after.lifecycle.due) : undefined,
  );
  const known = new Map(before.legs.map((leg) => [leg.id, leg]));
  for (const leg of after.legs) {
    const was = known.get(leg.id);
    const name = say.route(leg);
    row(rows.state(name), was && statesOf(was, say), statesOf(leg, say));
    row(rows.holder(name), was?.owner ? say.owner(was.owner) : undefined, leg.owner ? say.owner(leg.owner) : undefined);
    row(rows.offer(name), was?.offer && say.owner(was.offer.to), leg.offer && say.owner(leg.offer.to));
    row(rows.due(name), was?.due ? say.due(was.due) : undefined, leg.due ? say.due(leg.due) : undefined);
    row(
      rows.suspended(name),
      was?.suspended && say.waiting(was.suspended.kind),
      leg.suspended && say.waiting(leg.suspended.kind),
    );
  }
  const count = (list: unknown[] | undefined) => String(list?.length ?? 0);
  row(rows.reports, count(before.reports), count(after.reports));
  row(rows.signals, count(before.signals), count(after.signals));
  row(rows.positions, count(before.positions), count(after.positions));
  row(rows.comments, count(before.comments), count(after.comments));
  row(rows.visibility, visibilityOf(before, say), visibilityOf(after, say));
  return found;
}

const routeOf = (one: WholeCase, say: Telling) => (one.routing?.route ? say.routing(one.routing.route) : undefined);

function visibilityOf(one: WholeCase, say: Telling): string | undefined {
  const code = one.visibility?.now;
  return code && say.visibility(code);
}

function statesOf(machine: {states: {name: string; title?: {nl: string; en: string}}[]} | null, say: Telling): string {
  return (machine?.states ?? []).map((state) => say.words(state)).join(', ');
}

/** The number of the version in a tag (`"12"`, or `"12-gzip"` and the like). */
export function versionOf(tag: string | null): number {
  return Number(/\d+/.exec(tag ?? '')?.[0] ?? 0);
}
