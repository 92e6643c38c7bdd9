/** A workflow as the server draws it (one layout, the same everywhere), in the colours of the screen. */
import {useEffect, useRef, useState} from 'preact/hooks';

import {send, withQuery} from '../api/client';
import {useQuery} from '../api/query';
import {language} from '../words/language';
import {Failure, Loading} from './notice';
import './drawing.css';

/** `caseId`: with where that case stands, and the way it came. `label`: what the drawing is called for who cannot see it. */
export function Drawing({workflow, caseId, label}: {workflow: string; caseId?: string; label: string}) {
  const path = withQuery(`/v1/workflows/${encodeURIComponent(workflow)}/diagram`, {format: 'svg', lang: language.value, case: caseId});
  const {data, error, refetch} = useQuery<string>({
    queryKey: ['document', path],
    queryFn: async ({signal}) => (await send(path, {signal, accept: 'image/svg+xml'})).text(),
  });
  const place = useRef<HTMLDivElement>(null);
  const [bad, setBad] = useState(false);
  useEffect(() => {
    if (data === undefined || place.current === null) return;
    const drawn = new DOMParser().parseFromString(data, 'image/svg+xml').documentElement;
    setBad(drawn.nodeName !== 'svg');
    place.current.replaceChildren(document.importNode(drawn, true));
  }, [data]);
  if (error || bad) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <div class="w-drawing" role="group" aria-label={label} tabIndex={0}>
      {data === undefined && <Loading lines={6} />}
      <div ref={place} />
    </div>
  );
}
