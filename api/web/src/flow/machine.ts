/**
 * What the screen has to know of a workflow's document (docs/statecharts.md): which places it has, where a machine stands
 * among them, and where an event may lead. A place is what people see as one: a single state, or all regions of a parallel
 * state together. Pure.
 */
import type {Words} from '../api/types';

type Target = string | string[] | undefined;
type Transition = string | {target?: Target; guard?: unknown; allow?: string[]; title?: Words};

/** A state as the document has it. */
export interface StateDocument {
  id?: string;
  type?: string;
  title?: Words;
  description?: Words;
  initial?: string | string[] | {target?: Target};
  history?: string;
  target?: Target;
  states?: Record<string, StateDocument>;
  on?: Record<string, Transition | Transition[]>;
}

/** `GET /v1/workflows/{id}`, as far as it is read here. */
export interface WorkflowDocument {
  id: string;
  version: string;
  hash: string;
  kind: 'lifecycle' | 'route' | 'overlay';
  title: Words;
  workflow: StateDocument;
}

interface Node {
  name: string;
  document: StateDocument;
  parent: Node | null;
  children: Node[];
}

export interface Place {
  /** The name of its state. */
  id: string;
  title: Words | undefined;
  /** The innermost states that it is made of, as `state=` of the list names them. */
  leaves: string[];
  /** What comes here has ended. */
  final: boolean;
}

export interface Flow {
  id: string;
  /** Of the content that was read: a machine on another stands on another version. */
  hash: string;
  title: Words;
  places: Place[];
  /** Where a machine in these states stands; null: in a state that this version does not have. */
  placeOf(states: readonly {name: string}[]): Place | null;
  /** What a state is called, with the states around it where it is a part of a parallel one. */
  titleOf(state: string): Words[];
  /** The places that `event` may lead to from these states; what may stay where it is, or go back to an earlier state, adds none. */
  leadsTo(states: readonly {name: string}[], event: string): Set<string>;
  /** The events that lead from these states to a place, with who may do each. */
  eventsTo(states: readonly {name: string}[], place: string): {event: string; title: Words | undefined; allow: string[]}[];
}

/** Reads a workflow's document. */
export function readFlow(given: WorkflowDocument): Flow {
  const root: Node = {name: given.workflow.id ?? given.id, document: given.workflow, parent: null, children: []};
  const nodes = new Map<string, Node>();
  grow(root, '', nodes);
  const places = placesBelow(root);
  const placeById = new Map(places.flatMap((place) => place.leaves.map((leaf) => [leaf, place] as const)));
  const lead = (states: readonly {name: string}[]) => transitionsFrom(states, nodes, placeById);
  return {
    id: given.id,
    hash: given.hash,
    title: given.title,
    places,
    placeOf: (states) => states.map((state) => placeById.get(state.name)).find((place) => place !== undefined) ?? null,
    titleOf: (state) => titlesOf(nodes.get(state)),
    leadsTo: (states, event) =>
      new Set(lead(states).filter((each) => each.event === event).flatMap((each) => [...each.places])),
    eventsTo: (states, place) => {
      const found = new Map<string, {event: string; title: Words | undefined; allow: string[]}>();
      for (const each of lead(states)) {
        if (!each.places.has(place)) continue;
        const known = found.get(each.event);
        found.set(each.event, {
          event: each.event,
          title: known?.title ?? each.title,
          allow: [...new Set([...(known?.allow ?? []), ...each.allow])],
        });
      }
      return [...found.values()];
    },
  };
}

/** A state's name: its own, or the keys from the outermost state down. */
function grow(node: Node, path: string, nodes: Map<string, Node>): void {
  for (const [key, document] of Object.entries(node.document.states ?? {})) {
    const keys = path === '' ? key : `${path}.${key}`;
    const child: Node = {name: document.id ?? keys, document, parent: node, children: []};
    node.children.push(child);
    nodes.set(child.name, child);
    grow(child, keys, nodes);
  }
}

const isHistory = (node: Node) => node.document.type === 'history' || node.document.history !== undefined;

function leavesOf(node: Node): Node[] {
  if (isHistory(node)) return [];
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function placesBelow(node: Node): Place[] {
  if (isHistory(node)) return [];
  if (node.parent !== null && (node.children.length === 0 || node.document.type === 'parallel')) {
    return [{
      id: node.name,
      title: node.document.title,
      leaves: leavesOf(node).map((leaf) => leaf.name),
      final: node.document.type === 'final',
    }];
  }
  return node.children.flatMap(placesBelow);
}

function titlesOf(node: Node | undefined): Words[] {
  if (node === undefined) return [];
  const titles: Words[] = [];
  let insideParallel: Node | null = null;
  for (let here: Node | null = node; here !== null; here = here.parent) if (here.document.type === 'parallel') insideParallel = here;
  for (let here: Node | null = node; here !== null && here.parent !== null; here = here.parent) {
    if (here.document.title) titles.unshift(here.document.title);
    if (insideParallel === null || here === insideParallel) break;
  }
  return titles;
}

interface Lead {
  event: string;
  title: Words | undefined;
  allow: string[];
  places: Set<string>;
}

function transitionsFrom(states: readonly {name: string}[], nodes: Map<string, Node>, placeById: Map<string, Place>): Lead[] {
  const found: Lead[] = [];
  const around = new Set<Node>();
  for (const state of states) for (let here = nodes.get(state.name) ?? null; here !== null; here = here.parent) around.add(here);
  for (const node of around) {
    for (const [descriptors, given] of Object.entries(node.document.on ?? {})) {
      for (const one of Array.isArray(given) ? given : [given]) {
        const transition = typeof one === 'string' ? {target: one} : one;
        const targets = listOf(transition.target).flatMap((target) => enteredBy(nodeAt(target, node, nodes), nodes));
        const places = new Set(targets.flatMap((leaf) => placeById.get(leaf.name)?.id ?? []));
        for (const event of descriptors.split(' ')) {
          found.push({event, places, title: 'title' in transition ? transition.title : undefined, allow: ('allow' in transition && transition.allow) || []});
        }
      }
    }
  }
  return found;
}

const listOf = (target: Target): string[] => (target === undefined ? [] : Array.isArray(target) ? target : [target]);

/** `#name`: any state. `.name`: a child. Else a sibling of the state that it stands in (of the outermost: a child), and down. */
function nodeAt(target: string, from: Node, nodes: Map<string, Node>): Node | undefined {
  if (target.startsWith('#')) return nodes.get(target.slice(1));
  let here: Node | undefined = target.startsWith('.') ? from : (from.parent ?? from);
  for (const key of target.replace(/^\./, '').split('.')) {
    const children: Record<string, StateDocument> = here?.document.states ?? {};
    here = here?.children[Object.keys(children).indexOf(key)];
  }
  return here;
}

/** The innermost states that are entered with a state. Of a history state nobody can tell before it happens. */
function enteredBy(node: Node | undefined, nodes: Map<string, Node>): Node[] {
  if (node === undefined || isHistory(node)) return [];
  if (node.children.length === 0) return [node];
  if (node.document.type === 'parallel') return node.children.flatMap((child) => enteredBy(child, nodes));
  const {initial} = node.document;
  const targets = typeof initial === 'object' && !Array.isArray(initial) ? listOf(initial.target) : listOf(initial);
  // The names in `initial` are those of children.
  const inside: Node = {name: '', document: node.document, parent: null, children: node.children};
  const first = targets.length > 0 ? targets.map((target) => nodeAt(target, inside, nodes)) : [node.children.find((child) => !isHistory(child))];
  return first.flatMap((each) => enteredBy(each, nodes));
}
