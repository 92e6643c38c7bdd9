/** The words that `told` and others need of a code, in the language of the screen. */
import {words} from '../parts/words';
import {day, number} from '../words/format';
import {say} from '../words/language';
import {useOrganisations, useVocabulary} from '../words/vocabulary';
import type {Names} from './told';

export function useNames(): Names {
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  return {
    say,
    word: (list, code) => vocabulary.word(list, code),
    organisation: (oin) => organisations.name(oin),
    ministry: (tooi) => organisations.ministry(tooi),
    day: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text),
    number,
    yes: words.value.yes,
    no: words.value.no,
  };
}
