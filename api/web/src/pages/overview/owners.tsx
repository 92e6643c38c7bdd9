/** Whose turn it is, and how the lanes of the ministries stand. */
import {Link} from 'wouter-preact';

import {ofRoute, type LegStatus, type MinistryCount, type Status} from '../../api/status';
import {Bars} from '../../charts/bars';
import {LinkButton} from '../../parts/button';
import {Notice} from '../../parts/notice';
import {list, number} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {laneOfMinistries} from './address';
import {useScopeLink} from './scope-link';
import {useShared} from './context';
import {endedStatuses, openStatuses, ownersOf, type OwnerRow} from './numbers';
import {Foot, Part} from './part';
import {MinistryTiles} from './tiles';
import {words as general} from './words';
import {words} from './words-of-work';

export function Owners({status}: {status: Status}) {
  const {link} = useShared();
  const own = words.value.owners;
  const rows = ownersOf(status.owners);
  const leads = !ofRoute(status);
  const href = (oin: string, legs: number) => {
    if (legs === 0) return null;
    return link(ofRoute(status) ? {legOwner: `${status.scope.code}/${oin}`} : {owner: oin});
  };
  const led = (row: OwnerRow) => ({
    text: number(row.cases ?? 0),
    href: row.cases ? link({caseOwner: row.oin}) : null,
    label: `${say(row.name)}, ${own.casesLong}`,
  });
  return (
    <Part id="owners" title={own.heading} members={['owners']}>
      {rows.length === 0 ? (
        <p>{own.none}</p>
      ) : (
        <Bars
          caption={own.heading}
          heads={leads ? [own.label, own.legs, own.cases] : [own.label, own.legs]}
          bars={rows.map((row) => ({
            key: row.oin,
            label: say(row.name),
            href: href(row.oin, row.legs),
            note: row.roles
              .map((role) => `${say(role.title) || role.role}${row.roles.length > 1 ? ` ${number(role.legs)}` : ''}`)
              .join(', '),
            parts: [row.legs],
            cells: leads ? [number(row.legs), led(row)] : [number(row.legs)],
          }))}
        />
      )}
      {leads && (
        <Foot>
          <p>{own.opens}</p>
        </Foot>
      )}
    </Part>
  );
}

const ended = (legs: MinistryCount['legs']) => legs.done + legs.refused + legs.handedBack + legs.withdrawn;

export function Ministries({ministries}: {ministries: MinistryCount[]}) {
  const {link} = useShared();
  const own = words.value.ministries;
  const used = ministries
    .filter((one) => one.open + ended(one.legs) > 0)
    .sort((a, b) => b.open - a.open || ended(b.legs) - ended(a.legs));
  const lane = (one: MinistryCount, legs: number, of: LegStatus[]) =>
    legs === 0 ? null : link({legMinistry: of.map((status) => `${one.code}/${status}`)});
  const others = ministries.filter((one) => !used.includes(one)).map((one) => say(one.title));
  return (
    <Part id="ministries" title={own.heading} members={['routes']}>
      {used.length === 0 ? (
        <p>{own.none}</p>
      ) : (
        <Bars
          caption={own.heading}
          heads={[own.label, own.open, own.ended]}
          bars={used.map((one) => ({
            key: one.code,
            label: say(one.title),
            href: link({ministry: one.code}),
            parts: [one.open, ended(one.legs)],
            cells: [
              {text: number(one.open), href: lane(one, one.open, openStatuses), label: `${say(one.title)}, ${own.open}`},
              {text: number(ended(one.legs)), href: lane(one, ended(one.legs), endedStatuses), label: `${say(one.title)}, ${own.ended}`},
            ],
          }))}
        />
      )}
      {others.length > 0 && used.length > 0 && (
        <Foot>
          <p>{own.others(list(others))}</p>
        </Foot>
      )}
    </Part>
  );
}

const statuses: LegStatus[] = [...openStatuses, ...endedStatuses];

/** How the legs on one route stand, of one ministry where that is given. */
export function LegBars({legs, route, ministry}: {legs: MinistryCount['legs']; route: string; ministry?: string}) {
  const {link} = useShared();
  const vocabulary = useVocabulary();
  const own = words.value.legs;
  const filter = (status: LegStatus) =>
    ministry === undefined ? {leg: `${route}/${status}`} : {legMinistry: `${ministry}/${status}`};
  return (
    <Part id="legs" title={own.heading} members={['routes']}>
      <Bars
        caption={own.heading}
        heads={[own.label, own.legs]}
        bars={statuses.map((status) => ({
          key: status,
          label: vocabulary.word('legStatus', status),
          href: legs[status] > 0 ? link(filter(status)) : null,
          parts: [legs[status]],
          cells: [number(legs[status])],
        }))}
      />
    </Part>
  );
}

/** All that the register counts of one ministry. */
export function OneMinistry({ministries, ministry}: {ministries: MinistryCount[]; ministry: string}) {
  const {link} = useShared();
  const to = useScopeLink();
  const own = words.value.ministries;
  const one = ministries.find((each) => each.code === ministry);
  if (!one) {
    return (
      <Notice kind="warning" title={general.value.absent.title}>
        <p>{own.unknown}</p>
        <p>
          <LinkButton href="/">{general.value.toAll}</LinkButton>
        </p>
      </Notice>
    );
  }
  return (
    <>
      <MinistryTiles
        ministry={ministry}
        counts={[
          {label: general.value.tiles.openLegs, count: one.open, legs: openStatuses, icon: 'cases'},
          {label: general.value.tiles.done, count: one.legs.done, legs: ['done'], icon: 'check'},
        ]}
      />
      <LegBars legs={one.legs} route={laneOfMinistries} ministry={ministry} />
      <p>
        {own.only} <Link href={to({kind: 'route', route: laneOfMinistries})}>{own.toLane}</Link>.{' '}
        <Link href={link({ministry})}>{own.cases}</Link>.
      </p>
    </>
  );
}
