/** The routing table: `?version=` an earlier one, `?try=` a trial of the one in use. */
import {useEffect, useState} from 'preact/hooks';
import {Link, useSearchParams} from 'wouter-preact';

import {withQuery} from '../../api/client';
import {useDocument} from '../../api/query';
import {useTrial} from '../../api/trial';
import type {Schema, VocabularyList} from '../../api/types';
import {useReportSchema} from '../../forms/report-schema';
import type {Members} from '../../forms/schema';
import {LinkButton} from '../../parts/button';
import {Card} from '../../parts/card';
import {Day} from '../../parts/moment';
import {Failure, Loading, Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {PageBody} from '../../shell/page';
import {hasRole} from '../../shell/session';
import {isoDay} from '../../words/format';
import {language, say} from '../../words/language';
import {useOrganisations} from '../../words/vocabulary';
import {clauseOf} from './clause';
import {Rules, Urgency} from './rules';
import './routing.css';
import type {Table, TableDocument} from './table';
import {termsOf, type Terms} from './terms';
import {Told} from './told';
import {Ministries} from './ministries';
import {Result, TrialForm} from './trial';
import {answersOf, beginning, bodyFor, decode, encode, readNames} from './tryout';
import {words} from './words';

const long = {staleTime: 10 * 60_000};

export default function Routing() {
  const [params] = useSearchParams();
  const own = words.value;
  const version = params.get('version');
  const current = useDocument<TableDocument>('/v1/routing');
  const asked = useDocument<TableDocument>(version === null ? null : `/v1/routing/${encodeURIComponent(version)}`, long);
  const shown = version === null ? current : asked;
  const {schema, error: schemaError, refetch} = useReportSchema();
  const vocabulary = useDocument<{lists: VocabularyList[]}>('/v1/vocabulary', long);
  const organisations = useOrganisations();
  const document = shown.data?.data;
  const lists = vocabulary.data?.data.lists;
  const ready = document !== undefined && schema !== undefined && lists !== undefined;
  const error = shown.error ?? schemaError ?? vocabulary.error;
  const inUse = current.data?.data.version;
  const trying = params.has('try') && (version === null || version === inUse);

  // The address may lead to one rule or condition, which was not there yet when the page was loaded.
  useEffect(() => {
    if (ready && location.hash !== '') requestAnimationFrame(() => window.document.getElementById(location.hash.slice(1))?.scrollIntoView({block: 'center'}));
  }, [ready]);

  return (
    <PageBody
      title={own.title}
      lead={<><p>{own.lead}</p>{document?.table.description && <p>{say(document.table.description)}</p>}</>}
      aside={version === null && (trying
        ? <LinkButton href="/routing" icon="table">{own.onlyTable}</LinkButton>
        : hasRole('reporter', 'coordinator', 'programme.lead') && <LinkButton href="/routing?try=" kind="primary" icon="routes">{own.try}</LinkButton>)}
    >
      {error && !ready && <Failure error={error} retry={() => void Promise.all([shown.refetch(), refetch(), vocabulary.refetch()])} />}
      {!ready && !error && <Loading lines={26} />}
      {ready && document.version !== inUse && inUse !== undefined && (
        <Notice kind="warning">
          <p>{own.versions.earlier(document.version)} <Link href="/routing">{own.versions.toCurrent}</Link></p>
        </Notice>
      )}
      {ready && (
        <Whole document={document} schema={schema} trying={trying} {...(inUse === undefined ? {} : {inUse})}
          terms={termsOf(language.value, schema, lists, document.table, organisations.ministry)} />
      )}
    </PageBody>
  );
}

function Whole({document, schema, terms, trying, inUse}: {document: TableDocument; schema: Schema; terms: Terms; trying: boolean; inUse?: string}) {
  const {table} = document;
  if (trying && !hasRole('reporter', 'coordinator', 'programme.lead')) {
    return <><Notice kind="info"><p>{words.value.trial.forbidden}</p></Notice><TableInFull document={document} terms={terms} inUse={inUse} /></>;
  }
  if (trying) return <TrialPage table={table} schema={schema} terms={terms} />;
  return <TableInFull document={document} terms={terms} inUse={inUse} />;
}

function TrialPage({table, schema, terms}: {table: Table; schema: Schema; terms: Terms}) {
  const [params, setParams] = useSearchParams();
  const names = readNames(table, schema);
  const text = params.get('try') ?? '';
  const first = () => decode(text, names, schema) ?? beginning(names, schema);
  const [answers, setAnswers] = useState<Members>(first);
  const take = (changed: Members) => {
    setAnswers(changed);
    setParams({try: encode(changed, names, schema)}, {replace: true});
  };
  // Another address was gone to (back, a link): its answers hold. One's own changes are there already.
  useEffect(() => {
    if (text !== encode(answers, names, schema) && text !== '') setAnswers(first());
  }, [text]);
  const trying = useTrial(bodyFor(answers, schema, table, isoDay(new Date())), 300);
  return (
    <div class="w-routing-trial">
      <TrialForm
        schema={schema}
        names={names}
        answers={answers}
        trying={trying}
        onChange={take}
        onReset={() => take(beginning(names, schema))}
        onDraft={(report) => take({...beginning(names, schema), ...answersOf(names, report, schema)})}
      />
      <div class="w-stack w-routing-outcome">
        <Result trying={trying} answers={answers} onChange={take} />
        <Card title={words.value.rules.title}>
          {/* Not before there is a decision: the table has another shape with one. */}
          {trying.trial ? <Rules table={table} terms={terms} decision={trying.trial.decision} /> : <Loading lines={20} />}
        </Card>
      </div>
    </div>
  );
}

function TableInFull({document, terms, inUse}: {document: TableDocument; terms: Terms; inUse: string | undefined}) {
  const own = words.value;
  const {table} = document;
  return (
    <>
      <Card title={own.rules.title}>
        <p>{table.policy === 'unique' ? own.rules.policyUnique : own.rules.policyFirst}</p>
        <Rules table={table} terms={terms} decision={null} />
      </Card>
      {Object.keys(table.conditions ?? {}).length > 0 && (
        <Card title={own.conditions.title}>
          <p>{own.conditions.text}</p>
          <dl class="w-routing-conditions">
            {Object.entries(table.conditions ?? {}).map(([name, condition]) => (
              <div key={name} id={`condition-${name}`}>
                <dt>{say(condition.title)}</dt>
                <dd><Told clause={clauseOf(condition.when, terms)} /></dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      {(table.ministry?.length ?? 0) > 0 && (
        <Card title={own.ministry.title}>
          <p>{own.ministry.text}</p>
          <Ministries places={table.ministry ?? []} terms={terms} />
        </Card>
      )}
      {table.urgency && (
        <Card title={own.urgency.title}>
          <p>{own.urgency.text(table.urgency.urgentFrom)}</p>
          <Urgency rules={table.urgency.rules} terms={terms} />
        </Card>
      )}
      <Card title={own.versions.title}>
        <p>{own.versions.text}</p>
        <ul class="w-plain-list w-routing-versions">
          {[...document.versions].reverse().map((each) => (
            <li key={each.hash}>
              <Link href={each.version === inUse ? '/routing' : withQuery('/routing', {version: each.version})} aria-current={each.version === document.version ? 'true' : undefined}>
                {own.versions.label} {each.version}
              </Link>{' '}
              {each.version === inUse && <Tag tone="good">{own.versions.current}</Tag>}
              <p class="w-soft w-small"><Day at={each.inUseSince} /> · {own.versions.hash} <code class="w-routing-hash">{each.hash}</code></p>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
