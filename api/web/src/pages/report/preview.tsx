import {Link} from 'wouter-preact';

import type {Decision, Trial, Warning} from '../../api/decision';
import type {Schema} from '../../api/types';
import {stepAt, valueAt} from '../../forms/report';
import {idOf, schemaAt} from '../../forms/schema';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import type {Draft} from './drafts';
import {labelAt} from './faults';
import {words} from './outcome-words';

/** Where the report goes as it is now, and why; nothing of it is stored. */
export function Preview({trial, schema, draft, setAside}: {trial: Trial; schema: Schema; draft: Draft; setAside: (pointer: string, text: string) => void}) {
  const own = words.value.route;
  const {decision} = trial;
  const joins = decision.rule === 'R01';
  return (
    <Card title={own.title} aside={<Tag>{own.preview}</Tag>}>
      <Where decision={decision} />
      <div class="w-stack w-report-why">
        <h3>{own.because}</h3>
        <p>
          {say(decision.because)}{' '}
          {decision.rule && !joins && <Link href={`/routing#rule-${decision.rule}`} class="w-small">{own.rule(decision.rule)}</Link>}
        </p>
      </div>
      {decision.urgency && <Urgency urgency={decision.urgency} />}
      {(decision.questions?.length ?? 0) > 0 && <Questions decision={decision} schema={schema} draft={draft} />}
      {decision.nearestKnown === false && <p class="w-soft">{own.nearestUnknown}</p>}
      {(decision.nearest?.length ?? 0) > 0 && (
        <details class="w-report-guide">
          <summary>{own.nearest}</summary>
          <p class="w-soft w-small">{own.nearestText}</p>
          <ul class="w-report-nearest">
            {decision.nearest?.map((near) => (
              <li key={near.route + near.rule}>
                {say(near.text)}{' '}
                {near.changes.map(({field}) => <ToField key={field} field={field} schema={schema} draft={draft} />)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Warnings warnings={trial.warnings} schema={schema} draft={draft} setAside={setAside} />
    </Card>
  );
}

/** The route in one line, and what comes of it. */
export function Where({decision}: {decision: Decision}) {
  const own = words.value.route;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  if (decision.rule === 'R01') return <p class="w-report-route">{own.join}</p>;
  if (decision.route === null) return <><p class="w-report-route">{own.triage}</p><p>{own.proposal}</p></>;
  const beside = decision.referral ? vocabulary.word('referral', decision.referral) : decision.ministry ? organisations.ministry(decision.ministry) : '';
  return (
    <>
      <p class="w-report-route">
        {vocabulary.word('routes', decision.route)}
        {beside && <span class="w-report-route-of">{beside}</span>}
        {decision.with?.map((each) => <Tag key={each} tone="info">{vocabulary.word('routingWith', each)}</Tag>)}
      </p>
      <p class="w-soft">
        {vocabulary.describe('routes', decision.route)} {decision.mode === 'automatic' ? own.automatic : own.proposal}
        {decision.route === 'fast-lane' && !decision.ministry && ` ${own.noMinistry}`}
      </p>
    </>
  );
}

function Urgency({urgency}: {urgency: NonNullable<Decision['urgency']>}) {
  const own = words.value.route;
  return (
    <div class="w-stack w-report-why">
      <h3>{own.urgency}</h3>
      {urgency.reasons.length === 0 ? <p>{own.noPoints}</p> : (
        <>
          <p>{own.points(urgency.points, '')} {urgency.urgent && <Tag tone="late" icon="late">{own.urgent}</Tag>}</p>
          <ul>
            {urgency.reasons.map((reason) => <li key={reason.rule}>{say(reason.because)} <span class="w-soft w-small">+{reason.points}</span></li>)}
          </ul>
        </>
      )}
    </div>
  );
}

function Questions({decision, schema, draft}: {decision: Decision; schema: Schema; draft: Draft}) {
  const own = words.value.route;
  const vocabulary = useVocabulary();
  const answer = (field: string, code: string) => {
    const codes = schemaAt(`/${field.replaceAll('.', '/')}`, schema)?.vocabulary;
    return codes ? vocabulary.word(codes, code) : code;
  };
  return (
    <div class="w-stack w-report-why">
      <h3>{own.questions}</h3>
      <ul class="w-plain-list w-report-questions">
        {decision.questions?.map((question) => (
          <li key={question.field}>
            <p><strong>{say(question.text)}</strong> <ToField field={question.field} schema={schema} draft={draft} /></p>
            <ul>
              {question.leadsTo.map((lead) => (
                <li key={lead.answer}>{own.leads(answer(question.field, lead.answer), vocabulary.word('routes', lead.route))}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ToField({field, schema, draft}: {field: string; schema: Schema; draft: Draft}) {
  const own = words.value.route;
  const pointer = `/${field.replaceAll('.', '/')}`;
  const step = stepAt(pointer, schema);
  if (!step) return null;
  return (
    <Link href={`/report?draft=${draft.id}&step=${step}#${idOf(pointer)}`} class="w-small">
      {own.answer}<span class="w-hidden">: {labelAt(pointer, schema)}</span>
    </Link>
  );
}

/** What is worth a second look; the reporter may set it aside, which holds for the text as it is. */
function Warnings({warnings, schema, draft, setAside}: {warnings: Warning[]; schema: Schema; draft: Draft; setAside: (pointer: string, text: string) => void}) {
  const own = words.value.route;
  const left = warnings.filter(({pointer}) => draft.setAside[pointer] === undefined || draft.setAside[pointer] !== valueAt(pointer, draft.report));
  if (left.length === 0) return null;
  return (
    <Notice kind="warning" title={own.warnings}>
      {left.map((warning) => {
        const text = valueAt(warning.pointer, draft.report);
        const said = warning.code === 'personalMailbox' ? own.personalMailbox : warning.code === 'inconsistent' ? own.inconsistent : say(warning.message);
        return (
          <div key={warning.pointer} class="w-stack">
            <p><strong>{labelAt(warning.pointer, schema)}</strong>{typeof text === 'string' && warning.code === 'personalMailbox' && <> ({text})</>}: {said} <ToField field={warning.pointer.slice(1).replaceAll('/', '.')} schema={schema} draft={draft} /></p>
            {warning.code === 'personalMailbox' && typeof text === 'string' && (
              <p><Button icon="check" onClick={() => setAside(warning.pointer, text)}>{own.mailboxFine}</Button></p>
            )}
          </div>
        );
      })}
      <p class="w-small">{own.useful}</p>
    </Notice>
  );
}
