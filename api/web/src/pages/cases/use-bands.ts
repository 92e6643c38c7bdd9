/** The groups of ages and terms as the status counts them, with its words: `GET /v1/status`, members `ages` and `terms`. */
import {useDocument} from '../../api/query';
import type {Coded} from '../../api/types';

/** Asks only where `needed`; until the answer is there every part is empty. */
export function useBands(needed: boolean): (part: string) => readonly Coded[] {
  const {data} = useDocument<{ages: Coded[]; terms: Coded[]}>(needed ? '/v1/status' : null, {staleTime: 10 * 60_000});
  return (part) => (part === 'ages' ? data?.data.ages : part === 'terms' ? data?.data.terms : undefined) ?? [];
}
