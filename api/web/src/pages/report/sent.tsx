import {useEffect} from 'preact/hooks';

import {useDocument} from '../../api/query';
import type {CaseDocument, ReportOfCase, Schema} from '../../api/types';
import {useNames} from '../../forms/names';
import {useReportSchema} from '../../forms/report-schema';
import {asText, told} from '../../forms/told';
import {Button, LinkButton} from '../../parts/button';
import {Card} from '../../parts/card';
import {Due} from '../../parts/moment';
import {Failure, Loading, Notice} from '../../parts/notice';
import {save} from '../../parts/save';
import {PageBody} from '../../shell/page';
import {moment} from '../../words/format';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {Answers} from './answers';
import {words} from './outcome-words';

/** The receipt: the reference, what happens now, and the reporter's own copy. Read from the register, so it can be loaded again. */
export function Sent({id, report, earlier}: {id: string; report: string | null; earlier: boolean}) {
  const own = words.value.sent;
  const {data, error, refetch} = useDocument<CaseDocument>(`/v1/cases/${encodeURIComponent(id)}`);
  const {schema} = useReportSchema();
  const document = data?.data;
  // One came from the foot of a long page, and has to see that it is done.
  useEffect(() => {
    window.document.getElementById('content')?.focus({preventScroll: true});
    scrollTo(0, 0);
  }, [id]);
  const joined = document !== undefined && document.reports[0]?.id !== report;
  return (
    <PageBody title={joined ? own.joined : own.title}>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={26} />}
      {document && (
        <div class="w-stack w-report-sent">
          {earlier && <Notice kind="warning" live><p>{own.earlier}</p></Notice>}
          <Card>
            <div class="w-report-reference">
              <span class="w-soft">{own.reference}</span>
              <strong>{document.reference}</strong>
            </div>
            <p class="w-soft">{own.keep}</p>
          </Card>
          <Next document={document} />
          {schema && <Copy document={document} schema={schema} report={document.reports.find((each) => each.id === report)} />}
        </div>
      )}
    </PageBody>
  );
}

function Next({document}: {document: CaseDocument}) {
  const own = words.value.sent;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const {routing} = document;
  const legs = document.legs.filter((leg) => leg.endedAt === null);
  const open = legs[0] ?? document.lifecycle;
  const who = (owner: CaseDocument['owner']) => owner && `${say(owner.organisation.name)}, ${vocabulary.word('roles', owner.role)}`;
  const turn = legs[0] ? who(legs[0].owner) : who(document.owner);
  const waits = open.waitingOn.map((on) => (on.organisation
    ? `${say(on.organisation.name)}${on.role ? `, ${vocabulary.word('roles', on.role)}` : ''}`
    : on.text ?? '')).filter(Boolean);
  const beside = routing?.referral ? vocabulary.word('referral', routing.referral) : routing?.ministry ? organisations.ministry(routing.ministry) : '';
  return (
    <Card title={own.now}>
      <dl class="w-facts">
        <dt>{own.stands}</dt>
        <dd>{document.lifecycle.states.map((state) => say(state.title)).join(', ')}</dd>
        {routing?.route && <><dt>{own.route}</dt><dd>{vocabulary.word('routes', routing.route)}{beside && ` – ${beside}`}</dd></>}
        {document.owner && <><dt>{own.lead}</dt><dd>{who(document.owner)}</dd></>}
        {waits.length > 0 ? <><dt>{own.turn}</dt><dd>{waits.join('; ')}</dd></> : turn && <><dt>{own.turn}</dt><dd>{turn}</dd></>}
        {open.due && <><dt>{own.due}</dt><dd><Due due={open.due} /></dd></>}
      </dl>
      {routing && <p>{say(routing.because)}</p>}
      <p class="w-soft">{own.holders} {own.follow}</p>
      <div class="w-row w-no-print">
        <LinkButton kind="primary" href={`/cases/${document.id}`}>{own.case}</LinkButton>
        <LinkButton href="/report">{own.another}</LinkButton>
      </div>
    </Card>
  );
}

function Copy({document, schema, report}: {document: CaseDocument; schema: Schema; report: ReportOfCase | undefined}) {
  const own = words.value.sent;
  const names = useNames();
  const vocabulary = useVocabulary();
  if (!report) return <Notice kind="info"><p>{own.absent}</p></Notice>;
  const answers = told(schema, report.report, names);
  const facts: [string, string][] = [
    [own.reference, document.reference],
    [own.reported, moment(report.submittedAt)],
    [own.by, say(report.submittedBy.organisation.name)],
  ];
  const heads = Object.fromEntries(vocabulary.items('steps').map(({code, title}) => [code, say(title)]));
  return (
    <Card title={own.copy}>
      <p class="w-soft w-no-print">{own.copyText}</p>
      <div class="w-row w-no-print">
        <Button icon="download" onClick={() => save(`${document.reference}.json`, 'application/json', `${JSON.stringify({reference: document.reference, ...report}, null, 2)}\n`)}>{own.json}</Button>
        <Button icon="download" onClick={() => save(`${document.reference}.txt`, 'text/plain', asText(String(report.report['title'] ?? document.reference), facts, answers, heads))}>{own.text}</Button>
        <Button icon="print" onClick={() => print()}>{own.print}</Button>
      </div>
      <dl class="w-facts">
        {facts.slice(1).map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}
      </dl>
      {Object.entries(heads).map(([code, head]) => {
        const these = answers.filter((answer) => answer.step === code);
        return these.length > 0 && (
          <section key={code} class="w-report-answers">
            <h3>{head}</h3>
            <Answers answers={these} />
          </section>
        );
      })}
    </Card>
  );
}
