/** In which phase cases are, what holds them up, and what came of them. */
import {ofRoute, type CaseStatus, type Status} from '../../api/status';
import {Bars} from '../../charts/bars';
import {list, number} from '../../words/format';
import {say} from '../../words/language';
import {useShared} from './context';
import {openPhases} from './numbers';
import {Foot, Part} from './part';
import {words} from './words-of-work';

export function Phases({status}: {status: CaseStatus}) {
  const {link} = useShared();
  const own = words.value.phases;
  return (
    <Part id="phases" title={own.heading} members={['phases']}>
      <Bars
        caption={own.heading}
        heads={[own.label, own.cases]}
        bars={status.phases.map((phase) => ({
          key: phase.code,
          label: say(phase.title),
          href: phase.cases > 0 ? link({phase: phase.code}) : null,
          parts: [phase.cases],
          cells: [number(phase.cases)],
        }))}
      />
    </Part>
  );
}

export function Barriers({status}: {status: CaseStatus}) {
  const {link} = useShared();
  const own = words.value.about;
  const rows = [...status.barriers].sort((a, b) => b.open - a.open || b.cases - a.cases);
  return (
    <Part id="barriers" title={own.barriers} members={['barriers']}>
      <Bars
        caption={own.barriers}
        heads={[own.barrier, own.open, own.all]}
        bars={rows.map((row) => ({
          key: row.code,
          label: say(row.title),
          href: row.cases > 0 ? link({barrier: row.code}) : null,
          parts: [row.open, row.cases - row.open],
          cells: [
            {
              text: number(row.open),
              href: row.open > 0 ? link({barrier: row.code, phase: openPhases(status)}) : null,
              label: `${say(row.title)}, ${own.open}`,
            },
            number(row.cases),
          ],
        }))}
      />
    </Part>
  );
}

export function Outcomes({status}: {status: Status}) {
  const {link} = useShared();
  const own = words.value.about;
  const counts = ofRoute(status)
    ? status.outcomes.map((one) => ({...one, count: one.legs, href: link({legOutcome: `${status.scope.code}/${one.code}`})}))
    : status.outcomes.map((one) => ({...one, count: one.cases, href: link({outcome: one.code})}));
  const used = counts.filter((one) => one.count > 0).sort((a, b) => b.count - a.count);
  const others = counts.filter((one) => one.count === 0).map((one) => begun(say(one.title)));
  return (
    <Part id="outcomes" title={own.outcomes} members={['outcomes']}>
      {used.length === 0 ? (
        <p>{own.noneYet}</p>
      ) : (
        <Bars
          caption={own.outcomes}
          heads={[own.outcome, ofRoute(status) ? words.value.legs.legs : words.value.phases.cases]}
          bars={used.map((one) => ({
            key: one.code,
            label: say(one.title),
            href: one.href,
            parts: [one.count],
            cells: [number(one.count)],
          }))}
        />
      )}
      {used.length > 0 && others.length > 0 && (
        <Foot>
          <p>{own.notYet(list(others))}</p>
        </Foot>
      )}
    </Part>
  );
}

/** Within a sentence: without its capital, unless it begins with an abbreviation. */
const begun = (text: string) => (/^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));
