/** Every code of the register with its words, from `GET /v1/vocabulary`, and who takes part, from `GET /v1/organisations`. */
import {useDocument} from '../api/query';
import type {Organisation, Page, RouteItem, VocabularyList, Words} from '../api/types';
import {say} from './language';

const long = {staleTime: 10 * 60_000};

export interface Vocabulary {
  /** The words for a code of a list; the code itself where it is not known. */
  word(list: string, code: string | null | undefined): string;
  describe(list: string, code: string): string;
  /** Whether every code of a list is described. */
  describes(list: string): boolean;
  items(list: string): {code: string; title: Words; description?: Words}[];
  ready: boolean;
}

export function useVocabulary(): Vocabulary {
  const {data} = useDocument<{lists: VocabularyList[]}>('/v1/vocabulary', long);
  const lists = data?.data.lists ?? [];
  const items = (list: string) => lists.find((one) => one.id === list)?.items ?? [];
  return {
    items,
    word: (list, code) => (code ? say(items(list).find((one) => one.code === code)?.title) || code : ''),
    describe: (list, code) => say(items(list).find((one) => one.code === code)?.description),
    describes: (list) => items(list).length > 0 && items(list).every((one) => one.description !== undefined),
    ready: data !== undefined,
  };
}

export interface Organisations {
  all: Organisation[];
  name(oin: string | null | undefined): string;
  /** The name of a ministry by its TOOI address. */
  ministry(tooi: string | null | undefined): string;
  ministries: Organisation[];
  ready: boolean;
}

export function useOrganisations(): Organisations {
  const {data} = useDocument<Page<Organisation>>('/v1/organisations', long);
  const all = data?.data.items ?? [];
  return {
    all,
    name: (oin) => (oin ? say(all.find((one) => one.oin === oin)?.name) || oin : ''),
    ministry: (tooi) => (tooi ? say(all.find((one) => one.tooi === tooi)?.name) || tooi : ''),
    ministries: all.filter((one) => one.kind === 'ministry'),
    ready: data !== undefined,
  };
}

export function useRoutes(): {all: RouteItem[]; title(route: string | null | undefined): string} {
  const {data} = useDocument<Page<RouteItem>>('/v1/routes', long);
  const all = data?.data.items ?? [];
  return {all, title: (route) => (route ? say(all.find((one) => one.id === route)?.title) || route : '')};
}
