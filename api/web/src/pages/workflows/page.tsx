/** All workflows: what they are for, and how many run on each now. */
import {Link} from 'wouter-preact';

import {useLive} from '../../api/live';
import {useDocument} from '../../api/query';
import type {Page, WorkflowSummary} from '../../api/types';
import {Card} from '../../parts/card';
import {Empty, Failure, Loading} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {PageBody} from '../../shell/page';
import {number} from '../../words/format';
import {say} from '../../words/language';
import {runningOn, type Status} from './status';
import {words} from './words';
import './workflows.css';

const kinds = ['lifecycle', 'route', 'overlay'] as const;

export default function Workflows() {
  const own = words.value;
  const {data, error, refetch} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 60_000});
  const status = useLive<Status>('/v1/status');
  return (
    <PageBody title={own.title} lead={own.lead}>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && data === undefined && <Card><Loading lines={10} /></Card>}
      {data && data.data.items.length === 0 && <Empty title={own.empty.title}><p>{own.empty.text}</p></Empty>}
      {data && kinds.map((kind) => {
        const some = data.data.items.filter((one) => one.kind === kind);
        return some.length > 0 && (
          <section key={kind} class="w-stack" aria-labelledby={`kind-${kind}`}>
            <div class="w-workflows-kind">
              <h2 id={`kind-${kind}`}>{own.kinds[kind]}</h2>
              <p class="w-soft">{own.kindLeads[kind]}</p>
            </div>
            <ul class="w-plain-list w-workflows-list">
              {some.map((one) => <li key={one.id}><Summary workflow={one} status={status.data} failed={status.error !== null} /></li>)}
            </ul>
          </section>
        );
      })}
    </PageBody>
  );
}

function Summary({workflow, status, failed}: {workflow: WorkflowSummary; status: Status | null; failed: boolean}) {
  const own = words.value;
  const running = status && runningOn(workflow, status);
  return (
    <div class="w-card w-workflows-card">
      <div class="w-card-head">
        <h3><Link href={`/workflows/${encodeURIComponent(workflow.id)}`}>{say(workflow.title)}</Link></h3>
        <span class="w-soft w-small">{own.version(workflow.version)}</span>
      </div>
      {workflow.description && <p>{say(workflow.description)}</p>}
      <p class="w-row w-workflows-numbers">
        {running && <Link href={running.href}>{own.running[workflow.kind](running.count, number(running.count))}</Link>}
        {running && (running.overdue ?? 0) > 0 && <Tag tone="late" icon="late">{own.overdue(number(running.overdue ?? 0))}</Tag>}
        {running && (running.stuck ?? 0) > 0 && <Tag tone="stuck" icon="stuck">{own.stuck(number(running.stuck ?? 0))}</Tag>}
        {!running && failed && <span class="w-soft">{own.noStatus}</span>}
      </p>
    </div>
  );
}
