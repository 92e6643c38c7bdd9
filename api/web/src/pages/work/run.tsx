/** Asks once more, does it for each case that was chosen, shows how far it is, and says of each what came of it. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {Link} from 'wouter-preact';

import {ApiError} from '../../api/client';
import {refresh} from '../../api/query';
import {Button} from '../../parts/button';
import {Dialog} from '../../parts/dialog';
import {Icon} from '../../parts/icon';
import {Notice} from '../../parts/notice';
import {words as partWords} from '../../parts/words';
import {performAll, type Deed, type Result} from './deeds';
import {words} from './words';

export function Run({deeds, onClose}: {deeds: Deed[]; onClose: (done: string[]) => void}) {
  const own = words.value;
  const kind = deeds[0]?.kind ?? 'confirm';
  const [results, setResults] = useState<Result[] | null>(null);
  const [over, setOver] = useState(false);
  const [stopping, setStopping] = useState(false);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const done = (results ?? []).filter((each) => each.state === 'done');
  const start = async () => {
    control.current = new AbortController();
    setResults(deeds.map((deed) => ({deed, state: 'waiting'})));
    await performAll(deeds, setResults, control.current.signal);
    setOver(true);
    void refresh('/v1/cases', '/v1/worklist', '/v1/status');
  };
  const close = () => {
    // While it runs there is nothing to close: what happens has to be told to the end.
    if (results === null || over) onClose(done.map((each) => each.deed.id));
  };
  return (
    <Dialog title={over ? own.run.over : own.deed[kind].title(deeds.length)} onClose={close}>
      {results === null && <p>{own.deed[kind].text}</p>}
      {results !== null && !over && (
        <div class="w-stack" role="status">
          <progress class="w-work-progress" max={deeds.length} value={done.length} aria-label={own.run.running} />
          <p>{own.run.busy(done.length, deeds.length)}</p>
        </div>
      )}
      {over && <Summary done={done.length} of={deeds.length} />}
      <ul class="w-plain-list w-work-results">
        {(results ?? deeds.map((deed) => ({deed, state: 'waiting'}) as Result)).map((result) => <Line key={result.deed.id} result={result} over={over} />)}
      </ul>
      <div class="w-row w-dialog-foot">
        {results === null && <Button kind="primary" onClick={() => void start()}>{own.deed[kind].many(deeds.length)}</Button>}
        {results === null && <Button onClick={close}>{partWords.value.cancel}</Button>}
        {results !== null && !over && (
          <Button
            busy={stopping}
            onClick={() => {
              setStopping(true);
              control.current?.abort();
            }}
          >
            {own.run.stop}
          </Button>
        )}
        {over && <Button kind="primary" onClick={close}>{own.run.close}</Button>}
      </div>
    </Dialog>
  );
}

function Summary({done, of}: {done: number; of: number}) {
  const own = words.value.run;
  const kind = done === of ? 'ok' : 'warning';
  return <Notice kind={kind} title={done === of ? own.allDone(of) : done === 0 ? own.noneDone : own.someDone(done, of)} live />;
}

function Line({result, over}: {result: Result; over: boolean}) {
  const own = words.value.run;
  const {deed} = result;
  return (
    <li>
      <span class={`w-work-result w-work-${result.state}`}>
        {result.state === 'done' && <Icon name="check" />}
        {result.state === 'failed' && <Icon name="late" />}
        <span>
          {over ? <Link href={`/cases/${deed.id}`}>{deed.reference}</Link> : deed.reference} {deed.title}
          {result.state === 'done' && <span class="w-work-why">{own.done}</span>}
          {result.state === 'running' && <span class="w-work-why">{own.running}</span>}
          {result.state === 'failed' && <span class="w-work-why">{reason(result.why)}</span>}
        </span>
      </span>
    </li>
  );
}

function reason(why: (Result & {state: 'failed'})['why']): string {
  const own = words.value.run;
  if (typeof why === 'string') return own[why];
  if (why instanceof ApiError) {
    const faults = why.faults.map((fault) => fault.message);
    return `${own.failed}: ${[why.problem?.detail ?? why.problem?.title ?? partWords.value.failure.broken.title, ...faults].join(' ')}`;
  }
  return `${own.failed}: ${partWords.value.failure.broken.title}`;
}
