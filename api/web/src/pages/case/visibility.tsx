/** Who may see the case: what holds now and why, and when that ends (docs/visibility.md). */
import {Day} from '../../parts/moment';
import {list} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import type {WholeCase} from './types';
import {words} from './words';

export function Visibility({one}: {one: WholeCase}) {
  const {word} = useVocabulary();
  const own = words.value.now;
  if (!one.visibility) return null;
  const {now, hearing, ground, reviewOn} = one.visibility;
  return (
    <div>
      <dt>{own.visible}</dt>
      <dd>
        {word('visibility', now)}
        {hearing && (
          <span class="w-soft w-case-block">
            {own.heard(list(hearing.holders.map((holder) => say(holder.name))))}{' '}
            {hearing.opensOn && <>{own.opensOn} <Day at={hearing.opensOn} /></>}
          </span>
        )}
        {ground && <span class="w-soft w-case-block">{word('wooGrounds', ground)}</span>}
        {reviewOn && (
          <span class="w-soft w-case-block">
            {own.reviewOn} <Day at={reviewOn} />
          </span>
        )}
      </dd>
    </div>
  );
}
