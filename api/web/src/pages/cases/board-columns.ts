/** The columns of the board, where a card stands among them, and which of the things one may do lead to another. Pure. */
import type {CaseRow, Leg, Machine, Transition} from '../../api/types';
import type {Flow, Place} from '../../flow/machine';
import {changed, type Filter, type Question} from './filters';

export interface BoardColumn {
  id: string;
  title: string;
  /** The filter of its list. */
  filter: Filter;
}

/** The board by phases, where no workflow is meant. */
export const phases = 'phases';
export const lifecycle = 'lifecycle';

/** Which board a question means: the one that it names, else that of the one route that it narrows to, else the phases. */
export function boardOf({board, filter}: Question): string {
  if (board !== '') return board;
  const routes = filter['route'] ?? [];
  return routes.length === 1 && routes[0] ? routes[0] : phases;
}

/** The phase that a place of the lifecycle belongs to: the first part of its name; what is archived is closed. */
export const phaseOf = (place: string): string => (place === 'archived' ? 'closed' : (place.split('.')[0] ?? place));

/** A column for each phase; only for those that the filter names, where it names some. */
export function phaseColumns(items: {code: string; title: string}[], filter: Filter): BoardColumn[] {
  const named = filter['phase'] ?? [];
  return items
    .filter(({code}) => named.length === 0 || named.includes(code))
    .map(({code, title}) => ({id: code, title, filter: changed(filter, 'phase', [code])}));
}

/** A column for each place of a workflow; only for those that the filter's states lie in, where it names some. */
export function flowColumns(flow: Flow, title: (place: Place) => string, filter: Filter, ended: boolean): BoardColumn[] {
  const named = filter['state'] ?? [];
  return flow.places.flatMap((place) => {
    const states = place.leaves.map((leaf) => `${flow.id}/${leaf}`);
    const meant = named.length === 0 ? states : states.filter((state) => named.includes(state));
    // Whoever asks for a final state by name sees it.
    if (meant.length === 0 || (place.final && !ended && named.length === 0)) return [];
    return [{id: place.id, title: title(place), filter: changed(filter, 'state', meant)}];
  });
}

/** The machine that a card stands for: the lifecycle, or the newest open leg on the board's workflow. */
export function machineOn(board: string, row: CaseRow): {machine: Machine; leg: string | null} | null {
  if (board === phases) return row.lifecycle && {machine: row.lifecycle, leg: null};
  const legs: Leg[] = row.legs.filter((leg) => leg.workflow.id === board && leg.endedAt === null);
  const leg = legs.at(-1);
  return leg ? {machine: leg, leg: leg.id} : null;
}

/** Whether a place of the workflow lies in a column of the board. */
const inColumn = (board: string, place: string, column: string) => (board === phases ? phaseOf(place) : place) === column;

export interface Ways {
  /** What one may do that may lead to the column. */
  leading: Transition[];
  /** All else that one may do. */
  others: Transition[];
  /** What leads there, but is not for this caller now. */
  foreign: {event: string; title: Flow['title'] | undefined; allow: string[]}[];
}

/** How a card may come to a column. `leg`: of the machine that the card stands for. */
export function waysTo(board: string, column: string, flow: Flow, machine: Machine, leg: string | null, transitions: readonly Transition[]): Ways {
  const leads = (transition: Transition) =>
    transition.leg === leg && [...flow.leadsTo(machine.states, transition.event)].some((place) => inColumn(board, place, column));
  const leading = transitions.filter(leads);
  const places = flow.places.filter((place) => inColumn(board, place.id, column));
  const foreign = places.flatMap((place) => flow.eventsTo(machine.states, place.id));
  const seen = new Set(leading.map((each) => each.event));
  return {
    leading,
    others: transitions.filter((transition) => !leading.includes(transition)),
    foreign: foreign.filter((each) => !seen.has(each.event) && seen.add(each.event)),
  };
}
