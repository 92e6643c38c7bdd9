import type {Trying} from '../../api/trial';
import type {Schema} from '../../api/types';
import {asDrawn, isAsked, tidied, withoutRepeats} from '../../forms/report';
import {byMember} from '../../forms/faults';
import {missing, type Members} from '../../forms/schema';
import {SchemaFields} from '../../forms/schema-fields';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Field} from '../../parts/field';
import {Failure, Loading, Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {me} from '../../shell/session';
import {tell} from '../../shell/toasts';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {listDrafts} from '../report/drafts';
import {changed} from './tryout';
import {words} from './words';

/** The questions that the rules read. What is changed goes out at once. */
export function TrialForm({schema, names, answers, trying, onChange, onReset, onDraft}: {
  schema: Schema;
  names: string[];
  answers: Members;
  trying: Trying;
  onChange: (answers: Members) => void;
  onReset: () => void;
  onDraft: (report: Members) => void;
}) {
  const own = words.value.trial;
  const drafts = listDrafts(me.value.organisation.oin);
  const shown = names.filter((name) => isAsked(name, answers));
  const faults = byMember(trying.error?.status === 400 ? trying.error.faults : []);
  const only: Schema = {...schema, properties: Object.fromEntries(shown.map((name) => [name, schema.properties?.[name] ?? {}]))};
  for (const pointer of missing(only, answers, schema)) (faults[pointer] ??= []).unshift(own.incomplete);
  const drawn = withoutRepeats(asDrawn(schema, answers), useVocabulary().describes);
  return (
    <Card title={own.title}>
      <p>{own.text}</p>
      <p class="w-soft w-small">{own.beside}</p>
      <div class="w-routing-begin">
        {drafts.length > 0 && (
          <Field label={own.draft}>
            {(wiring) => (
              <select
                {...wiring}
                class="utrecht-select utrecht-select--html-select"
                value=""
                onChange={(event) => {
                  const draft = drafts.find((each) => each.id === event.currentTarget.value);
                  if (draft) onDraft(draft.report);
                }}
              >
                <option value="">{own.noDraft}</option>
                {drafts.map((draft) => <option key={draft.id} value={draft.id}>{String(draft.report['title'] ?? '').trim() || own.untitled}</option>)}
              </select>
            )}
          </Field>
        )}
        <p><Button icon="undo" onClick={onReset}>{own.reset}</Button></p>
      </div>
      <form class="w-stack w-routing-fields" noValidate onSubmit={(event) => event.preventDefault()}>
        <SchemaFields schema={drawn} root={drawn} value={answers} onChange={(value) => onChange(tidied(value))} faults={faults} only={shown} quiet />
      </form>
      <Now trying={trying} />
    </Card>
  );
}

/** The route in one line that stays in sight below the questions. */
function Now({trying}: {trying: Trying}) {
  const own = words.value.trial;
  const vocabulary = useVocabulary();
  const decision = trying.trial?.decision;
  if (!decision) return null;
  return (
    <p class="w-routing-now">
      {own.now} <strong>{decision.route === null ? words.value.rules.triage : vocabulary.word('routes', decision.route)}</strong>{' '}
      <a href="#result">{decision.rule && own.decided(decision.rule)}</a>
    </p>
  );
}

/** What the table says of the answers, and what would change that. */
export function Result({trying, answers, onChange}: {trying: Trying; answers: Members; onChange: (answers: Members) => void}) {
  const own = words.value.trial;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const {trial, error, asking} = trying;
  const decision = trial?.decision;
  const beside = decision?.referral ? vocabulary.word('referral', decision.referral) : organisations.ministry(decision?.ministry);
  const route = decision && (decision.route === null ? words.value.rules.triage : vocabulary.word('routes', decision.route));
  return (
    <Card id="result" title={own.result} aside={asking && trial ? <span class="w-soft w-small">{own.asking}</span> : undefined}>
      {error?.status === 400 && <Notice kind="warning" live><p>{own.invalid} {decision && own.outdated}</p></Notice>}
      {error && error.status !== 400 && <Failure error={error} retry={trying.again} />}
      <div role="status" class="w-stack w-routing-result">
        {!decision && !error && <Loading lines={8} />}
        {decision && (
          <>
            <p class="w-routing-route">{route}{beside && <span>{beside}</span>}</p>
            <p>
              {decision.rule && <><strong>{own.decided(decision.rule)}.</strong>{' '}</>}
              {say(decision.because)}{' '}
              {decision.rule && <a href={`#rule-${decision.rule}`} class="w-no-print">{own.show}</a>}
            </p>
            <p class="w-row">
              <Tag tone="primary">{vocabulary.word('mode', decision.mode)}</Tag>
              {decision.with?.map((each) => <Tag key={each}>{vocabulary.word('routingWith', each)}</Tag>)}
              {decision.urgency && <Tag tone={decision.urgency.urgent ? 'late' : 'plain'} {...(decision.urgency.urgent ? {icon: 'late' as const} : {})}>
                {decision.urgency.urgent ? `${own.urgent}: ` : ''}{own.urgency(decision.urgency.points)}
              </Tag>}
            </p>
          </>
        )}
      </div>
      {decision && (
        <div class="w-stack w-routing-result">
          <h3>{own.nearest}</h3>
          {(decision.nearest?.length ?? 0) === 0 ? <p class="w-soft">{own.nearestNone}</p> : (
            <ul class="w-plain-list w-routing-nearest">
              {decision.nearest?.map((near) => (
                <li key={near.route + near.rule}>
                  <span>{say(near.text)}</span>
                  <Button
                    onClick={() => {
                      const before = answers;
                      onChange(near.changes.reduce((made, {field, to}) => changed(made, field, to), answers));
                      tell(own.applied, {label: words.value.trial.undo, run: () => onChange(before)});
                    }}
                  >
                    {own.apply}<span class="w-hidden">: {say(near.text)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Card>
  );
}
