/** Why the case was routed so, what would change that, and what did not fit: the decision as the table told it. */
import {Link} from 'wouter-preact';

import {useDocument} from '../../api/query';
import type {Schema, Words} from '../../api/types';
import {isEmpty, schemaAt} from '../../forms/schema';
import {Card} from '../../parts/card';
import {When} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import {useAnswerInWords} from '../../parts/schema-values';
import {Tag} from '../../parts/tag';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {tellEvent} from './gist';
import {pathOf} from './following';
import {sectionWords} from './section-words';
import type {Decision, Question, RoutingDocument, WholeCase} from './types';

export function useRouting(id: string) {
  return useDocument<RoutingDocument>(`${pathOf(id)}/routing`);
}

export function Routing({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.routing;
  const {data, error, refetch} = useRouting(one.id);
  const decision = data?.data.decision ?? null;
  const current = data?.data.current ?? one.routing;
  return (
    <Card title={title} id="routing">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && !current && <p class="w-soft">{own.none}</p>}
      {data && current && (
        <>
          <div class="w-stack w-case-tight">
            <p class="w-row w-case-tight">
              <strong class="w-case-big">{current.route ? caseWords.word('routes', current.route) : own.stay}</strong>
              <Tag tone={current.status === 'proposed' ? 'info' : 'plain'}>
                {caseWords.word('routingStatus', current.status)}
              </Tag>
            </p>
            {(current.referral || current.ministry) && (
              <p>
                {[
                  current.referral && caseWords.word('referral', current.referral),
                  current.ministry && caseWords.ministry(current.ministry),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </p>
            )}
            <p>{say(current.because)}</p>
            <p class="w-soft w-small">
              {caseWords.word('mode', current.mode)}; {own.rule.toLowerCase()} {decision?.rule ?? current.rule}
              {decision && (
                <>
                  , <Link href={`/routing#rule-${decision.rule}`}>{own.table(decision.table.version)}</Link>
                </>
              )}
            </p>
          </div>
          {decision && <Deciding decision={decision} caseWords={caseWords} />}
          {decision && <Others decision={decision} caseWords={caseWords} />}
          {data.data.history.length > 1 && (
            <details class="w-case-details">
              <summary>{own.history}</summary>
              <ol class="w-case-list">
                {data.data.history.map((event) => {
                  const told = tellEvent(event, one, caseWords);
                  return (
                    <li key={event.version}>
                      {told.title}: {told.facts.join('. ')}{' '}
                      <span class="w-soft">
                        ({told.by}, <When at={event.at} />)
                      </span>
                    </li>
                  );
                })}
              </ol>
            </details>
          )}
        </>
      )}
    </Card>
  );
}

/** What would lead elsewhere, the questions that nobody answered, and what counts as urgent. */
function Deciding({decision, caseWords}: {decision: Decision; caseWords: CaseWords}) {
  const own = sectionWords.value.routing;
  return (
    <>
      {decision.questions.length > 0 && (
        <div class="w-stack w-case-tight">
          <h3>{own.questions}</h3>
          <ul class="w-case-list">
            {decision.questions.map((question) => (
              <Asked key={question.field} question={question} caseWords={caseWords} />
            ))}
          </ul>
        </div>
      )}
      {decision.nearest.length > 0 && (
        <div class="w-stack w-case-tight">
          <h3>{own.nearest}</h3>
          <p class="w-soft w-small">{own.nearestText}</p>
          <ul class="w-case-list">
            {decision.nearest.map((one) => (
              <li key={`${one.rule} ${String(one.route)}`}>{say(one.text)}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="w-stack w-case-tight">
        <h3>{own.urgency}</h3>
        {decision.urgency.reasons.length === 0 ? (
          <p class="w-soft">{own.noPoints}</p>
        ) : (
          <>
            <p>{own.urgencyText(own.points(decision.urgency.points), decision.urgency.urgent)}</p>
            <ul class="w-case-list">
              {decision.urgency.reasons.map((reason) => (
                <li key={reason.rule}>
                  {say(reason.because)} <span class="w-soft">({own.points(reason.points)})</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

function Asked({question, caseWords}: {question: Question; caseWords: CaseWords}) {
  const own = sectionWords.value.routing;
  const answer = useAnswerInWords(caseWords.report);
  const schema = caseWords.report && schemaAt(`/${question.field.replaceAll('.', '/')}`, caseWords.report);
  return (
    <li>
      {say(question.text)}
      <span class="w-soft w-case-block">
        {question.leadsTo
          .map((way) =>
            own.leads(
              schema ? answer(way.answer, schema) : way.answer,
              way.route ? caseWords.word('routes', way.route) : own.stay,
            ),
          )
          .join('; ')}
      </span>
    </li>
  );
}

/** The rules that did not match, each with what it saw; read only when somebody opens them. */
function Others({decision, caseWords}: {decision: Decision; caseWords: CaseWords}) {
  const own = sectionWords.value.routing;
  const {data} = useDocument<{table: {rules: {id: string; because: Words}[]}}>(
    `/v1/routing/${encodeURIComponent(decision.table.version)}`,
    {staleTime: 600_000},
  );
  const reasons = new Map((data?.data.table.rules ?? []).map((rule) => [rule.id, rule.because]));
  const answer = useAnswerInWords(caseWords.report);
  const saw = (seen: Record<string, unknown> | undefined) =>
    Object.entries(seen ?? {}).map(([name, value]) => {
      const field = name.replace(/^report\./, '');
      const schema: Schema | undefined = caseWords.report
        ? schemaAt(`/${field.replaceAll('.', '/')}`, caseWords.report)
        : undefined;
      return own.saw(
        caseWords.field(field),
        isEmpty(value) ? own.empty : (schema && answer(value, schema)) || String(value),
      );
    });
  const failed = decision.rules.filter((rule) => !rule.matched);
  const later = decision.rules.filter((rule) => rule.matched && rule.id !== decision.rule);
  return (
    <details class="w-case-details">
      <summary>{own.othersText(failed.length)}</summary>
      <dl class="w-facts">
        {failed.map((rule) => (
          <>
            <dt>{rule.id}</dt>
            <dd>
              {say(reasons.get(rule.id)).replace(/\{[^}]+\}/g, '…')}
              <span class="w-soft w-small w-case-block">{saw(rule.failed?.saw).join('; ')}</span>
            </dd>
          </>
        ))}
        {later.map((rule) => (
          <>
            <dt>{rule.id}</dt>
            <dd>
              {say(reasons.get(rule.id)).replace(/\{[^}]+\}/g, '…')}
              <span class="w-soft w-small w-case-block">{own.later}</span>
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}
