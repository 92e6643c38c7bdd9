/** Everything that happened, in words: what, who, when, and what was typed with it. */
import {useEffect, useState} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import type {CaseEvent} from '../../api/types';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {When} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import {usePages} from '../../parts/pager';
import {moment} from '../../words/format';
import type {CaseWords} from './case-words';
import {pathOf} from './following';
import {tellEvent, together, type Happening, type Told} from './gist';
import {sectionWords} from './section-words';
import type {WholeCase} from './types';

/** So many stand there at once; a case has a few dozen, and the odd one hundreds. */
const atOnce = 25;

export function History({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.history;
  const [search, setSearch] = useSearchParams();
  const oldest = search.get('order') === 'oldest';
  const pages = usePages<CaseEvent>(`${pathOf(one.id)}/events?limit=200`);
  const [shown, setShown] = useState(atOnce);
  // The API tells the oldest first, and only the whole has a newest end: the rest is read on by itself.
  useEffect(() => {
    if (pages.more && !pages.reading) pages.more();
  }, [pages.items.length, pages.reading]);
  const happenings = together(pages.items);
  const ordered = oldest ? happenings : happenings.reverse();
  const order = (value: string) =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        if (value === 'oldest') made.set('order', value);
        else made.delete('order');
        return made;
      },
      {replace: true},
    );
  return (
    <Card
      title={title}
      id="history"
      aside={
        pages.items.length > 1 ? (
          <label class="w-row w-case-tight w-small w-no-print">
            {own.order}
            <select
              class="utrecht-select utrecht-select--html-select w-case-order"
              value={oldest ? 'oldest' : 'newest'}
              onChange={(event) => order(event.currentTarget.value)}
            >
              <option value="newest">{own.newest}</option>
              <option value="oldest">{own.oldest}</option>
            </select>
          </label>
        ) : undefined
      }
    >
      {pages.error && <Failure error={pages.error} retry={pages.again} />}
      {pages.loading && <Loading lines={8} />}
      <ol class="w-plain-list w-case-events" reversed={!oldest}>
        {ordered.map((each, at) => (
          <One key={each.first.version} happening={each} one={one} caseWords={caseWords} beyond={at >= shown} />
        ))}
      </ol>
      {ordered.length > shown && (
        <p class="w-no-print">
          <Button icon="down" onClick={() => setShown(shown + 4 * atOnce)}>
            {oldest ? own.moreNewer : own.more}
          </Button>
        </p>
      )}
    </Card>
  );
}

/** `beyond`: not on the screen yet, though on paper. */
function One({
  happening: {first, rest},
  one,
  caseWords,
  beyond,
}: {
  happening: Happening;
  one: WholeCase;
  caseWords: CaseWords;
  beyond: boolean;
}) {
  const told = tellEvent(first, one, caseWords);
  return (
    <li class={beyond ? 'w-case-event w-case-beyond' : 'w-case-event'}>
      <p class="w-case-event-title">{told.title}</p>
      <p class="w-soft w-small">
        {told.by}, <When at={first.at} />
        <span class="w-case-exact"> ({moment(first.at)})</span>
      </p>
      {told.facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      <Texts texts={told.texts} />
      {rest.length > 0 && (
        <ul class="w-case-rest">
          {rest.map((event) => {
            const also = tellEvent(event, one, caseWords);
            return (
              <li key={event.version}>
                {[also.title, ...also.facts].join('. ')}
                <Texts texts={also.texts} />
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

function Texts({texts}: {texts: Told['texts']}) {
  return (
    <>
      {texts.map((each, at) => (
        <blockquote key={at} class="w-case-quote">
          {each.label && <p class="w-soft w-small">{each.label}</p>}
          <p class="w-read-text">{each.text ?? <span class="w-soft">{sectionWords.value.history.erased}</span>}</p>
        </blockquote>
      ))}
    </>
  );
}
