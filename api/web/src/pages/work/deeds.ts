/**
 * What can be done for several cases at once: proposed routes confirmed, what is offered accepted. Each case is a command of its
 * own, sent with the tag of the very version that was seen, so that nobody confirms what he did not see.
 */
import {ApiError, ask, newKey} from '../../api/client';
import type {CaseRow, WorklistItem} from '../../api/types';
import {needsNothing} from '../../parts/case-actions';

export type DeedKind = 'confirm' | 'accept';

export interface Deed {
  kind: DeedKind;
  id: string;
  reference: string;
  title: string | null;
  /** The version that was seen. */
  version: number;
  /** Of what is offered: the leg, or the case itself (null). */
  leg: string | null;
  /** A hand-over of what runs already, or a leg that has not begun. */
  handOver: boolean;
  key: string;
}

/** Why a deed was not done, where the server was not even asked, or said nothing. */
export type Refusal = 'changed' | 'gone' | 'stopped' | 'offline';

export type Result = {deed: Deed; state: 'waiting' | 'running' | 'done'} | {deed: Deed; state: 'failed'; why: Refusal | ApiError | Error};

/** What of this kind can be done with an item without filling anything in; null: nothing. */
export function deedOf(item: WorklistItem, kind: DeedKind): Deed | null {
  const {id, reference, title, version} = item.case;
  const deed = (leg: string | null, handOver: boolean): Deed => ({kind, id, reference, title, version, leg, handOver, key: newKey()});
  if (kind === 'confirm') {
    const can = item.transitions.some((each) => each.event === 'confirmRoute' && each.leg === null && needsNothing(each));
    return can ? deed(null, false) : null;
  }
  for (const task of item.tasks) {
    if (task.kind !== 'accept') continue;
    const leg = item.case.legs.find((each) => each.id === task.leg);
    if (task.leg === null || leg?.offer) return deed(task.leg, true);
    const accepts = item.transitions.some((each) => each.event === 'accept' && each.leg === task.leg && needsNothing(each));
    if (accepts) return deed(task.leg, false);
  }
  return null;
}

/** Does one. Throws a refusal, or what the server said. */
export async function perform(deed: Deed): Promise<void> {
  const path = `/v1/cases/${deed.id}`;
  const {data, etag} = await ask<CaseRow>(path);
  if (data.version !== deed.version) throw new Refused('changed');
  const command = {method: 'POST', ifMatch: etag ?? '', idempotencyKey: deed.key} as const;
  if (deed.kind === 'confirm') {
    await ask(`${path}/routing`, {...command, body: {action: 'confirm'}});
  } else if (deed.handOver) {
    const offered = deed.leg === null ? data['offer'] : data.legs.find((leg) => leg.id === deed.leg)?.offer;
    if (!offered) throw new Refused('gone');
    await ask(`${path}/owner`, {...command, body: {action: 'accept', leg: deed.leg}});
  } else {
    await ask(`${path}/transitions`, {...command, body: {event: 'accept', leg: deed.leg}});
  }
}

export class Refused extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

/** Does one after the other, and tells all results after each step. Once `signal` is aborted what has not begun is not done. */
export async function performAll(deeds: readonly Deed[], tell: (results: Result[]) => void, signal: AbortSignal): Promise<Result[]> {
  const results: Result[] = deeds.map((deed) => ({deed, state: 'waiting'}));
  const set = (at: number, result: Result) => {
    results[at] = result;
    tell([...results]);
  };
  for (const [at, deed] of deeds.entries()) {
    if (signal.aborted) {
      set(at, {deed, state: 'failed', why: 'stopped'});
      continue;
    }
    set(at, {deed, state: 'running'});
    try {
      await perform(deed);
      set(at, {deed, state: 'done'});
    } catch (error) {
      set(at, {deed, state: 'failed', why: reasonOf(error)});
    }
  }
  return results;
}

function reasonOf(error: unknown): Refusal | ApiError | Error {
  if (error instanceof Refused) return error.why;
  if (error instanceof ApiError) return error.status === 0 ? 'offline' : error.status === 412 ? 'changed' : error;
  return error instanceof Error ? error : new Error(String(error));
}
