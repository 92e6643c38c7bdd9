/** What stands above the list: how many there are, the ways to look, the order, the columns, the download. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {Link} from 'wouter-preact';

import {useDocument} from '../../api/query';
import {ApiError} from '../../api/client';
import type {CaseRow, Page} from '../../api/types';
import {Button} from '../../parts/button';
import {FieldGroup} from '../../parts/field';
import {Icon, type IconName} from '../../parts/icon';
import {Failure} from '../../parts/notice';
import type {Pages} from '../../parts/pager';
import {Popover} from '../../parts/popover';
import {tell} from '../../shell/toasts';
import {download, hand} from './csv';
import {pathOf, sorts, views, type Question, type Sort, type View} from './filters';
import {columnNames, showColumns, shownColumns, usualColumns} from './kept';
import type {Asked} from './use-question';
import {words} from './words';

const icons: Record<View, IconName> = {list: 'list', board: 'board', timeline: 'timeline'};

export function Views({asked}: {asked: Asked}) {
  const own = words.value.view;
  return (
    <nav class="w-cases-ways" aria-label={own.label}>
      {views.map((view) => (
        <Link key={view} href={asked.addressOf({view})} class="w-cases-way" aria-current={asked.question.view === view ? 'true' : undefined}>
          <Icon name={icons[view]} />
          {own[view]}
        </Link>
      ))}
    </nav>
  );
}

export function Order({asked}: {asked: Asked}) {
  const own = words.value.sort;
  return (
    <label class="w-cases-order">
      <span class="w-soft w-small">{own.label}</span>
      <select
        class="utrecht-select utrecht-select--html-select"
        value={asked.question.sort}
        onChange={(event) => asked.ask({sort: event.currentTarget.value as Sort})}
      >
        {sorts.map((sort) => <option key={sort} value={sort}>{own[sort]}</option>)}
      </select>
    </label>
  );
}

export function Columns() {
  const own = words.value.columns;
  const shown = shownColumns.value;
  return (
    <Popover label={own.button} icon="table">
      {() => (
        <>
          <FieldGroup label={own.title} help={own.here}>
            <div>
              {columnNames.map((name) => (
                <label key={name} class="w-choice">
                  <input
                    type="checkbox"
                    checked={shown.includes(name)}
                    onChange={(event) => showColumns(event.currentTarget.checked ? [...shown, name] : shown.filter((each) => each !== name))}
                  />
                  <span>{own[name]}</span>
                </label>
              ))}
            </div>
          </FieldGroup>
          <p><Button icon="undo" onClick={() => showColumns(usualColumns)}>{own.reset}</Button></p>
        </>
      )}
    </Popover>
  );
}

/** How many are shown, and on request how many there are: counting costs the server more than a page. */
export function Count({question, pages}: {question: Question; pages: Pages<CaseRow>}) {
  const own = words.value.count;
  const [asked, setAsked] = useState(false);
  const {data, isFetching, error} = useDocument<Page<CaseRow>>(asked ? pathOf(question, {count: 'true', limit: '1'}) : null);
  if (pages.loading || pages.error) return <p class="w-cases-count" role="status">&nbsp;</p>;
  const shown = pages.items.length;
  const total = data?.data.total;
  const all = pages.more === null;
  return (
    <div class="w-cases-count">
      <p role="status">
        {all ? (shown === 1 ? own.one : own.many(shown)) : own.first(shown)}
        {!all && total !== undefined && ` ${own.all(total)}`}
      </p>
      {!all && total === undefined && <Button kind="subtle" busy={isFetching} onClick={() => setAsked(true)}>{own.ask}</Button>}
      {error && <Failure error={error} />}
    </div>
  );
}

export function Csv({question}: {question: Question}) {
  const own = words.value.csv;
  const [rows, setRows] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const control = new AbortController();
    running.current = control;
    setFailure(null);
    setRows(0);
    try {
      const made = await download(pathOf(question), setRows, control.signal);
      hand(made);
      tell(own.done(made.rows));
    } catch (error) {
      if (control.signal.aborted) tell(own.stopped);
      else setFailure(error instanceof Error ? error : new ApiError(0, null));
    } finally {
      running.current = null;
      setRows(null);
    }
  };
  return (
    <>
      {rows === null ? (
        <Button icon="download" onClick={() => void start()} aria-label={own.label}>{own.button}</Button>
      ) : (
        <span class="w-row">
          <span role="status" class="w-small">{own.busy(rows)}</span>
          <Button icon="close" onClick={() => running.current?.abort()}>{own.stop}</Button>
        </span>
      )}
      {failure !== null && <div class="w-cases-wide"><Failure error={failure} retry={() => void start()} /></div>}
    </>
  );
}
