/** What can be done with the case now, and which of it is open: that stands in the address (`?do=EVENT&leg=LEG`). */
import {useMemo} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {useDocument} from '../../api/query';
import type {Me, Page, Transition} from '../../api/types';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {useRoleWords, useCaseWords} from './case-words';
import {versionOf} from './changes';
import {keyOf, type Doing} from './doing';
import {doingsOf} from './doings';
import {pathOf, type FollowedCase} from './following';
import {formWords} from './form-words';
import {useRouting} from './routing';
import {useTerms} from './terms';
import type {WholeCase} from './types';

export interface Doings {
  /** `null`: that is being read. */
  all: Doing[] | null;
  /** Whether `all` is of the version of the case that is shown. */
  current: boolean;
  open: string | null;
  asked: {id: string; leg: string | null} | null;
  show: (doing: Pick<Doing, 'id' | 'leg'>) => void;
  close: () => void;
}

export function useDoings(one: WholeCase, me: Me, followed: FollowedCase): Doings {
  const transitions = useDocument<Page<Transition>>(`${pathOf(one.id)}/transitions`);
  const terms = useTerms(one.id);
  const routing = useRouting(one.id);
  const organisations = useOrganisations();
  const vocabulary = useVocabulary();
  const caseWords = useCaseWords(one);
  const {report} = caseWords;
  const role = useRoleWords();
  const [search, setSearch] = useSearchParams();
  const order = (leg: string | null, event: string) =>
    caseWords
      .workflow((leg === null ? one.lifecycle : one.legs.find((each) => each.id === leg))?.workflow.id ?? '')
      ?.order(event) ?? [];
  const all = useMemo(() => {
    if (
      !transitions.data ||
      !terms.data ||
      !routing.data ||
      !organisations.ready ||
      !vocabulary.ready ||
      report === null ||
      !caseWords.ready
    )
      return null;
    return doingsOf(one, transitions.data.data.items, terms.data.data.items, routing.data.data, {
      me,
      organisations: organisations.all,
      report,
      grounds: vocabulary.items('wooGrounds').map((ground) => ground.code),
      words: {...formWords, role},
      order,
    });
  }, [one, me, transitions.data, terms.data, routing.data, organisations.ready, vocabulary.ready, report, caseWords.ready]);
  const id = search.get('do');
  const asked = id === null ? null : {id, leg: search.get('leg')};
  const set = (doing: Pick<Doing, 'id' | 'leg'> | null) =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        made.delete('do');
        made.delete('leg');
        if (doing) made.set('do', doing.id);
        if (doing?.leg) made.set('leg', doing.leg);
        return made;
      },
      {replace: doing === null},
    );
  return {
    all,
    current: versionOf(transitions.data?.etag ?? null) === versionOf(followed.answer?.etag ?? null),
    open: asked && keyOf(meant(asked, all)),
    asked,
    show: set,
    close: () => set(null),
  };
}

/** A link may name an action without its leg, as long as there is only one of that name. */
function meant(asked: Pick<Doing, 'id' | 'leg'>, all: Doing[] | null): Pick<Doing, 'id' | 'leg'> {
  const named = (all ?? []).filter((each) => each.id === asked.id);
  const only = named[0];
  return asked.leg === null && named.length === 1 && only ? only : asked;
}
