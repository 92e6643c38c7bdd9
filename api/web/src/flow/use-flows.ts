/** The workflows in force, read once and kept. */
import {readDocument, useQuery} from '../api/query';
import {readFlow, type Flow, type WorkflowDocument} from './machine';

export interface Flows {
  /** Undefined until it is there, and where there is no such workflow in force. */
  get(id: string): Flow | undefined;
  ready: boolean;
  error: Error | null;
  retry(): void;
}

const read = new WeakMap<WorkflowDocument, Flow>();

function flowOf(document: WorkflowDocument): Flow {
  const known = read.get(document) ?? readFlow(document);
  read.set(document, known);
  return known;
}

/** The workflows with these ids; with none of them nothing is asked. */
export function useFlows(ids: string[]): Flows {
  const wanted = [...new Set(ids)].sort();
  const {data, error, refetch} = useQuery<WorkflowDocument[]>({
    queryKey: ['workflows in force', ...wanted],
    // One that is gone must not take the others with it.
    queryFn: async () => {
      const answers = await Promise.allSettled(wanted.map((id) => readDocument<WorkflowDocument>(`/v1/workflows/${encodeURIComponent(id)}`)));
      const there = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.data] : []));
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (there.length === 0 && failed) throw failed.reason;
      return there;
    },
    enabled: wanted.length > 0,
    staleTime: 10 * 60_000,
  });
  return {
    get: (id) => {
      const found = data?.find((one) => one.id === id);
      return found && flowOf(found);
    },
    ready: wanted.length === 0 || data !== undefined,
    error,
    retry: () => void refetch(),
  };
}
