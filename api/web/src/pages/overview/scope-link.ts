import {useSearchParams} from 'wouter-preact';

import {withScope, type Scope} from './address';

/** The address of the numbers of another scope; the period and what else is chosen stay. */
export function useScopeLink(): (scope: Scope) => string {
  const [search] = useSearchParams();
  return (scope) => `/?${withScope(search, scope).toString()}`;
}
