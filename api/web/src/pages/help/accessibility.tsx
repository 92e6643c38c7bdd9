import {PageBody} from '../../shell/page';

export default function Accessibility() {
  return <PageBody title="Accessibility"><p /></PageBody>;
}
