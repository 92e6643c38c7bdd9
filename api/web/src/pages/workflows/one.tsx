import {PageBody} from '../../shell/page';
import {Drawing} from '../../parts/drawing';
import {useSearchParams} from 'wouter-preact';

export default function Workflow({id}: {id: string}) {
  const [q] = useSearchParams();
  const c = q.get('case');
  return <PageBody title="Workflow"><Drawing workflow={id} label="Tekening van x" {...(c ? {caseId: c} : {})} counts={{intake: 3, offered: 12, 'triage.assessing': 4, running: 2, 'treatment.running': 14}} /></PageBody>;
}
