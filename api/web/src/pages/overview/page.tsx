/** How everything stands, in numbers: of all bottlenecks, of a route, of a ministry, or of one organisation. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {entry} from '../../shell/session';
import {PageBody} from '../../shell/page';
import {isoDay} from '../../words/format';
import {say} from '../../words/language';
import {useOrganisations, useRoutes} from '../../words/vocabulary';
import {countsOnlyOpen, documentOf, scopeOf, withScope, type Scope} from './address';
import {Numbers} from './numbers-of';
import {daysOf, periodOf, withPeriod} from './period';
import {PeriodChoice} from './period-choice';
import {ScopeChoice} from './scope-choice';
import {words} from './words';
import './overview.css';

export default function Overview() {
  const [search, setSearch] = useSearchParams();
  const scope = scopeOf(search);
  const period = periodOf(search);
  const days = daysOf(period, useToday());
  const narrowed = days.from !== undefined || days.to !== undefined;
  const round = useLogins();
  const [tries, setTries] = useState(0);
  const own = words.value;
  const name = useNameOf(scope);
  return (
    <PageBody
      title={name ? own.titleOf(name) : own.title}
      lead={[
        own.leads[scope.kind],
        own.period.lead(days),
        narrowed && countsOnlyOpen(scope) && own.period.onlyOpen,
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <div class="w-overview-choices w-no-print">
        <ScopeChoice scope={scope} name={name ?? ''} onChoose={(chosen) => setSearch(withScope(search, chosen))} />
        <PeriodChoice
          period={period}
          days={days}
          onChoose={(chosen, replace = false) =>
            setSearch((before) => withPeriod(new URLSearchParams(before), chosen), {replace})
          }
        />
      </div>
      {/* The heading may take a second line for a name; what is below waits for that, so that it need not move. */}
      {name !== null && (
        <Numbers
          key={`${documentOf(scope, days)} ${round} ${tries}`}
          scope={scope}
          days={days}
          retry={() => setTries(tries + 1)}
        />
      )}
    </PageBody>
  );
}

/** The name of what the numbers are of: null as long as it is not known, empty where there is none. */
function useNameOf(scope: Scope): string | null {
  const organisations = useOrganisations();
  const routes = useRoutes().all;
  if (scope.kind === 'all') return '';
  if (scope.kind === 'route')
    return routes.length === 0 ? null : say(routes.find((one) => one.id === scope.route)?.title);
  if (!organisations.ready) return null;
  const found = organisations.all.find((one) =>
    scope.kind === 'organisation' ? one.oin === scope.oin : one.tooi === scope.ministry,
  );
  return say(found?.name);
}

/** The day in Amsterdam, also when it turns while the page is open. */
function useToday(): string {
  const [today, setToday] = useState(() => isoDay(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setToday(isoDay(new Date())), 30_000);
    return () => clearInterval(timer);
  }, []);
  return today;
}

/** How often somebody logged in while this page was open: what followed the numbers ended with the session before. */
function useLogins(): number {
  const inside = entry.value.state === 'in';
  const before = useRef(inside);
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (inside && !before.current) setCount((so) => so + 1);
    before.current = inside;
  }, [inside]);
  return count;
}
