import {PageBody} from '../../shell/page';

export default function Workflow(_: {id: string}) {
  return <PageBody title="Workflow"><p /></PageBody>;
}
