/** What is stuck, what is past its term, how old the open work is, and what its terms leave. */
import {Link} from 'wouter-preact';

import {ofRoute, type OverdueItem, type Status} from '../../api/status';
import {useDocument} from '../../api/query';
import type {CaseDocument} from '../../api/types';
import {Bars} from '../../charts/bars';
import {Day} from '../../parts/moment';
import {entry} from '../../shell/session';
import {number} from '../../words/format';
import {say} from '../../words/language';
import {useShared} from './context';
import {openOn, openPhases} from './numbers';
import {useScopeLink} from './scope-link';
import {Foot, Part} from './part';
import {words} from './words-of-work';

/** The lists are short: enough to begin with. */
const shown = 5;

export function StuckList({status}: {status: Status}) {
  const {link, tells} = useShared();
  const own = words.value.stuck;
  const items = status.stuck.items ?? [];
  const all = ofRoute(status) ? link({leg: openOn(status.scope.code), stalled: 'true'}) : link({stalled: 'true'});
  return (
    <Part id="stuck" title={own.heading} members={['stuck']}>
      {status.stuck.cases === 0 ? (
        <p>{own.none}</p>
      ) : !tells ? (
        <Hidden count={status.stuck.cases} />
      ) : (
        <ol class="w-overview-list">
          {items.slice(0, shown).map((item) => (
            <li key={item.case}>
              <CaseLink id={item.case} reference={item.reference} />
              <span class="w-small w-soft">
                {own.since} <Day at={item.since} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {status.stuck.cases > shown && tells && (
        <p>
          <Link href={all}>{own.all(number(status.stuck.cases))}</Link>
        </p>
      )}
    </Part>
  );
}

export function OverdueList({status}: {status: Status}) {
  const {link, tells} = useShared();
  const own = words.value.overdue;
  const routeName = (item: OverdueItem) =>
    item.route === null
      ? own.case
      : say(status.states.find((one) => one.workflow === item.route)?.title) ||
        say(ofRoute(status) ? status.scope.title : null);
  const cases = new Map<string, OverdueItem[]>();
  for (const item of status.overdue.items ?? []) cases.set(item.case, [...(cases.get(item.case) ?? []), item]);
  const count = ofRoute(status) ? status.overdue.terms : status.totals.overdueCases;
  return (
    <Part id="overdue" title={own.heading} members={['overdue', 'terms']}>
      {status.overdue.terms === 0 ? (
        <p>{own.none}</p>
      ) : !tells ? (
        <Hidden count={count} />
      ) : (
        <ol class="w-overview-list">
          {[...cases.values()].slice(0, shown).map(
            ([first, ...others]) =>
              first && (
                <li key={first.case}>
                  <CaseLink id={first.case} reference={first.reference} />
                  <span class="w-small w-soft">
                    <span class="w-overview-late">{own.late(first.days, number(first.days))}</span>: {routeName(first)}
                    {others.length > 0 && `, ${own.more(others.length)}`}
                  </span>
                </li>
              ),
          )}
        </ol>
      )}
      {tells && cases.size > shown && (
        <p>
          <Link href={ofRoute(status) ? link({legTerm: `${status.scope.code}/overdue`, sort: 'due'}) : link({overdue: 'true', sort: 'due'})}>
            {ofRoute(status) ? own.byTerm : own.all(number(count))}
          </Link>
        </p>
      )}
    </Part>
  );
}

/** For who may not see which they are. */
function Hidden({count}: {count: number}) {
  const to = useScopeLink();
  const who = entry.value.state === 'in' ? entry.value.me.organisation : null;
  return (
    <div class="w-stack">
      <p class="w-overview-tile-count">{number(count)}</p>
      <p>{words.value.hidden}</p>
      {who && (
        <p>
          <Link href={to({kind: 'organisation', oin: who.oin})}>{words.value.hiddenOwn}</Link>
        </p>
      )}
    </div>
  );
}

/** The status names cases by their reference; what they are about stands in the case. */
function CaseLink({id, reference}: {id: string; reference: string}) {
  const {data} = useDocument<CaseDocument>(`/v1/cases/${id}`, {staleTime: 60_000});
  const title = data?.data.reports[0]?.report['title'];
  return (
    <span class="w-overview-case">
      <Link href={`/cases/${id}`}>{typeof title === 'string' ? title : reference}</Link>
      {typeof title === 'string' && <span class="w-small w-soft">{reference}</span>}
    </span>
  );
}

export function Ages({status}: {status: Status}) {
  const {link} = useShared();
  const own = words.value.ages;
  const rows = ofRoute(status)
    ? status.ages.map((group) => ({...group, count: group.legs, filter: {legAge: `${status.scope.code}/${group.code}`}}))
    : status.ages.map((group) => ({...group, count: group.cases, filter: {age: group.code}}));
  const oldest = link(
    ofRoute(status)
      ? {leg: openOn(status.scope.code), sort: 'reported'}
      : {phase: openPhases(status), sort: 'reported'},
  );
  return (
    <Part id="ages" title={own.heading} members={['ages']}>
      <Bars
        caption={own.heading}
        heads={[own.label, ofRoute(status) ? own.legs : own.cases]}
        bars={rows.map((group) => ({
          key: group.code,
          label: capital(say(group.title)),
          href: group.count > 0 ? link(group.filter) : null,
          parts: [group.count],
          cells: [number(group.count)],
        }))}
      />
      <Foot>
        <p>
          <Link href={oldest}>{own.oldest}</Link>
        </p>
      </Foot>
    </Part>
  );
}

export function Terms({status}: {status: Status}) {
  const {link} = useShared();
  const own = words.value.terms;
  const byDue = link(
    ofRoute(status) ? {leg: openOn(status.scope.code), sort: 'due'} : {phase: openPhases(status), sort: 'due'},
  );
  const bars = ofRoute(status)
    ? status.terms.map((group) => ({
        code: group.code,
        title: group.title,
        count: group.terms,
        cells: [number(group.terms)],
        href: group.terms > 0 ? link({legTerm: `${status.scope.code}/${group.code}`}) : null,
      }))
    : status.terms.map((group) => ({
        code: group.code,
        title: group.title,
        count: group.cases,
        cells: [number(group.cases), number(group.terms)],
        href: group.cases > 0 ? link({term: group.code}) : null,
      }));
  return (
    <Part id="terms" title={own.heading} members={['terms', 'overdue']}>
      <Bars
        caption={own.heading}
        heads={ofRoute(status) ? [own.label, own.terms] : [own.label, own.cases, own.terms]}
        bars={bars.map((group) => ({
          key: group.code,
          label: capital(say(group.title)),
          parts: [group.count],
          cells: group.cells,
          href: group.href,
          ...(group.code === 'overdue' ? {tone: 'late' as const} : {}),
        }))}
      />
      <Foot>
        <p>
          <Link href={byDue}>{own.byDue}</Link>
        </p>
      </Foot>
    </Part>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
