/** The form that the address names, above what it is about; and what follows when it was sent. */
import {useEffect, useRef, useState} from 'preact/hooks';

import {ApiError, ask, newKey, type Answer} from '../../api/client';
import type {Page, Transition} from '../../api/types';
import {Loading} from '../../parts/notice';
import {tell} from '../../shell/toasts';
import {say} from '../../words/language';
import {aboutOf} from './actions';
import type {CaseWords} from './case-words';
import {keyOf, type Doing} from './doing';
import {DoingForm} from './doing-form';
import {pathOf, type FollowedCase} from './following';
import type {WholeCase} from './types';
import {Unavailable} from './unavailable';
import type {Doings} from './use-doings';
import {words} from './words';

export function OpenForm({
  doings,
  one,
  caseWords,
  followed,
}: {
  doings: Doings;
  one: WholeCase;
  caseWords: CaseWords;
  followed: FollowedCase;
}) {
  const own = words.value.doing;
  const {asked, open, all} = doings;
  const found = asked && all?.find((each) => keyOf(each) === open);
  // A form that is open keeps the shape it had, also when the action is gone meanwhile: what was typed is in it.
  const kept = useRef<Doing | null>(null);
  if (open === null) kept.current = null;
  else if (kept.current === null || keyOf(kept.current) !== open) kept.current = found ?? null;
  const [waited, setWaited] = useState(false);
  useEffect(() => setWaited(doings.current && all !== null), [doings.current, all === null]);
  if (asked === null) return null;
  const doing = kept.current;
  if (doing === null) {
    return waited ? (
      <Unavailable doing={null} typed="" onClose={doings.close} />
    ) : (
      <div class="w-card">
        <Loading lines={4} />
      </div>
    );
  }
  const leg = one.legs.find((each) => each.id === doing.leg);
  const workflow = caseWords.workflow(leg?.workflow.id ?? one.lifecycle?.workflow.id ?? '');

  const done = (answer: Answer<WholeCase>, did: Doing) => {
    followed.take(answer);
    doings.close();
    document.getElementById('content')?.focus({preventScroll: true});
    void tellDone(answer, did, followed, doings.show);
  };
  return (
    <DoingForm
      key={open}
      doing={doing}
      still={doings.current && all !== null ? (found ?? null) : undefined}
      followed={followed}
      caseWords={caseWords}
      label={doing.group === 'hold' ? own.hold : aboutOf(doing, one, caseWords)}
      ends={doing.path === '/transitions' && (workflow?.ends(doing.id) ?? false)}
      onClose={doings.close}
      onDone={done}
    />
  );
}

/** Says that it was done, with the way back where there is one. */
async function tellDone(
  answer: Answer<WholeCase>,
  did: Doing,
  followed: FollowedCase,
  show: Doings['show'],
): Promise<void> {
  const own = words.value.doing;
  const text = own.done(say(did.title));
  const undo = did.undo;
  const id = answer.data.id;
  if (undo === undefined) return tell(text);
  if ('doing' in undo) {
    // Which leg it began is known only now: whoever offered it can take it back, with a reason.
    const {data} = await ask<Page<Transition>>(`${pathOf(id)}/transitions`).catch(() => ({
      data: {items: [] as Transition[]},
    }));
    const back = data.items.filter((each) => each.event === undo.doing).at(-1);
    return back ? tell(text, {label: own.undoing, run: () => show({id: back.event, leg: back.leg})}) : tell(text);
  }
  const key = newKey();
  tell(text, {
    label: own.undo,
    run: () =>
      void ask<WholeCase>(pathOf(id) + undo.path, {
        method: 'POST',
        body: undo.body,
        ifMatch: answer.etag ?? '',
        idempotencyKey: key,
      }).then(
        (back) => {
          followed.take(back);
          tell(own.undone);
        },
        (error: unknown) => {
          void followed.look().catch(() => undefined);
          tell(error instanceof ApiError && error.problem?.detail ? error.problem.detail : own.conflict.title);
        },
      ),
  });
}
