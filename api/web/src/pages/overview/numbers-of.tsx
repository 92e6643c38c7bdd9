/** Follows the numbers of one scope, tells whether they are live, and lays them out. */
import {useMemo} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {useLive, type Live} from '../../api/live';
import {useDocument} from '../../api/query';
import {ofRoute, type Definition, type Status} from '../../api/status';
import {Button, LinkButton} from '../../parts/button';
import {Empty, Failure, Loading, Notice} from '../../parts/notice';
import {clock, day, moment} from '../../words/format';
import {say} from '../../words/language';
import {casesHref, countsOnlyOpen, documentOf, type Scope} from './address';
import {Context} from './context';
import {definitionsOf} from './definitions';
import {CaseParts, MinistryParts, RouteParts} from './layout';
import type {LinkTo} from './numbers';
import {withPeriod, within, type Days} from './period';
import {TilesWaiting} from './tiles';
import {words} from './words';

/**
 * The lists of what is counted. The status counts no confidential case, which the list does have for who may see it; of an
 * organisation what it takes part in; and of a period what was reported then.
 */
function countedIn(scope: Scope, days: Days): LinkTo {
  const whose = scope.kind === 'organisation' ? {party: scope.oin} : {};
  const narrowed = days.from !== undefined || days.to !== undefined;
  const visibility = narrowed && countsOnlyOpen(scope) ? ['open'] : ['open', 'parties'];
  return (filter) => casesHref(within(days, {...whose, ...filter, visibility}));
}

export function Numbers({scope, days, retry}: {scope: Scope; days: Days; retry: () => void}) {
  const live = useLive<Status>(documentOf(scope, days));
  const definitions = useDocument<{items: Definition[]}>('/v1/status/definitions', {staleTime: 10 * 60_000}).data?.data
    .items;
  const status = live.data;
  const shared = useMemo(
    () => ({
      link: countedIn(scope, days),
      definitions: definitions ?? [],
      tells: status?.stuck.items !== undefined,
    }),
    [documentOf(scope, days), definitions, status?.stuck.items !== undefined],
  );
  if (status === null) return live.error ? <Refused live={live} retry={retry} /> : <Waiting />;
  return (
    <Context.Provider value={shared}>
      <LiveLine live={live} status={status} />
      {status.scope.reported && isEmpty(status) ? (
        <Nothing scope={scope} days={days} />
      ) : scope.kind === 'ministry' && ofRoute(status) ? (
        <MinistryParts status={status} ministry={scope.ministry} />
      ) : ofRoute(status) ? (
        <RouteParts status={status} />
      ) : status.totals.cases === 0 ? (
        <Nothing scope={scope} days={days} />
      ) : (
        <CaseParts status={status} />
      )}
      <section class="w-overview-about" aria-label={words.value.missing.title}>
        <p>{say(status.scope.about)}</p>
        {ofRoute(status) && scope.kind === 'route' && <p>{words.value.missing.route}</p>}
        <AllDefinitions definitions={definitions ?? []} />
      </section>
    </Context.Provider>
  );
}

/** Room for what comes, of its likely size. */
function Waiting() {
  return (
    <>
      <div class="w-overview-live">
        <span class="w-soft">{words.value.live.starting} …</span>
      </div>
      <TilesWaiting />
      <div class="w-overview-waiting">
        <Loading lines={8} />
      </div>
    </>
  );
}

function Refused({live, retry}: {live: Live<Status>; retry: () => void}) {
  const status = live.error?.status;
  const own = status === 403 ? words.value.forbidden : status === 404 ? words.value.absent : null;
  if (!own) return <Failure error={live.error} retry={retry} />;
  return (
    <Notice kind="warning" title={own.title} live>
      <p>{own.text}</p>
      <p>
        <LinkButton href="/">{words.value.toAll}</LinkButton>
      </p>
    </Notice>
  );
}

const isEmpty = (status: Status): boolean =>
  status.totals.cases === 0 && (!ofRoute(status) || status.totals.legs === 0);

function Nothing({scope, days}: {scope: Scope; days: Days}) {
  const [search, setSearch] = useSearchParams();
  if (days.from || days.to) {
    return (
      <Empty title={words.value.period.none.title}>
        <p>{words.value.period.none.text}</p>
        <Button
          onClick={() => {
            setSearch(withPeriod(search, {kind: 'ever'}));
            // This button goes; what it changed stays.
            document.querySelector<HTMLElement>('.w-overview-period')?.focus();
          }}
        >
          {words.value.period.none.all}
        </Button>
      </Empty>
    );
  }
  const own = scope.kind === 'all';
  const none = own ? words.value.none : words.value.noneOf;
  return (
    <Empty title={none.title}>
      <p>{none.text}</p>
      {own && (
        <LinkButton kind="primary" icon="report" href="/report">
          {words.value.none.report}
        </LinkButton>
      )}
    </Empty>
  );
}

/** Whether what is seen is of now, and if not, why; read out when that changes, not with every number. */
function LiveLine({live, status}: {live: Live<Status>; status: Status}) {
  const own = words.value.live;
  const lost = live.state === 'trying';
  const kind = lost ? 'lost' : live.state === 'live' ? 'on' : 'wait';
  return (
    <div class={`w-overview-live w-overview-live-${kind}`}>
      <p class="w-overview-pulse" role="status">
        <span>{own[live.state]}</span>
        <span class="w-hidden">. {own.loaded}</span>
      </p>
      <AsOf status={status} />
      {lost && live.receivedAt && <p class="w-overview-lost">{own.lost(clock(live.receivedAt))}</p>}
    </div>
  );
}

/** The moment of the last change; where the day began after that, the numbers are those of the day's beginning. */
function AsOf({status}: {status: Status}) {
  const own = words.value.live;
  if (clock(status.asOf) === '00:00:00') return <p>{own.quiet(day(status.asOf))}</p>;
  return (
    <p>
      {own.changed} <time dateTime={status.asOf}>{moment(status.asOf)}</time>
    </p>
  );
}

function AllDefinitions({definitions}: {definitions: Definition[]}) {
  if (definitions.length === 0) return null;
  const shown = definitionsOf(
    definitions,
    definitions.map((one) => one.member),
  );
  return (
    <details>
      <summary>{words.value.missing.definitions}</summary>
      <dl class="w-facts">
        {shown.map((one) => (
          <div key={one.member} class="w-contents">
            <dt>{say(one.title)}</dt>
            <dd>{say(one.text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
