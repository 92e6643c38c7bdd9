import {PageBody} from '../../shell/page';

export default function Help() {
  return <PageBody title="Help"><p /></PageBody>;
}
