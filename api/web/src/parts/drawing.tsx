/**
 * A workflow: drawn as the server draws it (one layout, the same everywhere: docs/adr/0012), in the colours of the screen, or told
 * in words. Which of the two, and nothing else, is remembered in this browser.
 */
import {signal} from '@preact/signals';
import {useMemo} from 'preact/hooks';

import {send, withQuery} from '../api/client';
import {useDocument, useQuery} from '../api/query';
import {language} from '../words/language';
import {marksOf, readChart, type WorkflowDocument} from './chart';
import {ChartList} from './chart-list';
import {words} from './drawing-words';
import {Sheet} from './drawing-sheet';
import {Failure, Loading} from './notice';
import './drawing.css';

const kept = 'wissel.drawing';
type View = 'drawing' | 'text';
/** Without a choice: the drawing, but words where a drawing would not fit. */
const chosen = signal<View | null>(localStorage.getItem(kept) as View | null);
const viewNow = (): View => chosen.value ?? (innerWidth < 640 ? 'text' : 'drawing');

function choose(view: View): void {
  chosen.value = view;
  localStorage.setItem(kept, view);
}

/**
 * `caseId`: with where that case stands, the way it came and the ways on. `counts`: how many stand in each state now, each leading
 * to those cases. `label`: what it is called for who cannot see it.
 */
export function Drawing({workflow, caseId, counts, label}: {workflow: string; caseId?: string; counts?: Record<string, number>; label: string}) {
  const path = withQuery(`/v1/workflows/${encodeURIComponent(workflow)}/diagram`, {format: 'svg', lang: language.value, case: caseId});
  const {data, error, refetch} = useQuery<string>({
    queryKey: ['document', path],
    queryFn: async ({signal}) => (await send(path, {signal, accept: 'image/svg+xml'})).text(),
  });
  const text = useDocument<WorkflowDocument>(`/v1/workflows/${encodeURIComponent(workflow)}`);
  const drawn = useMemo(() => (data === undefined ? null : parsed(data)), [data]);
  const root = useMemo(() => (text.data ? readChart(text.data.data.workflow) : null), [text.data]);
  const marks = useMemo(() => (drawn && caseId ? marksOf(drawn) : null), [drawn, caseId]);
  const casesOf = (state: string) => withQuery('/cases', {state: `${workflow}/${state}`});
  const view = viewNow();
  const own = words.value;
  const failed = error ?? text.error;
  if (failed || (data !== undefined && drawn === null)) return <Failure error={failed} retry={() => void Promise.all([refetch(), text.refetch()])} />;
  const shown = {marks, counts, casesOf};
  return (
    <div class="w-drawing">
      <div class="w-drawing-views" role="group" aria-label={own.view}>
        {(['drawing', 'text'] as const).map((each) => (
          <button key={each} type="button" class="w-drawing-view" aria-pressed={view === each} onClick={() => choose(each)}>{own[each]}</button>
        ))}
      </div>
      {(drawn === null || root === null) && <div class="w-drawing-empty"><Loading lines={8} /></div>}
      {drawn && root && view === 'drawing' && <Sheet drawn={drawn} root={root} label={label} ofCase={caseId !== undefined} {...shown} />}
      {drawn && root && view === 'text' && (
        <div role="group" aria-label={label}>
          {isOther(root, marks) && <p class="w-soft">{own.other}</p>}
          <ChartList root={root} {...shown} />
        </div>
      )}
    </div>
  );
}

/** Null: what came is no drawing. */
function parsed(text: string): SVGSVGElement | null {
  const drawn = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return drawn.nodeName === 'svg' ? (drawn as unknown as SVGSVGElement) : null;
}

/** Whether the case stands in a state that the workflow of today does not have. */
function isOther(root: ReturnType<typeof readChart>, marks: ReturnType<typeof marksOf> | null): boolean {
  if (marks === null) return false;
  const known = new Set<string>();
  const add = (state: typeof root): void => {
    known.add(state.name);
    state.children.forEach(add);
  };
  add(root);
  return [...marks.state.keys()].some((name) => !known.has(name));
}
