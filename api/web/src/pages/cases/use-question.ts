/** The question in the address bar, and changing it. */
import {useMemo} from 'preact/hooks';
import {useLocation, useSearch} from 'wouter-preact';

import {readQuestion, writeQuestion, type Question} from './filters';

export interface Asked {
  question: Question;
  /** Goes to the address with these members changed, so that "back" undoes it. */
  ask(change: Partial<Question>): void;
  /** The address with these members changed. */
  addressOf(change: Partial<Question>): string;
}

export function useQuestion(): Asked {
  const search = useSearch();
  const [, go] = useLocation();
  const question = useMemo(() => readQuestion(search), [search]);
  const addressOf = (change: Partial<Question>) => {
    const query = writeQuestion({...question, ...change});
    return query === '' ? '/cases' : `/cases?${query}`;
  };
  return {question, addressOf, ask: (change) => go(addressOf(change))};
}
