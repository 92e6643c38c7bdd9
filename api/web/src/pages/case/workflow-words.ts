/** What a definition says of its states and events: their words, and whether an event can be the end of it. Pure. */
import type {Words} from '../../api/types';
import type {StateOfWorkflow, TransitionOfWorkflow, WorkflowDocument} from './types';

export interface WorkflowWords {
  title: Words;
  state(name: string): Words | undefined;
  event(name: string): Words | undefined;
  /** The label of a member of the form of `event`. */
  member(event: string, name: string): Words | undefined;
  /** The list of the vocabulary that has the codes of this member, where its form names one. */
  codes(event: string, name: string): string | undefined;
  /** The members of the form of `event` in the order in which their author put them. */
  order(event: string): string[];
  /** Whether `event` may lead to a state from which nothing goes on, or that counts as closed. */
  ends(event: string): boolean;
}

export function workflowWords(document: WorkflowDocument): WorkflowWords {
  const states = new Map<string, StateOfWorkflow>();
  const transitions = new Map<string, TransitionOfWorkflow[]>();
  walk(document.workflow, '', states, transitions);
  const first = <T>(event: string, find: (one: TransitionOfWorkflow) => T | undefined): T | undefined => {
    for (const one of transitions.get(event) ?? []) {
      const found = find(one);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const isEnd = (name: string): boolean => {
    const state = states.get(name);
    return (
      state !== undefined &&
      (state.type === 'final' || (state.tags ?? []).includes('closed') || name.startsWith('closed.'))
    );
  };
  return {
    title: document.title,
    state: (name) => states.get(name)?.title,
    event: (name) => first(name, (one) => one.title),
    member: (event, name) => first(event, (one) => one.form?.properties?.[name]?.label),
    codes: (event, name) =>
      first(event, (one) => {
        const member = one.form?.properties?.[name];
        return member?.vocabulary ?? member?.items?.vocabulary;
      }),
    order: (name) => first(name, (one) => one.form?.properties && Object.keys(one.form.properties)) ?? [],
    ends: (event) =>
      first(event, (one) => (one.target !== undefined && isEnd(one.target.replace(/^#/, '')) ? true : undefined)) ??
      false,
  };
}

function walk(
  state: StateOfWorkflow,
  name: string,
  states: Map<string, StateOfWorkflow>,
  transitions: Map<string, TransitionOfWorkflow[]>,
): void {
  if (name !== '') states.set(name, state);
  for (const [event, given] of Object.entries(state.on ?? {})) {
    // One entry may name several events, apart by spaces, or hold several ways for one event.
    for (const each of event.split(' '))
      transitions.set(each, [...(transitions.get(each) ?? []), ...(Array.isArray(given) ? given : [given])]);
  }
  for (const [key, inner] of Object.entries(state.states ?? {})) walk(inner, inner.id ?? key, states, transitions);
}
