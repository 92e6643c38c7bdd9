/** The words of this page's parts, put together from the vocabulary, the organisations and the definitions in use. */
import {ask} from '../../api/client';
import {useDocument, useQuery} from '../../api/query';
import type {Owner, Schema} from '../../api/types';
import {roleWord} from '../../parts/role-word';
import {day, list} from '../../words/format';
import {language, say} from '../../words/language';
import {useOrganisations, useRoutes, useVocabulary} from '../../words/vocabulary';
import type {Telling} from './changes';
import type {Words4Events} from './gist';
import {eventWords} from './event-words';
import type {LegOfCase, WholeCase, WorkflowDocument} from './types';
import {workflowWords, type WorkflowWords} from './workflow-words';

export interface CaseWords extends Words4Events {
  role(role: string): string;
  /** An owner as one line: organisation and role. */
  owner(owner: Owner): string;
  leg(leg: LegOfCase): string;
  telling: Telling;
  report: Schema | null;
  /** The definitions are there, or there are none to be had. */
  ready: boolean;
}

const long = 10 * 60_000;

/** The definitions that this case runs on, by their ids. Until they are there their words are missing, nothing else. */
function useWorkflows(one: WholeCase | undefined): Map<string, WorkflowWords> | null {
  const ids = [
    ...new Set([one?.lifecycle, ...(one?.legs ?? [])].flatMap((machine) => (machine ? [machine.workflow.id] : []))),
  ].sort();
  const {data, error} = useQuery<[string, WorkflowWords][]>({
    queryKey: ['document', `/v1/workflows/ ${ids.join(' ')}`],
    queryFn: ({signal}) =>
      Promise.all(
        ids.map(async (id): Promise<[string, WorkflowWords]> => [
          id,
          workflowWords((await ask<WorkflowDocument>(`/v1/workflows/${encodeURIComponent(id)}`, {signal})).data),
        ]),
      ),
    enabled: ids.length > 0,
    staleTime: long,
  });
  // A definition that cannot be read costs words, never the page.
  return data || error || ids.length === 0 ? new Map(data ?? []) : null;
}

export function useCaseWords(one: WholeCase | undefined): CaseWords {
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const routes = useRoutes();
  const workflows = useWorkflows(one);
  const {data: report} = useDocument<Schema>('/v1/schemas/report', {staleTime: long});
  const own = eventWords.value;
  const word = (codes: string, code: string) => vocabulary.word(codes, code);
  const role = (code: string) => roleWord(code, {word});
  const owner = (each: Owner) =>
    own.events.inRole(say(each.organisation.name) || organisations.name(each.organisation.oin), role(each.role));
  const leg = (each: LegOfCase) =>
    each.overlay ? say(workflows?.get(each.workflow.id)?.title) || own.events.about : routes.title(each.route);
  const schema = report?.data ?? null;
  return {
    word,
    role,
    owner,
    leg,
    report: schema,
    ready: workflows !== null,
    organisation: organisations.name,
    ministry: organisations.ministry,
    workflow: (id) => workflows?.get(id),
    say,
    day,
    list,
    field: (name) => {
      const [top = '', inner = ''] = name.split(/[./]/);
      const outer = schema?.properties?.[top];
      return [say(outer?.label), inner && say(outer?.properties?.[inner]?.label)].filter(Boolean).join(' ') || name;
    },
    own: own.events,
    telling: {
      rows: own.differences,
      lifecycle: own.differences.lifecycle,
      none: own.differences.none,
      route: leg,
      phase: (code) => word('phases', code),
      owner,
      words: (state) => say(state.title) || state.name,
      due: (due) => day(new Date(new Date(due).getTime() - 1)),
      routing: (route) => routes.title(route),
      closed: (code) => word('closedAs', code),
      waiting: (kind) => word('waiting', kind),
      visibility: (code) => word('visibility', code),
    },
  };
}

/** The words of a role in both languages, for a list that a form offers. */
export function useRoleWords(): (role: string) => {nl: string; en: string} {
  const vocabulary = useVocabulary();
  void language.value;
  return (role) => vocabulary.items('roles').find((each) => each.code === role)?.title ?? {nl: role, en: role};
}
