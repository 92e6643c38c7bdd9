/** One workflow: drawn with what stands where now, its states, its scripts, and what is known to be wrong with it. */
import {Link, useSearchParams} from 'wouter-preact';
import {useMemo} from 'preact/hooks';

import {useLive, type Live} from '../../api/live';
import {useDocument} from '../../api/query';
import {readChart, type WorkflowDocument} from '../../parts/chart';
import {Drawing} from '../../parts/drawing';
import {Icon} from '../../parts/icon';
import {Failure, Loading} from '../../parts/notice';
import {PageTabs} from '../../parts/page-tabs';
import {Tag} from '../../parts/tag';
import {PageBody} from '../../shell/page';
import {clock, number} from '../../words/format';
import {say} from '../../words/language';
import {Checks} from './checks';
import {Scripts} from './scripts';
import {States} from './states';
import {countsOf, runningOn, type Status} from './status';
import {words} from './words';
import './workflows.css';

const tabs = ['drawing', 'states', 'scripts', 'checks'] as const;
type Tab = (typeof tabs)[number];

export default function Workflow({id}: {id: string}) {
  const own = words.value;
  const [asked] = useSearchParams();
  const tab: Tab = tabs.find((each) => each === asked.get('tab')) ?? 'drawing';
  const path = `/workflows/${encodeURIComponent(id)}`;
  const {data, error, refetch} = useDocument<WorkflowDocument>(`/v1/workflows/${encodeURIComponent(id)}`);
  const status = useLive<Status>('/v1/status');
  const root = useMemo(() => (data ? readChart(data.data.workflow) : null), [data]);
  if (error) return <PageBody title={own.title}><Failure error={error} retry={() => void refetch()} /></PageBody>;
  if (data === undefined || root === null) return <PageBody title={own.title}><Loading lines={12} /></PageBody>;
  const workflow = data.data;
  const title = say(workflow.title);
  const running = status.data && runningOn(workflow, status.data);
  return (
    <PageBody title={title} lead={say(workflow.description)} aside={<Link href="/workflows" class="w-workflows-back"><Icon name="left" size={18} />{own.back}</Link>}>
      <p class="w-row">
        <Tag tone="primary">{own.kind[workflow.kind]}</Tag>
        <Tag>{own.version(workflow.version)}</Tag>
        {running && <Link href={running.href}>{own.running[workflow.kind](running.count, number(running.count))}</Link>}
      </p>
      <PageTabs label={own.parts} tabs={tabs.map((each) => ({href: each === 'drawing' ? path : `${path}?tab=${each}`, text: own.tabs[each], here: each === tab}))} />
      {tab === 'drawing' && (
        <section class="w-stack" aria-label={own.tabs.drawing}>
          <Drawing workflow={id} counts={countsOf(id, status.data)} label={own.drawingLabel(title)} />
          <Freshness live={status} />
        </section>
      )}
      {tab === 'states' && <States workflow={workflow} root={root} status={status.data} />}
      {tab === 'scripts' && <Scripts id={id} root={root} path={path} />}
      {tab === 'checks' && <Checks workflow={workflow} />}
    </PageBody>
  );
}

function Freshness({live}: {live: Live<Status>}) {
  const own = words.value.live;
  const text = live.state === 'live' ? own.live(clock(live.receivedAt ?? new Date())) : own[live.state];
  return <p class="w-soft w-small">{text}</p>;
}
