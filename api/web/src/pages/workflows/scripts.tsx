/** The scripts of a workflow: which agree, and one of them step by step. */
import {Link, useSearchParams} from 'wouter-preact';

import {useDocument} from '../../api/query';
import {causeWords} from '../../parts/chart-words';
import type {ChartState} from '../../parts/chart';
import {Card} from '../../parts/card';
import {Icon} from '../../parts/icon';
import {Empty, Failure, Loading, Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {list, number} from '../../words/format';
import {say} from '../../words/language';
import {spaced, told, type Script, type Scripts as Answer, type Told} from './script-steps';
import {words} from './words';

export function Scripts({id, root, path}: {id: string; root: ChartState; path: string}) {
  const own = words.value.scripts;
  const [asked] = useSearchParams();
  const {data, error, refetch} = useDocument<Answer>(`/v1/workflows/${encodeURIComponent(id)}/scripts`, {staleTime: 10 * 60_000});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Card><Loading lines={10} /></Card>;
  const {items, coverage} = data.data;
  if (items.length === 0) return <Empty title={own.empty.title}><p>{own.empty.text}</p></Empty>;
  const differ = items.filter((one) => !one.agrees).length;
  const chosen = items.find((one) => one.name === asked.get('script')) ?? items[0];
  return (
    <section class="w-stack" aria-label={words.value.tabs.scripts}>
      <p class="w-soft w-workflows-intro">{own.intro}</p>
      <p class="w-row">
        <Tag tone="good" icon="check">{own.agree(number(items.length - differ))}</Tag>
        {differ > 0 && <Tag tone="late" icon="late">{own.differ(number(differ))}</Tag>}
        <span class="w-soft w-small">
          {own.coverage(number(coverage.statesTaken), number(coverage.states), number(coverage.transitionsTaken), number(coverage.transitions))}
        </span>
      </p>
      <div class="w-workflows-scripts">
        <nav class="w-card w-workflows-choose" aria-label={own.choose}>
          <ul class="w-plain-list">
            {items.map((one) => (
              <li key={one.name}>
                <Link href={`${path}?tab=scripts&script=${encodeURIComponent(one.name)}`} aria-current={one === chosen ? 'true' : undefined}>
                  <span class={one.agrees ? 'w-workflows-good' : 'w-workflows-bad'}><Icon name={one.agrees ? 'check' : 'late'} size={18} /></span>
                  <span>{titleOf(one)}<span class="w-hidden"> ({one.agrees ? own.agrees : own.differs})</span></span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Steps script={chosen} root={root} />
      </div>
    </section>
  );
}

const titleOf = (script: Script): string => say(script.title) || spaced(script.name);

function Steps({script, root}: {script: Script | undefined; root: ChartState}) {
  const own = words.value.scripts;
  if (script === undefined) return null;
  const title = titleOf(script);
  return (
    <Card title={title} aside={<Tag tone={script.agrees ? 'good' : 'late'} icon={script.agrees ? 'check' : 'late'}>{script.agrees ? own.agrees : own.differs}</Tag>}>
      {script.fault && <Notice kind="error"><p class="w-workflows-fault">{say(script.fault)}</p></Notice>}
      {script.steps && (
        <div class="w-table-scroll" tabIndex={0} role="region" aria-label={own.steps(title)}>
          <table class="w-table">
            <caption class="w-hidden">{own.steps(title)}</caption>
            <thead>
              <tr>
                <th scope="col">{own.columns.at}</th>
                <th scope="col">{own.columns.what}</th>
                <th scope="col">{own.columns.now}</th>
                <th scope="col">{own.columns.ok}</th>
              </tr>
            </thead>
            <tbody>{told(script.steps, root).map((each, at) => <Step key={at} told={each} root={root} />)}</tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Step({told: {step, day, transition, states, entered, agrees}, root}: {told: Told; root: ChartState}) {
  const own = words.value.scripts;
  const what = step.cause === 'start' ? own.start : transition ? causeWords(transition) : step.event ?? own.passes;
  return (
    <tr>
      <td class="w-number w-workflows-day">{own.day(day)}</td>
      <td>
        {what}
        {step.cause === 'timer' && <div class="w-soft w-small">{own.timer}</div>}
        {step.cause === 'script' && step.event && !step.taken && <div class="w-soft w-small">{own.ignored}</div>}
      </td>
      <td>
        {states.map((state, at) => (
          <span key={state.name}>{at > 0 && ', '}{entered.has(state.name) ? <strong>{nameOf(state, root)}</strong> : nameOf(state, root)}</span>
        ))}
        {step.failure && <div class="w-small">{say(step.failure)}</div>}
        {agrees === false && step.expected && (
          <div class="w-small">{own.expected(list(step.expected.map((name) => titleIn(root, name))))}</div>
        )}
      </td>
      <td>
        {agrees === null ? <span class="w-soft w-small">{own.unsaid}</span>
          : <Tag tone={agrees ? 'good' : 'late'} icon={agrees ? 'check' : 'late'}>{agrees ? own.agrees : own.differs}</Tag>}
      </td>
    </tr>
  );
}

/** With the state around it, where that tells which of several it is. */
function nameOf(state: ChartState, root: ChartState): string {
  const around = parentOf(root, state);
  return around && around !== root && around.kind === 'compound' && isRegion(root, around) ? `${say(around.title)}: ${say(state.title)}` : say(state.title);
}

const isRegion = (root: ChartState, state: ChartState): boolean => parentOf(root, state)?.kind === 'parallel';

function parentOf(root: ChartState, state: ChartState): ChartState | null {
  if (root.children.includes(state)) return root;
  for (const child of root.children) {
    const found = parentOf(child, state);
    if (found) return found;
  }
  return null;
}

function titleIn(root: ChartState, name: string): string {
  const find = (state: ChartState): ChartState | null =>
    state.name === name ? state : state.children.map(find).find((each) => each !== null) ?? null;
  const found = find(root);
  return found ? nameOf(found, root) : name;
}
