import type {Decision, FailedClause} from '../../api/decision';
import {Tag} from '../../parts/tag';
import {day, list} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {choiceOf, clauseOf, flat} from './clause';
import type {Rule, Table, UrgencyRule} from './table';
import type {Terms} from './terms';
import {Because, Told} from './told';
import {words} from './words';

/** The rules in their order; with a decision, each tells whether it matched, and why not. */
export function Rules({table, terms, decision}: {table: Table; terms: Terms; decision: Decision | null}) {
  const own = words.value.rules;
  const judged = new Map(decision?.rules?.map((rule) => [rule.id, rule]) ?? []);
  const deciding = table.rules.findIndex((rule) => rule.id === decision?.rule);
  // In a trial the reason stands above the table, where there is room for it.
  const heads = [own.rule, own.when, own.then, ...(decision ? [] : [own.because])];
  // The roles stay said where the rows become blocks on a narrow screen, which takes them away in some browsers.
  return (
    <table class={decision ? 'w-table w-routing-table w-routing-judged' : 'w-table w-routing-table'} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {table.rules.map((rule, at) => {
          const one = judged.get(rule.id);
          const decides = at === deciding;
          const state = !one ? '' : decides ? 'w-routing-decides' : at < deciding ? 'w-routing-before' : 'w-routing-after';
          return (
            <tr key={rule.id} role="row" id={`rule-${rule.id}`} class={state} tabIndex={-1}>
              <th role="rowheader" scope="row" class="w-routing-id">
                {rule.id}
                {decides && <Tag tone="good" icon="check">{words.value.row.decides}</Tag>}
                {one?.matched && !decides && <Tag>{words.value.row.also}</Tag>}
              </th>
              <td role="cell" data-head={own.when}>
                <Told clause={clauseOf(rule.when, terms)} linked={decision === null} />
                {one?.failed && at < deciding && <WhyNot rule={rule} failed={one.failed} terms={terms} />}
              </td>
              <td role="cell" data-head={own.then}><Then rule={rule} terms={terms} /></td>
              {!decision && <td role="cell" data-head={own.because}><Because text={say(rule.because)} say={rule.say} terms={terms} /></td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Then({rule, terms}: {rule: Rule; terms: Terms}) {
  const own = words.value.rules;
  const vocabulary = useVocabulary();
  const chosen = (value: unknown, codes: string) => {
    const ways = choiceOf(value, terms);
    if (!ways) return <code>{JSON.stringify(value)}</code>;
    if (ways.length === 1 && ways[0]) return vocabulary.word(codes, ways[0].value);
    return (
      <ul>
        {ways.map(({value: code, when}) => (
          <li key={code}>{vocabulary.word(codes, code)}, {when ? own.if(flat(when, terms.lang)) : own.otherwise}</li>
        ))}
      </ul>
    );
  };
  return (
    <div class="w-routing-then">
      <strong>{rule.route === null ? own.triage : vocabulary.word('routes', rule.route)}</strong>
      {rule.referral !== undefined && <div>{chosen(rule.referral, 'referral')}</div>}
      {rule.with?.map((each) => <div key={each}>{vocabulary.word('routingWith', each)}</div>)}
      {rule.route !== null && <div class="w-small w-soft">{chosen(rule.mode ?? 'proposal', 'mode')}</div>}
    </div>
  );
}

/** What kept a rule from matching, and what stood in the report. A rule of one clause need not say it twice. */
function WhyNot({rule, failed, terms}: {rule: Rule; failed: FailedClause; terms: Terms}) {
  const own = words.value.row;
  const title = failed.condition ? terms.condition(failed.condition) : undefined;
  const single = ['text', 'condition'].includes(clauseOf(rule.when, terms).kind);
  const saw = Object.entries(failed.saw).map(([path, value]) => own.saw(terms.field(path) ?? path, sawOf(path, value, terms)));
  return (
    <div class="w-routing-why w-small">
      <p>
        <span class="w-routing-not">{single ? own.not : own.notAs}</span>
        {!single && ` ${title ?? flat(clauseOf(failed.clause, terms), terms.lang)}`}
        {failed.error && ` ${own.error}`}
      </p>
      {saw.length > 0 && <ul>{saw.map((each) => <li key={each}>{each}</li>)}</ul>}
    </div>
  );
}

function sawOf(path: string, value: unknown, terms: Terms): string {
  const own = words.value.row;
  if (value === null || value === undefined || value === '') return own.empty;
  if (Array.isArray(value)) {
    if (value.length === 0) return own.empty;
    return value.some((each) => typeof each === 'object') ? own.items(value.length) : list(value.map((each) => terms.value(path, each)));
  }
  if (typeof value === 'object') return own.items(Object.keys(value).length);
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : terms.value(path, value);
}

export function Urgency({rules, terms}: {rules: UrgencyRule[]; terms: Terms}) {
  const own = words.value;
  return (
    <table class="w-table w-routing-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {[own.rules.rule, own.rules.when, own.urgency.points, own.rules.because].map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rules.map((rule) => (
          <tr key={rule.id} role="row" id={`rule-${rule.id}`}>
            <th role="rowheader" scope="row" class="w-routing-id">{rule.id}</th>
            <td role="cell" data-head={own.rules.when}><Told clause={clauseOf(rule.when, terms)} /></td>
            <td role="cell" data-head={own.urgency.points} class="w-number">+{rule.points}{rule.urgent && <div class="w-small w-soft">{own.urgency.always}</div>}</td>
            <td role="cell" data-head={own.rules.because}><Because text={say(rule.because)} say={rule.say} terms={terms} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
