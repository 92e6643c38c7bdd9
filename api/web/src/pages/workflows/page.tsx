import {PageBody} from '../../shell/page';

export default function Workflows() {
  return <PageBody title="Workflows"><p /></PageBody>;
}
