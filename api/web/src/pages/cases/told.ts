/** How codes and states of cases are told in words: made once for a list, so that its rows need nothing of their own. */
import {useMemo} from 'preact/hooks';

import type {CaseRow, Machine} from '../../api/types';
import {useFlows, type Flows} from '../../flow/use-flows';
import {useLegTitles} from '../../flow/use-leg-titles';
import {standing} from '../../parts/case-facts';
import {abbreviated} from '../../parts/case-marks';
import {day} from '../../words/format';
import {language, say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {noRoute, parameterOf, type Filter} from './filters';
import {useBands} from './use-bands';
import {words} from './words';

export interface Told {
  phase(code: string): string;
  role(code: string): string;
  route(code: string | null | undefined): string;
  /** Where the case stands now, in words. */
  standing(row: CaseRow): string;
}

/** The words for the rows of a list. Stays the same object as long as the words are the same. */
export function useTold(rows: readonly CaseRow[]): Told {
  const vocabulary = useVocabulary();
  const legs = useLegTitles();
  // Of what stands in one state the document of the case has the words; of several at once only the workflow has them.
  const needed = rows.flatMap((row) => standing(row).filter((machine) => machine.states.length > 1).map((machine) => machine.workflow.id));
  const flows = useFlows(needed);
  const ids = [...new Set(needed)].sort().join();
  return useMemo(
    () => ({
      phase: (code) => vocabulary.word('phases', code),
      role: (code) => vocabulary.word('roles', code),
      route: legs.title,
      standing: (row) => [...new Set(standing(row).map((machine) => placeTitle(machine, flows)))].join(', '),
    }),
    [vocabulary.ready, legs.ready, flows.ready, ids, language.value],
  );
}

function placeTitle(machine: Machine, flows: Flows): string {
  if (machine.states.length > 1) {
    const place = flows.get(machine.workflow.id)?.placeOf(machine.states);
    if (place?.title) return say(place.title);
  }
  return [...new Set(machine.states.map((state) => say(state.title) || state.name))].join(', ');
}

/** The words for the values of filters. */
export function useFilterWords(filter: Filter): {label(name: string): string; value(name: string, value: string): string} {
  const vocabulary = useVocabulary();
  const legs = useLegTitles();
  const organisations = useOrganisations();
  const flows = useFlows((filter['state'] ?? []).map(workflowOf));
  const bands = useBands(['age', 'term', 'legAge', 'legTerm'].some((name) => name in filter));
  const own = words.value;
  const band = (part: string, value: string) => say(bands(part).find(({code}) => code === value)?.title) || value;
  /** "CCG: Juridische duidelijkheid": of what stands behind the slash, in its words. */
  const ofLeg = (value: string, tell: (code: string) => string) =>
    value.includes('/') ? `${abbreviated(legs.title(workflowOf(value)))}: ${tell(value.slice(value.indexOf('/') + 1))}` : value;
  return {
    label: (name) => own.name[name] ?? name,
    value: (name, value) => {
      const parameter = parameterOf(name);
      switch (parameter?.kind) {
        case 'code':
          if (name === 'route' && value === noRoute) return own.noRoute;
          return vocabulary.word(parameter.list ?? '', value);
        case 'band':
          return band(parameter.list ?? '', value);
        case 'day':
          return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value;
        case 'yesNo':
          return value === 'true' ? own.yes : value === 'false' ? own.no : value;
        case 'organisation':
          return organisations.name(value);
        case 'ministry':
          return organisations.ministry(value);
        case 'state':
          return stateWords(value, flows);
        case 'leg':
          return ofLeg(value, (code) => vocabulary.word('legStatus', code));
        case 'legBand':
          return ofLeg(value, (code) => band(parameter.list ?? '', code));
        case 'legCode':
          return ofLeg(value, (code) => vocabulary.word(parameter.list ?? '', code));
        case 'legOrganisation':
          return ofLeg(value, organisations.name);
        case 'legWeek':
          return ofLeg(value, (week) => (/^\d{4}-W\d{2}$/.test(week) ? own.week(week) : week));
        case 'legMinistry':
          if (beforeLast(value) === '') return value;
          return `${organisations.ministry(beforeLast(value))}: ${vocabulary.word('legStatus', value.slice(value.lastIndexOf('/') + 1))}`;
      }
      return value;
    },
  };
}

const workflowOf = (value: string): string => value.slice(0, Math.max(0, value.indexOf('/')));

/** "CCG: Intake". What this version of the workflow does not have stays as it was asked. */
function stateWords(value: string, flows: Flows): string {
  const flow = flows.get(workflowOf(value));
  const titles = flow?.titleOf(value.slice(value.indexOf('/') + 1)) ?? [];
  return flow && titles.length > 0 ? `${abbreviated(say(flow.title))}: ${titles.map(say).join(' – ')}` : value;
}

/** The address of a ministry has slashes of its own. */
const beforeLast = (value: string): string => value.slice(0, Math.max(0, value.lastIndexOf('/')));
