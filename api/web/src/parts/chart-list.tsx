/** A workflow in words: its states within each other, and what may happen in each. Says all that the drawing shows. */
import {Link} from 'wouter-preact';

import {number} from '../words/format';
import {say} from '../words/language';
import {useVocabulary} from '../words/vocabulary';
import type {ChartState, ChartTransition, Marks} from './chart';
import {causeWords, periodWords, useWho} from './chart-words';
import {words} from './drawing-words';
import {Tag} from './tag';

interface Shown {
  marks: Marks | null;
  counts: Record<string, number> | undefined;
  casesOf: (state: string) => string;
}

export function ChartList({root, ...shown}: Shown & {root: ChartState}) {
  return (
    <div class="w-chart">
      <Moves state={root} {...shown} />
      <States states={root.children} {...shown} />
    </div>
  );
}

function States({states, ...shown}: Shown & {states: ChartState[]}) {
  if (states.length === 0) return null;
  return (
    <ul class="w-chart-states">
      {states.map((state) => (
        <li key={state.name} class={`w-chart-state w-chart-${shown.marks?.state.get(state.name) ?? 'plain'}`}>
          <Heading state={state} {...shown} />
          <Facts state={state} />
          <Moves state={state} {...shown} />
          <States states={state.children} {...shown} />
        </li>
      ))}
    </ul>
  );
}

function Heading({state, marks, counts, casesOf}: Shown & {state: ChartState}) {
  const own = words.value;
  const mark = marks?.state.get(state.name);
  const count = counts?.[state.name] ?? 0;
  return (
    <p class="w-row w-chart-title">
      <strong>{say(state.title)}</strong>
      {mark === 'here' && <Tag tone="primary" icon="right">{own.here}</Tag>}
      {mark === 'passed' && <Tag icon="check">{own.passed}</Tag>}
      {state.first && <Tag>{own.list.begins}</Tag>}
      {state.kind === 'final' && <Tag>{own.list.ends}</Tag>}
      {state.kind === 'parallel' && <Tag>{own.list.parallel}</Tag>}
      {state.kind === 'history' && <Tag>{own.list.history}</Tag>}
      {count > 0 && <Link href={casesOf(state.name)} aria-label={own.show(own.now(count, number(count)))}>{own.now(count, number(count))}</Link>}
    </p>
  );
}

function Facts({state}: {state: ChartState}) {
  const own = words.value.list;
  const who = useWho();
  const vocabulary = useVocabulary();
  const facts: [string, string][] = [];
  if (state.owner && state.kind !== 'final' && state.kind !== 'history') facts.push([own.owner, who(state.owner)]);
  if (state.due) facts.push([state.due.basis === 'statutory' ? own.law : own.term, periodWords(state.due)]);
  if (state.waitingOn) facts.push([own.waiting, `${who(state.waitingOn.on)} (${vocabulary.word('waiting', state.waitingOn.kind).toLowerCase()})`]);
  if (facts.length === 0) return null;
  return <p class="w-soft w-small">{facts.map(([name, value]) => `${name}: ${value}`).join(' · ')}</p>;
}

function Moves({state, marks}: Shown & {state: ChartState}) {
  const own = words.value;
  if (state.transitions.length === 0) return null;
  return (
    <ul class="w-chart-moves" aria-label={`${own.list.may}: ${say(state.title)}`}>
      {state.transitions.map((each) => {
        const mark = marks?.transition.get(each.pointer);
        return (
          <li key={each.pointer}>
            <Sentence state={state} transition={each} />
            {mark?.taken && <> <Tag icon="check">{own.taken}</Tag></>}
            {mark?.open && <> <Tag tone="info" icon="right">{own.open}</Tag></>}
          </li>
        );
      })}
    </ul>
  );
}

function Sentence({state, transition}: {state: ChartState; transition: ChartTransition}) {
  const own = words.value.list;
  const who = useWho();
  const targets = transition.targets;
  const back = targets.some((each) => each.name === state.name);
  const aside = [
    transition.allow.length > 0 ? transition.allow.map(who).join(', ') : own.itself,
    ...(transition.guarded ? [own.guarded] : []),
    ...(targets.length === 0 ? [own.stays] : back ? [own.again] : []),
  ].join('; ');
  return (
    <>
      {causeWords(transition)}
      {targets.length > 0 && !back && (
        <>
          <span aria-hidden="true"> → </span>
          <span class="w-hidden"> {own.to} </span>
          <strong>{targets.map((each) => say(each.title)).join(', ')}</strong>
        </>
      )}{' '}
      <span class="w-soft w-small">({aside})</span>
    </>
  );
}
