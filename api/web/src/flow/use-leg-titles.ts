/** What a leg is called by the code of its route or overlay. */
import {useDocument} from '../api/query';
import type {Page, WorkflowSummary} from '../api/types';
import {say} from '../words/language';
import {useRoutes} from '../words/vocabulary';

export interface LegTitles {
  title(code: string | null | undefined): string;
  ready: boolean;
}

/** A route by its own title, an overlay (it is no route) by that of its workflow. */
export function useLegTitles(): LegTitles {
  const routes = useRoutes();
  const {data} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 10 * 60_000});
  const workflows = data?.data.items ?? [];
  return {
    title: (code) => {
      if (!code) return '';
      const route = routes.all.find((one) => one.id === code);
      return say(route?.title ?? workflows.find((one) => one.id === code)?.title) || code;
    },
    ready: routes.all.length > 0 && data !== undefined,
  };
}
