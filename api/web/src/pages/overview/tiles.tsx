/** The four numbers that one looks at first; each opens its cases. */
import {Link} from 'wouter-preact';

import type {CaseStatus, LegStatus, RouteStatus} from '../../api/status';
import {Icon, type IconName} from '../../parts/icon';
import {seesAll} from '../../shell/session';
import {number} from '../../words/format';
import {useShared} from './context';
import {openOn, openPhases} from './numbers';
import {words} from './words';
import './tiles.css';

interface Tile {
  label: string;
  count: number;
  note?: string;
  icon: IconName;
  href: string;
  tone?: 'late' | 'stuck';
}

export function CaseTiles({status}: {status: CaseStatus}) {
  const {link} = useShared();
  const own = words.value.tiles;
  const {totals} = status;
  const [before, now] = status.weeks.items.slice(-2);
  return (
    <Tiles
      partly={status.scope.kind === 'all' && !seesAll() && !status.scope.reported}
      tiles={[
        status.scope.reported
          ? {label: own.inPeriod, count: totals.cases, icon: 'report', href: link({})}
          : {
              label: own.fresh,
              count: now?.reported ?? 0,
              note: own.freshNote(number(before?.reported ?? 0)),
              icon: 'report',
              href: link(now ? {reportedFrom: now.starts} : {}),
            },
        {
          label: own.open,
          count: totals.open,
          note: own.openNote(number(totals.cases)),
          icon: 'cases',
          href: link({phase: openPhases(status)}),
        },
        {
          label: own.overdue,
          count: totals.overdueCases,
          note: own.overdueNote(totals.overdueTerms, number(totals.overdueTerms)),
          icon: 'late',
          href: link({overdue: 'true'}),
          tone: 'late',
        },
        {
          label: own.stuck,
          count: totals.stuck,
          note: own.stuckNote,
          icon: 'stuck',
          href: link({stalled: 'true'}),
          tone: 'stuck',
        },
      ]}
    />
  );
}

export function RouteTiles({status}: {status: RouteStatus}) {
  const {link} = useShared();
  const own = words.value.tiles;
  const {totals, scope} = status;
  const [before, now] = status.weeks.items.slice(-2);
  const open = openOn(scope.code);
  return (
    <Tiles
      partly={!seesAll() && !scope.reported}
      tiles={[
        {
          label: own.began,
          count: now?.began ?? 0,
          note: own.freshNote(number(before?.began ?? 0)),
          icon: 'report',
          href: link(now ? {legBegan: `${scope.code}/${now.week}`} : {leg: open}),
        },
        {
          label: own.openLegs,
          count: totals.openLegs,
          note: own.openNote(number(totals.legs)),
          icon: 'cases',
          href: link({leg: open}),
        },
        {
          label: own.overdueTerms,
          count: totals.overdueTerms,
          icon: 'late',
          href: link({legTerm: `${scope.code}/overdue`}),
          tone: 'late',
        },
        {
          label: own.stuck,
          count: totals.stuck,
          note: own.stuckNote,
          icon: 'stuck',
          href: link({leg: open, stalled: 'true'}),
          tone: 'stuck',
        },
      ]}
    />
  );
}

export function MinistryTiles({
  ministry,
  counts,
}: {
  ministry: string;
  counts: {label: string; count: number; legs: LegStatus[]; icon: IconName}[];
}) {
  const {link} = useShared();
  return (
    <Tiles
      tiles={counts.map(({legs, ...tile}) => ({
        ...tile,
        href: link({legMinistry: legs.map((status) => `${ministry}/${status}`)}),
      }))}
    />
  );
}

function Tiles({tiles, partly = !seesAll()}: {tiles: Tile[]; partly?: boolean}) {
  return (
    <section aria-label={words.value.tiles.heading}>
      <ul class="w-overview-tiles">
        {tiles.map((tile) => (
          <li key={tile.label}>
            <Link
              href={tile.href}
              class={`w-overview-tile ${tile.tone && tile.count > 0 ? `w-overview-tile-${tile.tone}` : ''}`}
            >
              <span class="w-overview-tile-label">
                <Icon name={tile.icon} />
                {tile.label}
              </span>
              <span class="w-overview-tile-count">{number(tile.count)}</span>
              <span class="w-overview-tile-note">{tile.note ?? '\u00a0'}</span>
            </Link>
          </li>
        ))}
      </ul>
      {/* The numbers count all cases, the list has those of whoever asks; said where the first links are. */}
      {partly && <p class="w-overview-seen w-small w-soft w-no-print">{words.value.seen}</p>}
    </section>
  );
}

export function TilesWaiting() {
  return (
    <ul class="w-overview-tiles" aria-hidden="true">
      {[0, 1, 2, 3].map((at) => (
        <li key={at}>
          <div class="w-overview-tile">
            <span class="w-overview-tile-label">{'\u00a0'}</span>
            <span class="w-overview-tile-count">{'\u00a0'}</span>
            <span class="w-overview-tile-note">{'\u00a0'}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
