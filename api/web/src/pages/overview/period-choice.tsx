import {Field} from '../../parts/field';
import {periodNames, withDay, type Days, type Period, type PeriodName} from './period';
import {words} from './words';

/** When the bottlenecks were reported that are counted. What is chosen counts at once. */
export function PeriodChoice({
  period,
  days,
  onChoose,
}: {
  period: Period;
  days: Days;
  onChoose: (period: Period) => void;
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
      {period.kind === 'own' &&
        (['from', 'to'] as const).map((which) => (
          <Field key={which} label={own[which]}>
            {(wiring) => (
              <input
                {...wiring}
                type="date"
                class="utrecht-textbox"
                value={period[which] ?? ''}
                onChange={(event) => onChoose({kind: 'own', ...withDay(days, which, event.currentTarget.value)})}
              />
            )}
          </Field>
        ))}
    </>
  );
}
