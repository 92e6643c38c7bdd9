/** What the bottleneck is: in the reporter's words, with who and what is involved; the whole report one press away. */
import type {Schema} from '../../api/types';
import type {Members} from '../../forms/schema';
import {Card} from '../../parts/card';
import {Icon} from '../../parts/icon';
import {Day} from '../../parts/moment';
import {SchemaValues, useAnswerInWords} from '../../parts/schema-values';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {sectionWords} from './section-words';
import type {WholeCase} from './types';

/** In the order of the form; the title is the page's, the description and the view stand by themselves. */
const apart = new Set(['proposal', 'confirmedNotBsn', 'joins']);
const order = [
  'title',
  'description',
  'matter',
  'dataCategories',
  'sensitivity',
  'holders',
  'requester',
  'onBehalfOf',
  'purpose',
  'legalBasis',
  'secrecy',
  'checkedWith',
  'barriers',
  'primaryBarrier',
  'ministries',
  'involved',
  'leadMinistry',
  'lead',
  'scope',
  'valuesCollide',
  'affected',
  'harm',
  'exchangeEnds',
  'deadline',
  'underWay',
  'tried',
  'attempts',
  'refusedBy',
  'occursElsewhere',
  'elsewhere',
  'documents',
  'sources',
  'endorsed',
  'ownReference',
  'mailbox',
];
const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

export function Matter({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.matter;
  const schema = caseWords.report;
  const answer = useAnswerInWords(schema);
  const report: Members = one.reports[0]?.report ?? {};
  const properties = schema?.properties ?? {};
  const words = (name: string) => (properties[name] ? answer(report[name], properties[name]) : '');
  const text = (name: string) => (typeof report[name] === 'string' ? report[name] : null);
  const facts = (rows: [string, string][]) => rows.filter(([, value]) => value !== '');
  const people = words('harm');
  const named = (name: string) => parties(report[name], caseWords, own.private);
  const involved = facts([
    [own.reporters, reporters(one, own.withdrawn)],
    [own.onBehalf, named('onBehalfOf')],
    [own.lead, words('lead')],
    [own.ministries, words('ministries')],
    [own.involved, words('involved')],
  ]);
  const hurt = facts([
    [own.affected, words('affected')],
    [own.severity, people],
    [own.ends, words('exchangeEnds')],
    [own.deadline, words('deadline')],
  ]);
  const stops = facts([
    [own.basis, words('legalBasis')],
    [own.main, words('barriers')],
    [own.task, words('purpose')],
    [own.underWay, underWay(report['underWay'], caseWords)],
    [own.tried, words('tried')],
  ]);
  return (
    <Card title={title} id="matter">
      <p class="w-case-description">{report['description'] === null ? own.erased : text('description')}</p>
      <div class="w-case-flow">
        <div>
          <p class="w-soft w-small">{own.holders}</p>
          <p class="w-case-strong">{named('holders')}</p>
        </div>
        <div class="w-case-arrow">
          <p class="w-soft w-small">{own.data}</p>
          <p>{words('dataCategories')}</p>
          <Icon name="right" />
        </div>
        <div>
          <p class="w-soft w-small">{own.requester}</p>
          <p class="w-case-strong">{named('requester')}</p>
        </div>
      </div>
      <div class="w-case-columns">
        <Facts title={own.hurt} rows={hurt} />
        <Facts title={own.barriers} rows={stops} />
        <Facts title={own.who} rows={involved} />
      </div>
      {one.reports.map((each, at) => (
        <details key={each.id} class="w-case-details">
          <summary>{at === 0 ? own.whole : own.wholeOf(say(each.submittedBy.organisation.name))}</summary>
          <WholeReport schema={schema} report={each.report} corrected={each['corrections']} />
          <p class="w-soft w-small">
            <Day at={each.submittedAt} />
          </p>
        </details>
      ))}
    </Card>
  );
}

/** What runs already: of which kind, and which; how far it goes stands in the whole report. */
function underWay(value: unknown, caseWords: CaseWords): string {
  const known = value as {kind?: string; reference?: string} | undefined;
  return [known?.kind && caseWords.word('underWay', known.kind), known?.reference].filter(Boolean).join(': ');
}

/** Organisations by what the reporter called them, who knows best whom he means; else by the register's name. */
function parties(value: unknown, caseWords: CaseWords, isPrivate: string): string {
  const all = (Array.isArray(value) ? value : [value]) as (
    {name?: string; organisation?: string; private?: boolean} | undefined
  )[];
  return all
    .flatMap((each) => {
      const name = each?.name ?? (each?.organisation ? caseWords.organisation(each.organisation) : '');
      return name ? [each?.private ? `${name} (${isPrivate})` : name] : [];
    })
    .join('; ');
}

function reporters(one: WholeCase, withdrawn: string): string {
  const gone = new Set((one.withdrawn ?? []).map((each) => each.oin));
  return one.parties
    .map((each) => `${say(each.name) || each.oin}${gone.has(each.oin) ? ` (${withdrawn})` : ''}`)
    .join(', ');
}

function Facts({title, rows}: {title: string; rows: [string, string][]}) {
  if (rows.length === 0) return null;
  return (
    <div class="w-stack w-case-tight">
      <h3>{title}</h3>
      <dl class="w-case-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function WholeReport({schema, report, corrected}: {schema: Schema | null; report: Members; corrected: unknown}) {
  const own = sectionWords.value.matter;
  if (schema === null) return null;
  const names = Object.keys(schema.properties ?? {})
    .filter((name) => !apart.has(name))
    .sort((a, b) => place(a) - place(b));
  const view = typeof report['proposal'] === 'string' ? report['proposal'] : '';
  const corrections = Array.isArray(corrected) ? (corrected as {at?: string; facts?: Members}[]) : [];
  return (
    <div class="w-stack">
      <SchemaValues schema={schema} value={report} only={names} />
      {view && (
        <div class="w-case-view">
          <h3>{own.opinion}</h3>
          <p class="w-read-text">{view}</p>
        </div>
      )}
      {corrections.map((each, at) => (
        <div key={at} class="w-case-view">
          <h3>
            {own.corrected}
            {each.at && (
              <>
                {' '}
                – <Day at={each.at} />
              </>
            )}
          </h3>
          <SchemaValues schema={schema} value={each.facts ?? {}} />
        </div>
      ))}
    </div>
  );
}
