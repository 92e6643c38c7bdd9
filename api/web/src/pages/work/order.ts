/** How an item of the worklist is told: its tasks, and what one may do, the most fitting first. Pure. */
import type {Task, Transition, WorklistItem} from '../../api/types';
import {firstDue, isUrgent} from '../../parts/case-facts';

const weight: Record<Task['kind'], number> = {act: 0, accept: 0, answer: 0, signal: 1};

/** What has to be done first, then the signals; the same signal of several legs once, since the first of them. */
export function tasksTold(tasks: readonly Task[]): Task[] {
  const told: Task[] = [];
  for (const task of tasks) {
    const at = told.findIndex((each) => each.kind === task.kind && each.role === task.role && each.about === task.about &&
      (task.kind === 'signal' || (each.leg === task.leg)));
    const known = told[at];
    if (known === undefined) told.push(task);
    else if (task.since < known.since) told[at] = task;
  }
  return told.sort((a, b) => weight[a.kind] - weight[b.kind]);
}

/** The earliest term of what waits for the caller; where none of it has one, that of the case. */
export function dueOf(item: WorklistItem): string | null {
  const dues = item.tasks.flatMap((task) => task.due ?? []);
  return dues.length > 0 ? dues.reduce((first, each) => (each < first ? each : first)) : firstDue(item.case);
}

/** Every route can be suspended (docs/workflows.md); that is a way out, and never the first thing to offer. */
const last = 'suspend';

/** What one may do: first with the legs that wait for the caller, in the order of the workflow; then the rest. */
export function actionsOf(item: WorklistItem): Transition[] {
  const waiting = new Set(item.tasks.filter((task) => task.kind !== 'signal').map((task) => task.leg));
  const fits = (transition: Transition) => waiting.has(transition.leg) && transition.event !== last;
  return [...item.transitions.filter(fits), ...item.transitions.filter((transition) => !fits(transition))];
}

/** The API puts urgent cases first; here that order gets a heading. The order itself stays the API's. */
export function parted(items: readonly WorklistItem[]): {urgent: WorklistItem[]; others: WorklistItem[]} {
  const at = items.findIndex((item) => !isUrgent(item.case));
  return at < 0 ? {urgent: [...items], others: []} : {urgent: items.slice(0, at), others: items.slice(at)};
}
