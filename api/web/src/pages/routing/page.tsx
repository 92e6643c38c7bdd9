import {PageBody} from '../../shell/page';

export default function Routing() {
  return <PageBody title="Routing"><p /></PageBody>;
}
