import {PageBody} from '../../shell/page';

export default function Admin() {
  return <PageBody title="Admin"><p /></PageBody>;
}
