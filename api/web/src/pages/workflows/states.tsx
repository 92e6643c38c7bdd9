/** The states of a workflow, each with what holds there and who may do what. */
import {Link} from 'wouter-preact';

import {withQuery} from '../../api/client';
import type {Schema} from '../../api/types';
import {statesOf, type ChartState, type ChartTransition, type WorkflowDocument} from '../../parts/chart';
import {causeWords, periodWords, useWho} from '../../parts/chart-words';
import {Card} from '../../parts/card';
import {number} from '../../words/format';
import {durationWords} from '../../words/duration';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {stateOf, type Status} from './status';
import {words} from './words';

export function States({workflow, root, status}: {workflow: WorkflowDocument; root: ChartState; status: Status | null}) {
  const own = words.value.states;
  const all = statesOf(root).filter((state) => state.kind !== 'history');
  const around = parentsOf(root);
  return (
    <section class="w-stack" aria-label={words.value.tabs.states}>
      <p class="w-soft">{own.intro}</p>
      {all.map((state) => {
        if (state === root && state.transitions.length === 0) return null;
        const path = (around.get(state) ?? []).filter((each) => each !== root).map((each) => say(each.title));
        return (
          <Card key={state.name} level={2} id={`state-${state.name}`} title={state === root ? own.anywhere : say(state.title)}
            aside={path.length > 0 ? <span class="w-soft w-small">{path.join(' › ')}</span> : undefined}>
            {state.description && <p>{say(state.description)}</p>}
            <Facts workflow={workflow.id} state={state} status={status} />
            {state.kind === 'final' && <p class="w-soft">{own.ends}</p>}
            {state.transitions.length > 0 && <Moves state={state} />}
          </Card>
        );
      })}
    </section>
  );
}

function parentsOf(root: ChartState): Map<ChartState, ChartState[]> {
  const around = new Map<ChartState, ChartState[]>();
  const walk = (state: ChartState, path: ChartState[]): void => {
    around.set(state, path);
    state.children.forEach((child) => walk(child, [...path, state]));
  };
  walk(root, []);
  return around;
}

function Facts({workflow, state, status}: {workflow: string; state: ChartState; status: Status | null}) {
  const own = words.value.states;
  const who = useWho();
  const vocabulary = useVocabulary();
  const counted = stateOf(workflow, state.name, status);
  const ends = state.kind === 'final';
  const basis = state.due?.basis ? ` (${vocabulary.word('basis', state.due.basis).replace(/^.*\((.*)\)$/, '$1').toLowerCase()})` : '';
  const time = counted?.leadTime;
  return (
    <dl class="w-facts">
      {state.owner && !ends && <><dt>{own.owner}</dt><dd>{who(state.owner)}</dd></>}
      {state.due && (
        <>
          <dt>{state.due.basis === 'statutory' ? own.law : own.term}</dt>
          <dd>{periodWords(state.due)}{state.due.basis === 'statutory' ? '' : basis}{state.due.source ? `; ${state.due.source}` : ''}</dd>
        </>
      )}
      {state.stalledAfter && <><dt>{own.stalled}</dt><dd>{own.stalledText(say(durationWords(state.stalledAfter)))}</dd></>}
      {state.waitingOn && <><dt>{own.waiting}</dt><dd>{who(state.waitingOn.on)} ({vocabulary.word('waiting', state.waitingOn.kind).toLowerCase()})</dd></>}
      {counted && (
        <>
          <dt>{own.here}</dt>
          <dd>{counted.machines > 0 ? <Link href={withQuery('/cases', {state: `${workflow}/${state.name}`})}>{number(counted.machines)}</Link> : own.none}</dd>
        </>
      )}
      {time && time.n > 0 && time.median !== null && time.p90 !== null && <><dt>{own.leadTime}</dt><dd>{own.leadTimeText(time.median, time.p90, number(time.n))}</dd></>}
    </dl>
  );
}

function Moves({state}: {state: ChartState}) {
  const own = words.value.states;
  const who = useWho();
  const label = own.may(say(state.title));
  return (
    <div class="w-table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="w-table w-workflows-moves">
        <caption class="w-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{own.columns.what}</th>
            <th scope="col">{own.columns.who}</th>
            <th scope="col">{own.columns.to}</th>
            <th scope="col">{own.columns.form}</th>
          </tr>
        </thead>
        <tbody>
          {state.transitions.map((each) => (
            <tr key={each.pointer}>
              <td>
                <strong>{causeWords(each)}</strong>
                <Notes transition={each} />
              </td>
              <td>{each.allow.length > 0 ? each.allow.map(who).join(', ') : <span class="w-soft">{own.itself}</span>}</td>
              <td>{each.targets.length > 0 ? each.targets.map((target) => say(target.title)).join(', ') : <span class="w-soft">{own.stays}</span>}</td>
              <td>{each.form && <Fields form={each.form} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Notes({transition}: {transition: ChartTransition}) {
  const own = words.value.states;
  const notes = [
    ...(transition.description ? [say(transition.description)] : []),
    ...(transition.guarded ? [own.guarded] : []),
    ...(transition.notIf.includes('reporterOrganisation') ? [own.notReporter] : []),
  ];
  return notes.length > 0 ? <div class="w-soft w-small">{notes.join(' ')}</div> : null;
}

function Fields({form}: {form: Schema}) {
  const own = words.value.states;
  const fields = Object.entries(form.properties ?? {});
  if (fields.length === 0) return null;
  return (
    <details>
      <summary>{own.fields(fields.length)}</summary>
      <ul>
        {fields.map(([name, schema]) => (
          <li key={name}>
            {say(schema.label) || name}
            {!form.required?.includes(name) && <span class="w-soft"> ({own.optional})</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
