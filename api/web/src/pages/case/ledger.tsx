/** Who held the case and each leg, and from when to when. */
import {useDocument} from '../../api/query';
import type {Page} from '../../api/types';
import {Card} from '../../parts/card';
import {Day} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import type {CaseWords} from './case-words';
import {pathOf} from './following';
import {sectionWords} from './section-words';
import type {Tenure, WholeCase} from './types';

export function Ledger({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.ledger;
  const {data, error, refetch} = useDocument<Page<Tenure>>(`${pathOf(one.id)}/ownership`);
  const name = (tenure: Tenure) => {
    const leg = one.legs.find((each) => each.id === tenure.leg);
    return leg ? own.leg(caseWords.leg(leg)) : own.lifecycle;
  };
  return (
    <Card title={title} id="ledger">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data && (
        <div class="w-table-scroll" role="region" aria-label={own.caption} tabIndex={0}>
          <table class="w-table w-case-ledger">
            <caption class="w-hidden">{own.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{own.what}</th>
                <th scope="col">{own.who}</th>
                <th scope="col">{own.from}</th>
                <th scope="col">{own.until}</th>
              </tr>
            </thead>
            <tbody>
              {data.data.items.map((tenure) => (
                <tr key={`${tenure.leg ?? ''} ${tenure.from} ${tenure.owner.role}`}>
                  <td>{name(tenure)}</td>
                  <td>{caseWords.owner(tenure.owner)}</td>
                  <td>
                    <Day at={tenure.from} />
                  </td>
                  <td>{tenure.until === null ? own.now : <Day at={tenure.until} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
