/** What one may do with a card: all of it, or what brings it to the column on which it was dropped, or why nothing does. */
import {useState} from 'preact/hooks';
import {Link, useLocation} from 'wouter-preact';

import {ApiError, ask, newKey, type Answer} from '../../api/client';
import {refresh, useQuery} from '../../api/query';
import type {CaseDocument, CaseEvent, CaseRow, Page, Transition} from '../../api/types';
import {useFlows} from '../../flow/use-flows';
import {useLegTitles} from '../../flow/use-leg-titles';
import {Button, LinkButton} from '../../parts/button';
import {actionAddress, needsNothing} from '../../parts/case-actions';
import {titleOf} from '../../parts/case-marks';
import {Dialog} from '../../parts/dialog';
import {Icon} from '../../parts/icon';
import {When} from '../../parts/moment';
import {Failure, Loading, Notice} from '../../parts/notice';
import {tell} from '../../shell/toasts';
import {list} from '../../words/format';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {lifecycle, machineOn, phases, waysTo, type BoardColumn, type Ways} from './board-columns';
import {words} from './board-words';

export function Actions({row, board, target, onClose}: {row: CaseRow; board: string; target: BoardColumn | null; onClose: () => void}) {
  const own = words.value.actions;
  const [sure, setSure] = useState<Transition | null>(null);
  const title = sure ? own.sure(say(sure.title), row.reference) : target ? own.toTitle(row.reference, target.title) : own.title(row.reference);
  // Each time that it opens: what one may do depends on the version, and its tag is what the action is sent with.
  const path = `/v1/cases/${row.id}/transitions`;
  const {data, error, refetch, isFetching} = useQuery<Answer<Page<Transition>>>({
    queryKey: ['document', path],
    queryFn: ({signal}) => ask<Page<Transition>>(path, {signal}),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const fresh = data !== undefined && !isFetching;
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="w-soft">{titleOf(row)}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && !fresh && <Loading lines={4} />}
      {fresh && sure === null && <Choices row={row} board={board} target={target} transitions={data.data.items} choose={setSure} />}
      {fresh && sure !== null && (
        <Sure
          row={row}
          transition={sure}
          etag={data.etag}
          onBack={() => setSure(null)}
          onClose={onClose}
          again={() => {
            setSure(null);
            void refetch();
            void refresh('/v1/cases');
          }}
        />
      )}
      {sure === null && (
        <div class="w-row w-dialog-foot">
          <LinkButton href={`/cases/${row.id}`}>{own.open}</LinkButton>
          <Button kind="subtle" onClick={onClose}>{own.close}</Button>
        </div>
      )}
    </Dialog>
  );
}

function Choices({row, board, target, transitions, choose}: {
  row: CaseRow;
  board: string;
  target: BoardColumn | null;
  transitions: Transition[];
  choose: (transition: Transition) => void;
}) {
  const own = words.value.actions;
  const flows = useFlows(target ? [board === phases ? lifecycle : board] : []);
  if (target === null) {
    if (transitions.length === 0) return <p>{own.none}</p>;
    return (
      <>
        <p>{own.all}</p>
        <Buttons row={row} transitions={transitions} choose={choose} />
      </>
    );
  }
  if (!flows.ready) return <Loading lines={3} />;
  const flow = flows.get(board === phases ? lifecycle : board);
  const on = machineOn(board, row);
  const ways = flow && on ? waysTo(board, target.id, flow, on.machine, on.leg, transitions) : {leading: [], others: transitions, foreign: []};
  // On an earlier version a step may lead elsewhere than in the one that the screen knows.
  const earlier = flow !== undefined && on !== null && on.machine.workflow.version !== null && flow.hash !== on.machine.workflow.hash;
  return (
    <>
      {ways.leading.length > 0 ? (
        <>
          <p>{own.leads}</p>
          <Buttons row={row} transitions={ways.leading} choose={choose} />
        </>
      ) : (
        <Notice kind="info" title={own.notThere(target.title)} live>
          {earlier ? <p>{own.earlier}</p> : <WhyNot ways={ways} />}
        </Notice>
      )}
      {ways.leading.length === 0 && ways.others.length > 0 && (
        <>
          <p>{own.elseTitle}</p>
          <Buttons row={row} transitions={ways.others} choose={choose} />
        </>
      )}
    </>
  );
}

