import {useDocument} from '../../api/query';
import type {RouteStatus} from '../../api/status';
import {Field} from '../../parts/field';
import {entry, seesAll} from '../../shell/session';
import {say} from '../../words/language';
import {useOrganisations, useRoutes} from '../../words/vocabulary';
import {documentOf, keyOf, laneOfMinistries, scopeOfKey, type Scope} from './address';
import {words} from './words';

/** Of what the numbers are. One choice, since the API has no document for a route and an organisation together. */
export function ScopeChoice({scope, name, onChoose}: {scope: Scope; name: string; onChoose: (scope: Scope) => void}) {
  const own = words.value.scope;
  const routes = useRoutes();
  const organisations = useOrganisations();
  const lane = useDocument<RouteStatus>(documentOf({kind: 'route', route: laneOfMinistries}), {staleTime: 10 * 60_000});
  const ministries = lane.data?.data.ministries ?? [];
  const who = entry.value.state === 'in' ? entry.value.me.organisation : null;
  const offered = seesAll() ? organisations.all : [];
  const chosen = keyOf(scope);
  const known = [
    'all',
    ...routes.all.map((one) => keyOf({kind: 'route', route: one.id})),
    ...ministries.map((one) => keyOf({kind: 'ministry', ministry: one.code})),
    ...[...offered, ...(who ? [who] : [])].map((one) => keyOf({kind: 'organisation', oin: one.oin})),
  ];
  return (
    <Field label={own.label}>
      {(wiring) => (
        <select
          {...wiring}
          class="utrecht-select utrecht-select--html-select w-overview-scope"
          value={chosen}
          onChange={(event) => onChoose(scopeOfKey(event.currentTarget.value))}
        >
          <option value="all">{own.all}</option>
          {who && !seesAll() && (
            <option value={keyOf({kind: 'organisation', oin: who.oin})}>{own.own(say(who.name))}</option>
          )}
          <optgroup label={own.routes}>
            {routes.all.map((one) => (
              <option key={one.id} value={keyOf({kind: 'route', route: one.id})}>
                {say(one.title)}
              </option>
            ))}
          </optgroup>
          {ministries.length > 0 && (
            <optgroup label={own.ministries}>
              {ministries.map((one) => (
                <option key={one.code} value={keyOf({kind: 'ministry', ministry: one.code})}>
                  {say(one.title)}
                </option>
              ))}
            </optgroup>
          )}
          {offered.length > 0 && (
            <optgroup label={own.organisations}>
              {offered.map((one) => (
                <option key={one.oin} value={keyOf({kind: 'organisation', oin: one.oin})}>
                  {say(one.name)}
                </option>
              ))}
            </optgroup>
          )}
          {/* What an address names and is not offered here has its place too, so that the choice tells the truth. */}
          {!known.includes(chosen) && <option value={chosen}>{name || '…'}</option>}
        </select>
      )}
    </Field>
  );
}
