/** What is known of a workflow beyond what stands in it: findings, what no script takes, and its versions. */
import {useDocument} from '../../api/query';
import type {Words} from '../../api/types';
import type {WorkflowDocument} from '../../parts/chart';
import {Card} from '../../parts/card';
import {Day} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import {Tag, type Tone} from '../../parts/tag';
import {say} from '../../words/language';
import type {Scripts} from './script-steps';
import {words} from './words';

interface Finding {
  pointer: string;
  severity: 'error' | 'warning' | 'note';
  code: string;
  message: Words;
  way?: string[];
}
const tones: Record<Finding['severity'], Tone> = {error: 'late', warning: 'stuck', note: 'info'};

export function Checks({workflow}: {workflow: WorkflowDocument}) {
  const own = words.value.checks;
  const path = `/v1/workflows/${encodeURIComponent(workflow.id)}`;
  const findings = useDocument<{items: Finding[]}>(`${path}/findings`, {staleTime: 10 * 60_000});
  const scripts = useDocument<Scripts>(`${path}/scripts`, {staleTime: 10 * 60_000});
  const missing = scripts.data?.data.coverage.missing;
  return (
    <section class="w-stack" aria-label={words.value.tabs.checks}>
      <Card title={own.findings}>
        {findings.error && <Failure error={findings.error} retry={() => void findings.refetch()} />}
        {!findings.error && findings.data === undefined && <Loading lines={3} />}
        {findings.data && findings.data.data.items.length === 0 && <p><strong>{own.none}</strong> {own.noneText}</p>}
        {findings.data && findings.data.data.items.length > 0 && (
          <ul class="w-plain-list w-stack">
            {findings.data.data.items.map((one) => <li key={one.code + one.pointer}><Told finding={one} /></li>)}
          </ul>
        )}
      </Card>
      <Card title={own.coverage}>
        {scripts.error && <Failure error={scripts.error} retry={() => void scripts.refetch()} />}
        {!scripts.error && missing === undefined && <Loading lines={2} />}
        {missing?.length === 0 && <p>{own.allCovered}</p>}
        {missing && missing.length > 0 && <ul>{missing.map((one) => <li key={one.pointer}><code>{one.name}</code></li>)}</ul>}
      </Card>
      <Card title={own.versions}>
        <p class="w-soft">{own.versionsText}</p>
        <div class="w-table-scroll" tabIndex={0} role="region" aria-label={own.versions}>
          <table class="w-table">
            <thead>
              <tr>
                <th scope="col">{own.columns.version}</th>
                <th scope="col">{own.columns.since}</th>
                <th scope="col">{own.columns.hash}</th>
              </tr>
            </thead>
            <tbody>
              {workflow.versions.map((one) => (
                <tr key={one.hash}>
                  <td>{one.version} {one.hash === workflow.hash && <Tag tone="good" icon="check">{own.current}</Tag>}</td>
                  <td><Day at={one.inUseSince} /></td>
                  <td><code title={one.hash}>{one.hash.slice(0, 19)}…</code></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </section>
  );
}

function Told({finding}: {finding: Finding}) {
  const own = words.value.checks;
  return (
    <div class="w-workflows-finding">
      <p class="w-row"><Tag tone={tones[finding.severity]}>{own.severity[finding.severity]}</Tag><span>{say(finding.message)}</span></p>
      <p class="w-soft w-small">{own.place} <code>{finding.pointer || '/'}</code></p>
      {finding.way && (
        <p class="w-soft w-small">{own.way} {finding.way.length === 0 ? own.atOnce : finding.way.map((event, at) => <span key={at}>{at > 0 && ' → '}<code>{event}</code></span>)}</p>
      )}
    </div>
  );
}
