/** How everything stands, in numbers: of all bottlenecks, of a route, of a ministry, or of one organisation. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {entry} from '../../shell/session';
import {PageBody} from '../../shell/page';
import {useOrganisations, useRoutes} from '../../words/vocabulary';
import {documentOf, scopeOf, withScope, type Scope} from './address';
import {Numbers} from './numbers-of';
import {ScopeChoice} from './scope-choice';
import {words} from './words';
import './overview.css';

export default function Overview() {
  const [search, setSearch] = useSearchParams();
  const scope = scopeOf(search);
  const round = useLogins();
  const [tries, setTries] = useState(0);
  const own = words.value;
  const name = useNameOf(scope);
  return (
    <PageBody
      title={scope.kind === 'all' || name === '' ? own.title : own.titleOf(name)}
      lead={own.leads[scope.kind]}
      aside={<ScopeChoice scope={scope} onChoose={(chosen) => setSearch(withScope(search, chosen))} />}
    >
      <Numbers key={`${documentOf(scope)} ${round} ${tries}`} scope={scope} retry={() => setTries(tries + 1)} />
    </PageBody>
  );
}

function useNameOf(scope: Scope): string {
  const organisations = useOrganisations();
  const routes = useRoutes();
  if (scope.kind === 'route') return routes.title(scope.route);
  if (scope.kind === 'organisation') return organisations.name(scope.oin);
  return scope.kind === 'ministry' ? organisations.ministry(scope.ministry) : '';
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
