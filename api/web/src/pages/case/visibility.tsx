/** Who may see the case, where the register says so. What changes it comes here, too, once the API takes that. */
import {Day} from '../../parts/moment';
import {useVocabulary} from '../../words/vocabulary';
import type {WholeCase} from './types';
import {words} from './words';

export function Visibility({one}: {one: WholeCase}) {
  const {word} = useVocabulary();
  const own = words.value.now;
  if (!one.visibility) return null;
  return (
    <div>
      <dt>{own.visible}</dt>
      <dd>
        {word('visibility', one.visibility.now)}
        {one.visibility.ground && <span class="w-soft w-case-block">{one.visibility.ground}</span>}
        {one.visibility.reviewOn && (
          <span class="w-soft w-case-block">
            {own.reviewOn} <Day at={one.visibility.reviewOn} />
          </span>
        )}
      </dd>
    </div>
  );
}
