import {useEffect, useState} from 'preact/hooks';

import {Field} from '../../parts/field';
import {areBackwards, firstDay, inOrder, periodNames, type Days, type Period, type PeriodName} from './period';
import {words} from './words';

/** When the bottlenecks were reported that are counted. `replaced`: a day of it was changed, not another one chosen. */
export function PeriodChoice({
  period,
  days,
  onChoose,
}: {
  period: Period;
  days: Days;
  onChoose: (period: Period, replaced?: boolean) => void;
}) {
  const own = words.value.period;
  const chosen = period.kind === 'named' ? period.name : period.kind;
  const choose = (value: string) => {
    if (value === 'ever') onChoose({kind: 'ever'});
    // The days of before are a beginning to change.
    else if (value === 'own') onChoose({kind: 'own', ...days});
    else onChoose({kind: 'named', name: value as PeriodName});
  };
  return (
    <>
      <Field label={own.label}>
        {(wiring) => (
          <select
            {...wiring}
            class="utrecht-select utrecht-select--html-select w-overview-period"
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="ever">{own.ever}</option>
            {periodNames.map((name) => (
              <option key={name} value={name}>
                {own.names[name]}
              </option>
            ))}
            <option value="own">{own.own}</option>
          </select>
        )}
      </Field>
      {period.kind === 'own' && <OwnDays days={days} onChoose={(made) => onChoose({kind: 'own', ...made}, true)} />}
    </>
  );
}

/**
 * The first and the last day. While somebody types, a browser tells of days on the way there (of the year 20, say), so that
 * what is typed stands here until it is two days in order.
 */
function OwnDays({days, onChoose}: {days: Days; onChoose: (days: Days) => void}) {
  const own = words.value.period;
  const [typed, setTyped] = useState<Days>(days);
  useEffect(() => setTyped(days), [days.from, days.to]);
  const change = (which: 'from' | 'to', day: string) => {
    const {[which]: _, ...rest} = typed;
    const made: Days = day === '' ? rest : {...rest, [which]: day};
    setTyped(made);
    if (inOrder(made)) onChoose(made);
  };
  return (
    <>
      {(['from', 'to'] as const).map((which) => (
        <Field key={which} label={own[which]} faults={which === 'to' && areBackwards(typed) ? [own.backwards] : []}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              class="utrecht-textbox"
              min={firstDay}
              value={typed[which] ?? ''}
              onChange={(event) => change(which, event.currentTarget.value)}
            />
          )}
        </Field>
      ))}
    </>
  );
}
