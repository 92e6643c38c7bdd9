import {useEffect, useState} from 'preact/hooks';
import {useLocation} from 'wouter-preact';

import {ApiError, ask, withQuery, type Fault} from '../../api/client';
import {refresh} from '../../api/query';
import {useTrial} from '../../api/trial';
import type {CaseDocument, Schema} from '../../api/types';
import {bodyOf, sendable, stepsOf} from '../../forms/report';
import {useNames} from '../../forms/names';
import {told} from '../../forms/told';
import {Button, LinkButton} from '../../parts/button';
import {Card} from '../../parts/card';
import {Failure, Loading, Notice} from '../../parts/notice';
import {save} from '../../parts/save';
import {me} from '../../shell/session';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {AlikeCases} from './alike';
import {Answers} from './answers';
import type {Draft} from './drafts';
import {FaultLinks} from './faults';
import {Preview} from './preview';
import {deliver} from './send';
import {ConfirmNotBsn, type Take} from './step';
import type {Change} from './use-draft';
import {words} from './words';

/** The last step: what is wrong, where the report goes, which cases are like it, all answers, and the sending. */
export function Check({schema, draft, change, drop, faults, setFaults, take, back}: {
  schema: Schema;
  draft: Draft;
  change: Change;
  drop: () => void;
  faults: Fault[];
  setFaults: (faults: Fault[]) => void;
  take: Take;
  back: string;
}) {
  const [, go] = useLocation();
  const own = words.value;
  const body = bodyOf(draft.report, draft.notBsn);
  const trying = useTrial(body);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const heading = draft.report['joins'] && trying.trial?.decision.rule === 'R01' ? own.check.joinSend : own.check.send;

  useEffect(() => {
    if (!trying.asking) setFaults(trying.error?.status === 400 ? trying.error.faults : []);
  }, [trying.asking, trying.error]);

  const send = async () => {
    setSending(true);
    setFailure(null);
    try {
      const done = await deliver(body, draft.unanswered, {
        post: (one) => ask<CaseDocument>('/v1/cases', {method: 'POST', body: one, idempotencyKey: draft.key}),
        keep: (unanswered) => change({unanswered}),
      });
      const document = done.answer.data;
      void refresh('/v1/cases', '/v1/status', '/v1/worklist');
      drop();
      go(withQuery('/report', {sent: document.id, report: document.reports.at(-1)?.id, earlier: done.earlier ? '1' : undefined}), {replace: true});
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(0, null);
      if (known.status === 400) setFaults(known.faults);
      setFailure(known);
      setSending(false);
    }
  };

  const good = trying.trial !== null && trying.error === null && faults.length === 0;
  const confirm = (pointer: string, text: string) => change((latest) => ({notBsn: {...latest.notBsn, [pointer]: text}}));
  return (
    <div class="w-report-body w-stack w-report-check">
      <div>
        <h2 id="report-step" tabIndex={-1} class="w-report-check-title">{own.progress.check}</h2>
        <p role="status" class="w-soft">{trying.asking && !trying.trial && faults.length === 0 && own.check.asking}</p>
      </div>
      {trying.asking && !trying.trial && faults.length === 0 && <Card><Loading lines={11} /></Card>}
      {faults.length > 0 && (
        <Notice kind="error" title={own.faults.title(faults.length)} live>
          <p>{own.faults.text}</p>
          <FaultsBySteps faults={faults} schema={schema} draft={draft} confirm={confirm} />
        </Notice>
      )}
      {trying.error && trying.error.status !== 400 && <Failure error={trying.error} retry={trying.again} />}
      {good && trying.trial && (
        <Preview
          trial={trying.trial}
          schema={schema}
          draft={draft}
          setAside={(pointer, text) => change((latest) => ({setAside: {...latest.setAside, [pointer]: text}}))}
        />
      )}
      {faults.length === 0 && <AlikeCases report={draft.report} choose={(joins) => take((latest) => ({...latest, joins}))} />}
      <AnswersCard schema={schema} draft={draft} />
      <div class="w-stack w-report-send">
        {draft.unanswered.length > 0 && !sending && (
          <Notice kind="warning" title={own.check.uncertain} live><p>{own.check.uncertainText}</p></Notice>
        )}
        {failure && failure.status !== 400 && <Failure error={failure} />}
        {good && <p class="w-soft">{own.check.before(say(me.value.organisation.name))}</p>}
        <div class="w-row">
          {(good || draft.unanswered.length > 0) && (
            <Button kind="primary" busy={sending} onClick={() => void send()}>{sending ? own.check.sending : heading}</Button>
          )}
          <LinkButton href={back}>{own.progress.back}</LinkButton>
          <Button kind="subtle" icon="download" onClick={() => save('melding.json', 'application/json', `${JSON.stringify(body, null, 2)}\n`)}>{own.check.copy}</Button>
        </div>
      </div>
    </div>
  );
}

function FaultsBySteps({faults, schema, draft, confirm}: {faults: Fault[]; schema: Schema; draft: Draft; confirm: (pointer: string, text: string) => void}) {
  const vocabulary = useVocabulary();
  const steps = stepsOf(schema, draft.report);
  const of = (names: string[]) => faults.filter((fault) => names.includes(fault.pointer?.split('/')[1] ?? ''));
  const known = steps.flatMap(({names}) => of(names));
  const rest = faults.filter((fault) => !known.includes(fault));
  return (
    <>
      {steps.map(({code, names}) => of(names).length > 0 && (
        <div key={code}>
          <h3>{vocabulary.word('steps', code)}</h3>
          <FaultLinks faults={of(names)} schema={schema} draft={draft.id} />
          {of(names).filter((fault) => fault.code === 'bsn').map((fault) => (
            <ConfirmNotBsn key={fault.pointer} fault={fault} schema={schema} draft={draft} confirm={confirm} />
          ))}
        </div>
      ))}
      {rest.length > 0 && <FaultLinks faults={rest} schema={schema} draft={draft.id} />}
    </>
  );
}

function AnswersCard({schema, draft}: {schema: Schema; draft: Draft}) {
  const own = words.value;
  const names = useNames();
  const vocabulary = useVocabulary();
  const answers = told(schema, sendable(draft.report), names);
  return (
    <Card title={own.check.answers}>
      {stepsOf(schema, draft.report).map(({code}) => {
        const title = vocabulary.word('steps', code);
        const these = answers.filter((answer) => answer.step === code);
        return (
          <section key={code} class="w-report-answers">
            <div class="w-spread">
              <h3>{title}</h3>
              <LinkButton kind="subtle" href={`/report?draft=${draft.id}&step=${code}`}>
                {own.check.change}<span class="w-hidden">: {title}</span>
              </LinkButton>
            </div>
            {these.length === 0 ? <p class="w-soft">{own.check.nothing}</p> : <Answers answers={these} />}
          </section>
        );
      })}
    </Card>
  );
}
