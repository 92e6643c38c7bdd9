/**
 * Where the case stands: its phase among all, its legs, what came of them, and each workflow drawn with the way it
 * came.
 */
import {Link, useSearchParams} from 'wouter-preact';

import {Card} from '../../parts/card';
import {Drawing} from '../../parts/drawing';
import {Day, When} from '../../parts/moment';
import {Tag, type Tone} from '../../parts/tag';
import {day} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import type {CaseWords} from './case-words';
import {sectionWords} from './section-words';
import type {LegOfCase, WholeCase} from './types';

const tones: Record<LegOfCase['status'], Tone> = {
  offered: 'info',
  running: 'primary',
  done: 'good',
  refused: 'late',
  handedBack: 'stuck',
  withdrawn: 'plain',
};

export function Standing({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.standing;
  return (
    <Card title={title} id="standing">
      <Phases phase={one.phase} />
      <div class="w-stack w-case-tight">
        <h3>{own.legs}</h3>
        {one.legs.length === 0 ? (
          <p class="w-soft">{own.none}</p>
        ) : (
          <ul class="w-plain-list w-case-legs">
            {one.legs.map((leg) => (
              <LegRow key={leg.id} leg={leg} caseWords={caseWords} />
            ))}
          </ul>
        )}
      </div>
      <Results one={one} caseWords={caseWords} />
      <Chart one={one} caseWords={caseWords} />
    </Card>
  );
}

function Phases({phase}: {phase: string}) {
  const own = sectionWords.value.standing;
  const {items} = useVocabulary();
  const all = items('phases');
  const at = all.findIndex((each) => each.code === phase);
  return (
    <ol class="w-plain-list w-case-phases" aria-label={own.phases}>
      {all.map((each, index) => (
        <li
          key={each.code}
          class={index === at ? 'w-case-phase-now' : ''}
          aria-current={index === at ? 'step' : undefined}
        >
          <span>{say(each.title)}</span>
          {index === at && <span class="w-hidden"> ({own.here})</span>}
        </li>
      ))}
    </ol>
  );
}

function LegRow({leg, caseWords}: {leg: LegOfCase; caseWords: CaseWords}) {
  const own = sectionWords.value.standing;
  const states = leg.states
    .map((state) => say(state.title))
    .filter(Boolean)
    .join(', ');
  return (
    <li>
      <p class="w-row w-case-tight">
        <strong>{caseWords.leg(leg)}</strong>
        {leg.referral && <span>{caseWords.word('referral', leg.referral)}</span>}
        {leg.ministry && <span>{caseWords.ministry(leg.ministry)}</span>}
        <Tag tone={tones[leg.status]}>{caseWords.word('legStatus', leg.status)}</Tag>
        {leg.beside && !leg.overlay && <Tag>{own.beside}</Tag>}
      </p>
      <p>
        {leg.endedAt === null && states}
        {leg.code && `${own.code}: ${caseWords.word('refusal', leg.code)}`}
        {leg.outcome && `${own.outcome}: ${caseWords.word('outcomes', leg.outcome)}`}
      </p>
      <p class="w-soft w-small">
        {own.started} <Day at={leg.startedAt} />
        {leg.endedAt !== null && (
          <>
            ; {own.ended.toLowerCase()} <Day at={leg.endedAt} />
          </>
        )}
      </p>
    </li>
  );
}

/** What was recorded beside the states: each only where there is some. */
function Results({one, caseWords}: {one: WholeCase; caseWords: CaseWords}) {
  const own = sectionWords.value.standing;
  const rows = [
    {
      name: own.signals,
      items: (one.signals ?? []).map((each) => (
        <>
          {caseWords.word('signals', each.about)}{' '}
          <span class="w-soft">
            {own.signalTo(caseWords.list(each.to.map((to) => caseWords.owner(to))))}, <When at={each.at} />
          </span>
        </>
      )),
    },
    {
      name: own.outcomes,
      items: (one.outcomes ?? []).map((each) => (
        <>
          {caseWords.word('outcomes', each.code)}{' '}
          <span class="w-soft">
            (<Day at={each.at} />)
          </span>
        </>
      )),
    },
    {
      name: own.bridges,
      items: (one.bridges ?? []).map((each) => <>{own.bridge(day(each.from), each.until ? day(each.until) : '')}</>),
    },
    {
      name: own.says,
      items: (one.says ?? []).map((each) => (
        <>
          {say(each.organisation.name)}: {caseWords.word('evaluation', each.say)}
        </>
      )),
    },
    {
      name: own.requests,
      items: (one.requests ?? []).map((each) => (
        <>
          {caseWords.list(each.fields.map(caseWords.field))}{' '}
          <span class="w-soft">
            ({each.open ? own.open : own.answered}, <Day at={each.at} />)
          </span>
        </>
      )),
    },
    {name: own.links, items: (one.links ?? []).map((each) => <Link href={`/cases/${each.case}`}>{own.linked}</Link>)},
    {name: own.labels, items: (one.labels ?? []).map((each) => <>{each}</>)},
  ].filter((row) => row.items.length > 0);
  if (rows.length === 0) return null;
  return (
    <dl class="w-facts">
      {rows.map((row) => (
        <>
          <dt>{row.name}</dt>
          <dd>
            {row.items.length === 1 ? (
              row.items[0]
            ) : (
              <ul class="w-case-list">
                {row.items.map((item, at) => (
                  <li key={at}>{item}</li>
                ))}
              </ul>
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

/** One drawing at a time, which one stands in the address (`?chart=`); at first that of the leg that runs. */
function Chart({one, caseWords}: {one: WholeCase; caseWords: CaseWords}) {
  const own = sectionWords.value.standing;
  const [search, setSearch] = useSearchParams();
  const machines = [
    ...one.legs.map((leg) => ({
      id: leg.workflow.id,
      name: caseWords.leg(leg),
      open: leg.endedAt === null && !leg.overlay,
    })),
    ...(one.lifecycle ? [{id: one.lifecycle.workflow.id, name: own.lifecycle, open: false}] : []),
  ].filter((machine, at, all) => all.findIndex((each) => each.id === machine.id) === at);
  const asked = search.get('chart');
  const chosen = machines.find((each) => each.id === asked) ?? machines.find((each) => each.open) ?? machines.at(-1);
  if (!chosen) return null;
  const choose = (id: string) =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        made.set('chart', id);
        return made;
      },
      {replace: true},
    );
  return (
    <div class="w-stack w-case-tight">
      <h3>{own.drawing}</h3>
      <p class="w-soft w-small">{own.drawingText}</p>
      {machines.length > 1 && (
        <div class="w-row w-no-print" role="group" aria-label={own.choose}>
          {machines.map((machine) => (
            <button
              key={machine.id}
              type="button"
              class="w-case-choice"
              aria-pressed={machine.id === chosen.id}
              onClick={() => choose(machine.id)}
            >
              {machine.name}
            </button>
          ))}
        </div>
      )}
      <Drawing key={chosen.id} workflow={chosen.id} caseId={one.id} label={own.drawingOf(chosen.name)} />
    </div>
  );
}
