/** What others changed while this page was open: told in words, without moving anything that is being read or typed. */
import type {CaseEvent} from '../../api/types';
import {Button} from '../../parts/button';
import {When} from '../../parts/moment';
import {Notice} from '../../parts/notice';
import type {CaseWords} from './case-words';
import {tellEvent} from './gist';
import type {WholeCase} from './types';
import {words} from './words';

/** The last of them; the history has all. */
const most = 4;

export function News({
  news,
  one,
  caseWords,
  onAway,
}: {
  news: CaseEvent[];
  one: WholeCase;
  caseWords: CaseWords;
  onAway: () => void;
}) {
  const own = words.value.news;
  return (
    <div role="status" class="w-no-print w-case-news">
      {news.length > 0 && (
        <Notice title={own.title}>
          <ul class="w-case-list">
            {news.slice(-most).map((event) => {
              const told = tellEvent(event, one, caseWords);
              return (
                <li key={event.version}>
                  {told.title}. {own.by(told.by)}, <When at={event.at} />.
                </li>
              );
            })}
          </ul>
          <p class="w-row">
            <Button onClick={onAway}>{own.away}</Button>
            <a href="#history">{own.show}</a>
          </p>
        </Notice>
      )}
    </div>
  );
}
