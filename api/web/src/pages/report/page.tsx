import {PageBody} from '../../shell/page';

export default function Report() {
  return <PageBody title="Report"><p /></PageBody>;
}
