import {PageBody} from '../../shell/page';

export default function Case(_: {id: string}) {
  return <PageBody title="Case"><p /></PageBody>;
}
