import {PageBody} from '../../shell/page';

export default function Work() {
  return <PageBody title="Work"><p /></PageBody>;
}
