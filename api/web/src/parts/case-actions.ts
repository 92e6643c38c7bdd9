/** What one may do with a case, wherever a list offers it. Pure. */
import type {Transition} from '../api/types';
import {requiredNow} from '../forms/schema';

/** It can be done without filling anything in. */
export const needsNothing = (transition: Transition): boolean =>
  transition.form === null || requiredNow(transition.form, {}).size === 0;

/** Where the case's page opens the form of an action. */
export function actionAddress(id: string, transition: Pick<Transition, 'event' | 'leg'>): string {
  const query = new URLSearchParams({do: transition.event});
  if (transition.leg !== null) query.set('leg', transition.leg);
  return `/cases/${id}?${query}`;
}
