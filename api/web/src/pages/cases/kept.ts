/** What this page keeps in the browser: saved views, and which columns are shown. Only here; the server knows nothing of it. */
import {signal} from '@preact/signals';

export interface SavedView {
  name: string;
  /** The query of the address. */
  search: string;
}

export const columnNames = ['state', 'route', 'turn', 'term', 'reported', 'changed', 'lead', 'reporters', 'ownReference'] as const;
export type Column = (typeof columnNames)[number];
export const usualColumns: readonly Column[] = ['state', 'route', 'turn', 'term', 'reported'];

const viewsKey = 'wissel.cases.views';
const columnsKey = 'wissel.cases.columns';
/** More would only be in the way, and what is kept in a browser may have been written by anything. */
export const mostViews = 30;
export const longestName = 60;

function readKept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** Takes from what was kept only what has the right form. */
export function viewsFrom(kept: unknown): SavedView[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const {name, search} = each as Partial<SavedView>;
    return typeof name === 'string' && name !== '' && typeof search === 'string' ? [{name: name.slice(0, longestName), search}] : [];
  }).slice(0, mostViews);
}

/** Those of the names kept that there are, in the order in which they stand in the table. */
export function columnsFrom(kept: unknown): readonly Column[] {
  return Array.isArray(kept) ? columnNames.filter((name) => kept.includes(name)) : usualColumns;
}

export const savedViews = signal(viewsFrom(readKept(viewsKey)));
export const shownColumns = signal(columnsFrom(readKept(columnsKey)));

/** False: the browser keeps nothing (private mode, or it is full). What is shown changes all the same. */
function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The views with this one at the end, or in the place of the one with its name. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const at = views.findIndex((each) => each.name === view.name);
  return at < 0 ? [...views, view].slice(-mostViews) : views.map((each, index) => (index === at ? view : each));
}

export function keepViews(views: SavedView[]): boolean {
  savedViews.value = views;
  return keep(viewsKey, views);
}

export function showColumns(columns: readonly Column[]): void {
  shownColumns.value = columnsFrom(columns);
  keep(columnsKey, shownColumns.value);
}
