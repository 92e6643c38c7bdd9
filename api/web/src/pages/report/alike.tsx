import {useQuery} from '../../api/query';
import {ask, withQuery} from '../../api/client';
import type {CaseRow, Page} from '../../api/types';
import type {Members} from '../../forms/schema';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Loading, Notice} from '../../parts/notice';
import {list} from '../../words/format';
import {Found} from './finder';
import {ranked, wordsOf, type Alike} from './similar';
import {words} from './outcome-words';

/** How many cases one word may have and still say something. */
const most = 50;

/** The cases that share rare words with the report, each with the way to let the report count there. */
export function AlikeCases({report, choose}: {report: Members; choose: (joins: string | undefined) => void}) {
  const own = words.value.alike;
  const asked = wordsOf(report);
  const joins = typeof report['joins'] === 'string' ? report['joins'].trim() : '';
  const {data, error} = useQuery<Alike[]>({
    queryKey: ['document', '/v1/cases', 'alike', asked],
    queryFn: async ({signal}) => {
      const found = await Promise.all(asked.map(async (word) => ({
        word,
        rows: (await ask<Page<CaseRow>>(withQuery('/v1/cases', {q: word, limit: most}), {signal})).data.items,
      })));
      return ranked(found);
    },
    enabled: asked.length > 0,
    staleTime: 60_000,
  });
  if (joins !== '') {
    return (
      <Notice kind="info" title={own.chosen(joins)}>
        <p><Button icon="undo" onClick={() => choose(undefined)}>{own.undo}</Button></p>
      </Notice>
    );
  }
  // Without it a report can be sent just as well (the search may be filling its index).
  if (asked.length === 0 || error) return null;
  return (
    <Card title={own.title}>
      {data === undefined ? <Loading lines={3} /> : data.length === 0 ? <p class="w-soft">{own.none}</p> : (
        <>
          <p>{own.text}</p>
          <ul class="w-plain-list w-report-found">
            {data.map(({row, words: shared}) => (
              <li key={row.id}>
                <Found row={row} below={own.shared(list(shared))} />
                <Button aria-label={own.chooseOf(row.reference)} onClick={() => choose(row.reference)}>{own.choose}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
