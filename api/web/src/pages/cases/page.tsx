import {PageBody} from '../../shell/page';

export default function Cases() {
  return <PageBody title="Cases"><p /></PageBody>;
}
