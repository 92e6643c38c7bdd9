import {useState} from 'preact/hooks';

import {withQuery} from '../../api/client';
import {useDocument} from '../../api/query';
import type {CaseRow, Page} from '../../api/types';
import {Button} from '../../parts/button';
import {Field} from '../../parts/field';
import {Failure, Loading} from '../../parts/notice';
import {say} from '../../words/language';
import {words} from './outcome-words';

/** Looks for a case by its words, to name it in the report. */
export function CaseFinder({onChoose}: {onChoose: (reference: string) => void}) {
  const own = words.value.finder;
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const {data, error, isFetching, refetch} = useDocument<Page<CaseRow>>(asked === '' ? null : withQuery('/v1/cases', {q: asked, limit: 8}));
  const rows = data?.data.items ?? [];
  const search = () => setAsked(text.trim());
  return (
    <details class="w-report-guide">
      <summary>{own.open}</summary>
      <Field label={own.label}>
        {(wiring) => (
          <div class="w-report-search">
            <input
              {...wiring}
              class="utrecht-textbox"
              type="search"
              maxLength={200}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                search();
              }}
            />
            <Button icon="search" onClick={search}>{own.search}</Button>
          </div>
        )}
      </Field>
      <div role="status">
        {asked !== '' && isFetching && <Loading lines={2} />}
        {asked !== '' && data && !isFetching && rows.length === 0 && <p>{own.none}</p>}
      </div>
      {error && asked !== '' && <Failure error={error} retry={() => void refetch()} />}
      {rows.length > 0 && (
        <ul class="w-plain-list w-report-found">
          {rows.map((row) => (
            <li key={row.id}>
              <Found row={row} />
              <Button aria-label={own.chooseOf(row.reference)} onClick={() => onChoose(row.reference)}>{own.choose}</Button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** A case in short; it opens beside the report, so that nothing that is being written is left. */
export function Found({row, below}: {row: CaseRow; below?: string}) {
  return (
    <div class="w-report-found-words">
      <a href={`/cases/${row.id}`} target="_blank" rel="noopener" title={words.value.alike.open}>{row.title ?? row.reference}</a>{' '}
      <span class="w-soft w-small">{words.value.alike.tab}</span>
      <span class="w-soft w-small">{[row.reference, ...row.lifecycle.states.map((state) => say(state.title)), below].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
