/** What came in and what is done, week by week, over a period to choose; the band between is what was open. */
import {lazy, Suspense} from 'preact/compat';
import {useMemo} from 'preact/hooks';
import {Link, useSearchParams} from 'wouter-preact';

import {ofRoute, type Status} from '../../api/status';
import {Loading} from '../../parts/notice';
import {day, month, number, shortDay} from '../../words/format';
import {spanOf, spans} from './address';
import {useShared} from './context';
import {endedOn, levels, ofCases, ofLegs, openOn, openPhases, type Level} from './numbers';
import {Part, WideTable} from './part';
import {words} from './words';

const Cumulative = lazy(() => import('../../charts/cumulative'));
const Sample = lazy(() => import('../../charts/cumulative').then((chart) => ({default: chart.Sample})));

/** Ends of weeks are told by their last day, as people say it. */
const lastDay = (level: Level) => new Date(Date.parse(`${level.until}T12:00:00Z`) - 86_400_000);

export function OverTime({status}: {status: Status}) {
  const [search, setSearch] = useSearchParams();
  const span = spanOf(search);
  const {link} = useShared();
  const own = words.value.time;
  const legs = ofRoute(status);
  const points = useMemo(
    () =>
      legs
        ? levels(
            ofLegs(status.weeks.before),
            status.weeks.items.map((week) => ({starts: week.starts, ...ofLegs(week)})),
            span,
            status.day,
          )
        : levels(
            ofCases(status.weeks.before),
            status.weeks.items.map((week) => ({starts: week.starts, ...ofCases(week)})),
            span,
            status.day,
          ),
    [status, span],
  );
  const title = legs ? own.headingLegs : own.heading;
  const names = {came: legs ? own.cameLegs : own.came, went: legs ? own.wentLegs : own.went, between: own.open};
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const counts = {came: last.came, went: last.went, between: last.came - last.went};
  // What each line counts up to today. Of other days the list does not know how it was then.
  const hrefs = {
    came: link(ofRoute(status) ? {leg: [...openOn(status.scope.code), ...endedOn(status.scope.code)]} : {}),
    went: link(ofRoute(status) ? {leg: endedOn(status.scope.code)} : {phase: 'closed'}),
    between: link(ofRoute(status) ? {leg: openOn(status.scope.code)} : {phase: openPhases(status)}),
  };
  const choose = (value: string) =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        made.set('weeks', value);
        return made;
      },
      {replace: true},
    );
  return (
    <Part
      id="time"
      title={title}
      members={['weeks']}
      aside={
        <label class="w-overview-choice">
          <span>{own.span}</span>
          <select
            class="utrecht-select utrecht-select--html-select"
            value={String(span)}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {spans.map((weeks) => (
              <option key={weeks} value={String(weeks)}>
                {own.weeks(weeks)}
              </option>
            ))}
          </select>
        </label>
      }
      table={<TimeTable points={points} names={names} hrefs={hrefs} title={title} />}
    >
      <ul class="w-overview-legend">
        {(['came', 'went', 'between'] as const).map((of) => (
          <li key={of}>
            <Suspense fallback={<span class="w-overview-sample-room" />}>
              <Sample of={of} />
            </Suspense>
            <Link href={hrefs[of]}>
              {names[of]} <strong>{number(counts[of])}</strong>
            </Link>
          </li>
        ))}
      </ul>
      <Suspense
        fallback={
          <div class="w-overview-time-room">
            <Loading lines={5} />
          </div>
        }
      >
        <Cumulative
          title={title}
          description={own.description(
            day(lastDay(first)),
            day(status.day),
            number(last.came),
            number(last.went),
            number(last.came - last.went),
          )}
          points={points.map((level) => ({
            at: new Date(`${level.until}T00:00:00Z`),
            came: level.came,
            went: level.went,
          }))}
          number={number}
          month={month}
        />
      </Suspense>
    </Part>
  );
}

function TimeTable({
  points,
  names,
  hrefs,
  title,
}: {
  points: Level[];
  names: Record<'came' | 'went' | 'between', string>;
  /** Of today's numbers, which stand in the first row. */
  hrefs: Record<'came' | 'went' | 'between', string>;
  title: string;
}) {
  const own = words.value.time;
  return (
    <div class="w-overview-tall">
      <WideTable label={title}>
        <caption class="w-small w-soft">{own.table}</caption>
        <thead>
          <tr>
            <th scope="col">{own.until}</th>
            <th scope="col" class="w-amount">
              {names.came}
            </th>
            <th scope="col" class="w-amount">
              {names.went}
            </th>
            <th scope="col" class="w-amount">
              {names.between}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((level, row) => (
            <tr key={level.until}>
              <th scope="row" class="w-overview-row-head">
                {shortDay(lastDay(level))}
              </th>
              {(['came', 'went', 'between'] as const).map((of) => {
                const count = number(of === 'between' ? level.came - level.went : level[of]);
                return (
                  <td key={of} class="w-amount">
                    {row === 0 ? (
                      <Link href={hrefs[of]} aria-label={`${count}: ${names[of]}`}>
                        {count}
                      </Link>
                    ) : (
                      count
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </div>
  );
}
