/**
 * A workflow as a tree of states, each with what may happen in it: read from the file's own text, as
 * `GET /v1/workflows/{id}` gives it (docs/statecharts.md has the notation). Pure.
 */
import type {Schema, Words, WorkflowSummary} from '../api/types';

export interface Period {
  within: string;
  calendar?: string;
  basis?: string;
  source?: string;
}

export interface ChartTransition {
  /** JSON Pointer in the file; the drawing names it by the same. */
  pointer: string;
  cause: 'event' | 'after' | 'always' | 'done';
  /** What causes it, as it stands in the file; of `after` the name of the delay. */
  event: string;
  delay: Period | null;
  title: Words | null;
  description: Words | null;
  /** Roles and relations; empty: nobody, it goes by itself. */
  allow: string[];
  notIf: string[];
  /** Whether something else has to hold, too. */
  guarded: boolean;
  targets: ChartState[];
  form: Schema | null;
}

export interface ChartState {
  name: string;
  kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  title: Words;
  description: Words | null;
  /** Whose turn it is here: its own owner, or that of the state around it. */
  owner: string | null;
  due: Period | null;
  stalledAfter: string | null;
  waitingOn: {on: string; kind: string} | null;
  /** The state around it begins here. */
  first: boolean;
  transitions: ChartTransition[];
  children: ChartState[];
}

/** What stands in the file, as far as it is read here. */
interface Node {
  id?: string;
  type?: string;
  title?: Words;
  description?: Words;
  owner?: {role: string};
  due?: Period;
  stalledAfter?: string;
  waitingOn?: {on: string; kind: string};
  initial?: string | string[] | {target: string | string[]};
  history?: string;
  states?: Record<string, Node>;
  on?: Record<string, Moves>;
  after?: Record<string, Moves>;
  always?: Moves;
  onDone?: Moves;
}
type Moves = string | Move | (string | Move)[];
interface Move {
  target?: string | string[];
  title?: Words;
  description?: Words;
  allow?: string[];
  notIf?: string[];
  guard?: unknown;
  form?: Schema;
}
export interface WorkflowText extends Node {
  id: string;
  version: string;
  delays?: Record<string, {duration: string; calendar?: string; basis?: string}>;
}
export interface WorkflowDocument extends WorkflowSummary {
  workflow: WorkflowText;
  versions: {version: string; hash: string; inUseSince: string}[];
}

interface Made {
  state: ChartState;
  node: Node;
  pointer: string;
  parent: Made | null;
  /** Its children by their keys. */
  keys: Map<string, Made>;
}

/** A history has no title of its own. */
const back: Words = {nl: 'waar het was', en: 'where it was'};

const token = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const listed = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

function kindOf(node: Node): ChartState['kind'] {
  if (node.type === 'final' || node.type === 'parallel' || node.type === 'history') return node.type;
  if (node.history !== undefined) return 'history';
  return node.states === undefined ? 'atomic' : 'compound';
}

/** The outermost state, with all others in it. */
export function readChart(workflow: WorkflowText): ChartState {
  const all: Made[] = [];
  const names = new Map<string, Made>();

  const make = (node: Node, name: string, path: string, pointer: string, parent: Made | null): Made => {
    const state: ChartState = {
      name, kind: kindOf(node), title: node.title ?? (kindOf(node) === 'history' ? back : {nl: name, en: name}), description: node.description ?? null,
      owner: node.owner?.role ?? parent?.state.owner ?? null, due: node.due ?? null, stalledAfter: node.stalledAfter ?? null,
      waitingOn: node.waitingOn ?? null, first: false, transitions: [], children: [],
    };
    const made: Made = {state, node, pointer, parent, keys: new Map()};
    all.push(made);
    if (!names.has(name)) names.set(name, made);
    for (const [key, child] of Object.entries(node.states ?? {})) {
      const inner = path === '' ? key : `${path}.${key}`;
      const below = make(child, child.id ?? inner, inner, `${pointer}/states/${token(key)}`, made);
      made.keys.set(key, below);
      state.children.push(below.state);
    }
    return made;
  };
  const root = make(workflow, workflow.id, '', '', null);

  const find = (target: string, from: Made | null): ChartState | null => {
    if (target.startsWith('#')) return names.get(target.slice(1))?.state ?? null;
    let at: Made | undefined = from ?? undefined;
    for (const key of target.replace(/^\./, '').split('.')) at = at?.keys.get(key);
    return at?.state ?? null;
  };
  const found = (targets: string | string[] | undefined, from: (target: string) => Made | null) =>
    listed(targets).map((target) => find(target, from(target))).filter((state) => state !== null);

  for (const made of all) {
    markFirst(made, (targets) => found(targets, () => made));
    const around = (target: string) => (target.startsWith('.') ? made : made.parent ?? made);
    const add = (moves: Moves | undefined, pointer: string, cause: ChartTransition['cause'], event: string) => {
      const many = Array.isArray(moves);
      listed(moves as Move).forEach((one: string | Move, at) => {
        const move = typeof one === 'string' ? {target: one} : one;
        const delay = cause === 'after' ? workflow.delays?.[event] : undefined;
        made.state.transitions.push({
          pointer: many ? `${pointer}/${at}` : pointer, cause, event,
          delay: delay ? {...delay, within: delay.duration} : cause === 'after' ? milliseconds(event) : null,
          title: move.title ?? null, description: move.description ?? null,
          allow: (move.allow ?? []).filter((role) => role !== 'system'), notIf: move.notIf ?? [],
          guarded: move.guard !== undefined, targets: found(move.target, around), form: move.form ?? null,
        });
      });
    };
    for (const [event, moves] of Object.entries(made.node.on ?? {})) add(moves, `${made.pointer}/on/${token(event)}`, 'event', event);
    add(made.node.onDone, `${made.pointer}/onDone`, 'done', '');
    for (const [delay, moves] of Object.entries(made.node.after ?? {})) add(moves, `${made.pointer}/after/${token(delay)}`, 'after', delay);
    add(made.node.always, `${made.pointer}/always`, 'always', '');
  }
  return root.state;
}

const milliseconds = (text: string): Period => ({within: `PT${Number(text) / 1000}S`});

function markFirst(made: Made, found: (targets: string | string[]) => ChartState[]): void {
  const {initial} = made.node;
  const first = initial === undefined ? [] : found(typeof initial === 'object' && !Array.isArray(initial) ? initial.target : initial);
  if (made.state.kind !== 'compound') return;
  if (initial === undefined) {
    const child = made.state.children.find((each) => each.kind !== 'history');
    if (child) child.first = true;
  }
  for (const state of first) state.first = true;
}

/** Every state, outermost first, in the order of the file. */
export function statesOf(root: ChartState): ChartState[] {
  return [root, ...root.children.flatMap(statesOf)];
}

/** How a case went through a drawing, by the attributes of the server's SVG. */
export interface Marks {
  state: Map<string, 'here' | 'passed'>;
  transition: Map<string, {taken: boolean; open: boolean}>;
}

export function marksOf(drawing: Element): Marks {
  const marks: Marks = {state: new Map(), transition: new Map()};
  for (const group of drawing.querySelectorAll('[data-state][data-mark]')) {
    marks.state.set(group.getAttribute('data-state') ?? '', group.getAttribute('data-mark') === 'here' ? 'here' : 'passed');
  }
  for (const group of drawing.querySelectorAll('[data-transition][data-mark]')) {
    const said = (group.getAttribute('data-mark') ?? '').split(' ');
    marks.transition.set(group.getAttribute('data-transition') ?? '', {taken: said.includes('taken'), open: said.includes('open')});
  }
  return marks;
}
