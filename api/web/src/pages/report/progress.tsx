import type {ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import type {Fault} from '../../api/client';
import type {Schema} from '../../api/types';
import {isBegun, missingBySteps, stepAt, stepsOf} from '../../forms/report';
import {Icon} from '../../parts/icon';
import {useVocabulary} from '../../words/vocabulary';
import type {Draft} from './drafts';
import {words} from './words';

/** The steps with what is missing in each; every one can be gone to at any time. */
export function Progress({draft, schema, faults, here}: {draft: Draft; schema: Schema; faults: Fault[]; here: string}) {
  const own = words.value.progress;
  const vocabulary = useVocabulary();
  const missing = missingBySteps(schema, draft.report);
  const steps = stepsOf(schema, draft.report);
  const stateOf = ({code, names}: {code: string; names: string[]}): {kind: 'faulty' | 'missing' | 'complete' | 'open'; text: string} => {
    const wrong = faults.filter((fault) => stepAt(fault.pointer ?? '', schema) === code && fault.code !== 'required').length;
    const left = missing[code]?.length ?? 0;
    if (wrong > 0) return {kind: 'faulty', text: own.faulty(wrong)};
    if (left > 0) return draft.opened.includes(code) ? {kind: 'missing', text: own.missing(left)} : {kind: 'open', text: ''};
    return isBegun(names, draft.report) || draft.opened.includes(code) ? {kind: 'complete', text: own.complete} : {kind: 'open', text: ''};
  };
  return (
    <nav class="w-report-progress" aria-label={own.label}>
      <ol class="w-plain-list">
        {steps.map((step) => {
          const state = stateOf(step);
          return (
            <Item key={step.code} href={`/report?draft=${draft.id}&step=${step.code}`} current={here === step.code} kind={state.kind} mark={step.code}
              title={vocabulary.word('steps', step.code)} text={state.text} />
          );
        })}
        <Item href={`/report?draft=${draft.id}&step=check`} current={here === 'check'} kind="open" mark={<Icon name="right" size={16} />} title={own.check} text="" />
      </ol>
    </nav>
  );
}

function Item({href, current, kind, mark, title, text}: {href: string; current: boolean; kind: string; mark: ComponentChildren; title: string; text: string}) {
  return (
    <li>
      <Link href={href} aria-current={current ? 'step' : undefined} class={`w-report-step w-report-step-${kind}`}>
        <span class="w-report-mark" aria-hidden="true">
          {mark}
          {kind === 'complete' && <span class="w-report-badge"><Icon name="check" size={12} /></span>}
          {kind === 'faulty' && <span class="w-report-badge">!</span>}
        </span>
        <span class="w-report-step-words">
          <span class="w-report-step-title">{title}</span>
          {text && <span class="w-report-step-state">{text}</span>}
        </span>
      </Link>
    </li>
  );
}
