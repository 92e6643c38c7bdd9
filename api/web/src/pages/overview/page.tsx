import {PageBody} from '../../shell/page';

export default function Overview() {
  return <PageBody title="Overview"><p /></PageBody>;
}