/** Nothing that this caller may do leads there: who could, or that there is no such step. */
function WhyNot({ways}: {ways: Ways}) {
  const own = words.value.actions;
  const vocabulary = useVocabulary();
  if (ways.foreign.length === 0) return <p>{own.noWay}</p>;
  const who = (allow: string[]) =>
    allow.filter((code) => code !== 'system').map((code) => {
      const role = vocabulary.word('roles', code);
      return role !== code ? role : vocabulary.word('relations', code);
    });
  return (
    <>
      {ways.foreign.map((each) => {
        const people = who(each.allow);
        const title = say(each.title) || vocabulary.word('events', each.event);
        if (each.title === undefined) return null;
        return <p key={each.event}>{people.length > 0 ? own.others(title, list(people)) : each.allow.length > 0 ? own.itself(title) : own.othersNow(title)}</p>;
      })}
      {ways.foreign.every((each) => each.title === undefined) && <p>{own.noWay}</p>}
    </>
  );
}

function Buttons({row, transitions, choose}: {row: CaseRow; transitions: Transition[]; choose: (transition: Transition) => void}) {
  const own = words.value.actions;
  const legs = useLegTitles();
  return (
    <ul class="w-plain-list w-board-actions">
      {transitions.map((transition) => {
        const atOnce = needsNothing(transition);
        const inside = (
          <>
            <span class="w-board-action-words">
              <strong>{say(transition.title) || transition.event}</strong>
              {transition.route !== null && <span class="w-small w-soft"> {own.at(legs.title(transition.route))}</span>}
              {transition.description && <span class="w-small w-soft w-board-action-about">{say(transition.description)}</span>}
            </span>
            <Icon name="right" />
          </>
        );
        return (
          <li key={`${transition.leg} ${transition.event}`}>
            {atOnce ? (
              <button type="button" class="w-board-action" onClick={() => choose(transition)}>{inside}</button>
            ) : (
              <Link href={actionAddress(row.id, transition)} class="w-board-action">{inside}</Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Asks once more, does it with the tag of the version that was seen, and says what came of it. */
function Sure({row, transition, etag, onBack, onClose, again}: {
  row: CaseRow;
  transition: Transition;
  etag: string | null;
  onBack: () => void;
  onClose: () => void;
  again: () => void;
}) {
  const own = words.value.actions;
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [key] = useState(newKey);
  const doIt = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await ask<CaseDocument>(`/v1/cases/${row.id}/transitions`, {
        method: 'POST',
        body: {leg: transition.leg, event: transition.event},
        ifMatch: etag ?? '',
        idempotencyKey: key,
      });
    } catch (error) {
      setFailure(error);
      setBusy(false);
      return;
    }
    tell(own.done(say(transition.title), row.reference), {label: own.show, run: () => go(`/cases/${row.id}`)});
    onClose();
    void refresh('/v1/cases', '/v1/worklist', '/v1/status');
  };
  if (failure instanceof ApiError && (failure.status === 412 || failure.status === 409)) return <NotDone failure={failure} again={again} />;
  return (
    <>
      {transition.description && <p>{say(transition.description)}</p>}
      <p>{own.sureText}</p>
      {failure !== null && <Failure error={failure} />}
      <div class="w-row w-dialog-foot">
        <Button kind="primary" busy={busy} onClick={() => void doIt()}>{own.doIt(say(transition.title))}</Button>
        {transition.form !== null && <LinkButton href={actionAddress(row.id, transition)}>{own.withNote}</LinkButton>}
        <Button kind="subtle" onClick={onBack}>{own.back}</Button>
      </div>
    </>
  );
}

/** Somebody was first: nothing was done, and what happened since it was seen. */
function NotDone({failure, again}: {failure: ApiError; again: () => void}) {
  const own = words.value.actions;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const stale = failure.status === 412;
  const changes = (failure.problem?.changes ?? []) as CaseEvent[];
  return (
    <>
      <Notice kind="warning" title={stale ? own.stale.title : own.notNow.title} live>
        <p>{stale ? own.stale.text : own.notNow.text}</p>
        {!stale && failure.problem?.detail && <p>{failure.problem.detail}</p>}
        {changes.length > 0 && (
          <ul>
            {changes.map((event) => (
              <li key={event.sequence ?? event.version}>
                {vocabulary.word('events', event.type)}, <When at={event.at} />
                {event.by.organisation && `, ${own.by(organisations.name(event.by.organisation))}`}
              </li>
            ))}
          </ul>
        )}
      </Notice>
      <div class="w-row w-dialog-foot"><Button kind="primary" onClick={again}>{own.stale.again}</Button></div>
    </>
  );
}
