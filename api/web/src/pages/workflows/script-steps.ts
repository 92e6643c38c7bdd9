/** What the steps of a script are in words: `GET /v1/workflows/{id}/scripts`, over the chart of the workflow. Pure. */
import type {Words} from '../../api/types';
import {statesOf, type ChartState, type ChartTransition} from '../../parts/chart';

export interface ScriptStep {
  cause: 'start' | 'script' | 'timer';
  at: string;
  event?: string;
  taken: boolean;
  configuration: string[];
  expected?: string[];
  differs?: boolean;
  transitions: string[];
  failure?: Words;
}

export interface Script {
  name: string;
  title?: Words;
  agrees: boolean;
  fault?: Words;
  steps?: ScriptStep[];
}

export interface Scripts {
  id: string;
  version: string;
  items: Script[];
  coverage: {
    states: number;
    statesTaken: number;
    transitions: number;
    transitionsTaken: number;
    missing: {pointer: string; name: string; kind: 'state' | 'transition'}[];
  };
}

export interface Told {
  step: ScriptStep;
  /** Whole days since the script began. */
  day: number;
  /** What happened: the transition that was taken, or one that waits for the same event; none: only time passes, or nobody knows it. */
  transition: ChartTransition | null;
  /** The states that it is in then; of those before it, what it has left and come to. */
  states: ChartState[];
  entered: Set<string>;
  /** null: the script says nothing of this step. */
  agrees: boolean | null;
}

/** The steps, with the states and transitions of the chart that they name. */
export function told(steps: ScriptStep[], root: ChartState): Told[] {
  const states = new Map(statesOf(root).map((state) => [state.name, state]));
  const transitions = statesOf(root).flatMap((state) => state.transitions);
  const begin = Date.parse(steps[0]?.at ?? '');
  let before = new Set<string>();
  return steps.map((step) => {
    const now = new Set(step.configuration);
    const entered = new Set([...now].filter((name) => !before.has(name)));
    before = now;
    // What follows by itself is taken in the same step: the first that the event itself caused is the one to name.
    const taken = step.transitions.map((pointer) => transitions.find((each) => each.pointer === pointer)).filter((each) => each !== undefined);
    const waits = transitions.find((each) => each.cause === 'event' && each.title !== null && each.event.split(' ').includes(step.event ?? ''));
    const cause = taken.find((each) => each.cause === (step.cause === 'timer' ? 'after' : 'event')) ?? taken[0];
    return {
      step, entered,
      day: Math.floor((Date.parse(step.at) - begin) / 86_400_000),
      transition: step.cause === 'start' ? null : cause ?? (step.event ? waits ?? null : null),
      states: step.configuration.map((name) => states.get(name)).filter((state) => state !== undefined),
      agrees: step.failure ? false : step.expected === undefined ? null : step.differs !== true,
    };
  });
}

/** A name of a file as words, for a script that has no title. */
export const spaced = (name: string): string => {
  const text = name.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
