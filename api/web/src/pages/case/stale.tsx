import {useEffect, useState} from 'preact/hooks';

import type {CaseEvent} from '../../api/types';
import {Button} from '../../parts/button';
import {When} from '../../parts/moment';
import {Loading, Notice} from '../../parts/notice';
import {differences} from './changes';
import type {CaseWords} from './case-words';
import {eventsSince} from './following';
import {tellEvent} from './gist';
import type {WholeCase} from './types';
import {words} from './words';

/**
 * What others changed since a form was opened: what happened, and where the case stood then and stands now.
 * `changes`: as the server told them with its 412; without them they are read.
 */
export function Stale({
  seen,
  now,
  changes,
  say,
  onTake,
}: {
  seen: WholeCase;
  now: WholeCase;
  changes: CaseEvent[] | null;
  say: CaseWords;
  /** `null`: the new state is still being read. */
  onTake: (() => void) | null;
}) {
  const own = words.value.stale;
  const [read, setRead] = useState<CaseEvent[] | null>(null);
  useEffect(() => {
    if (changes !== null) return;
    let gone = false;
    void eventsSince(seen.id, seen.version).then(
      (events) => gone || setRead(events),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [seen.version, now.version, changes === null]);
  const events = changes ?? read ?? [];
  const rows = differences(seen, now, say.telling);
  return (
    <Notice kind="warning" title={own.title} live>
      <p>{own.text}</p>
      {events.length > 0 && (
        <div class="w-stack w-case-tight">
          <h3>{own.who}</h3>
          <ul>
            {events.map((event) => {
              const told = tellEvent(event, now, say);
              return (
                <li key={event.version}>
                  {told.title}: {told.by}, <When at={event.at} />
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {now.version > seen.version && <h3>{own.table}</h3>}
      {now.version === seen.version ? (
        <Loading lines={2} />
      ) : rows.length === 0 ? (
        <p>{own.same}</p>
      ) : (
        <div class="w-table-scroll" role="region" aria-label={own.table} tabIndex={0}>
          <table class="w-table w-case-beside">
            <thead>
              <tr>
                <th scope="col">{own.what}</th>
                <th scope="col">{own.before}</th>
                <th scope="col">{own.after}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.what}>
                  <th scope="row">{row.what}</th>
                  <td>{row.before}</td>
                  <td>{row.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onTake ? (
        <p class="w-no-print">
          <Button kind="primary" onClick={onTake}>
            {own.take}
          </Button>
        </p>
      ) : (
        <p>{own.waiting}</p>
      )}
    </Notice>
  );
}
