/** Reporting a bottleneck: `?draft=&step=` one draft, `?sent=&report=` what was sent; otherwise where one begins. */
import {useSearchParams} from 'wouter-preact';

import {LinkButton} from '../../parts/button';
import {Empty} from '../../parts/notice';
import {PageBody} from '../../shell/page';
import {hasRole, me} from '../../shell/session';
import {Form} from './form';
import './report.css';
import {Sent} from './sent';
import {Start} from './start';
import {words} from './words';

export default function Report() {
  const [params] = useSearchParams();
  const own = words.value;
  const sent = params.get('sent');
  const draft = params.get('draft');
  if (sent !== null) return <Sent id={sent} report={params.get('report')} earlier={params.has('earlier')} />;
  if (!hasRole('reporter', 'coordinator', 'programme.lead')) {
    return (
      <PageBody title={own.title}>
        <Empty title={own.forbidden.title}>
          <p>{own.forbidden.text}</p>
          <p><LinkButton href="/cases">{own.forbidden.instead}</LinkButton></p>
        </Empty>
      </PageBody>
    );
  }
  if (draft !== null) return <Form key={draft} id={draft} organisation={me.value.organisation.oin} step={params.get('step') ?? ''} />;
  return <Start />;
}
