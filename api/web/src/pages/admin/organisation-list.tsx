/** Who takes part, as the file of the server says. */
import {useDocument} from '../../api/query';
import type {Organisation, Page} from '../../api/types';
import {Card} from '../../parts/card';
import {When} from '../../parts/moment';
import {Empty, Failure, Loading} from '../../parts/notice';
import {moment, number} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {SearchBox, useAsked} from './search-box';
import {words} from './words';

interface Listed extends Page<Organisation> {
  hash: string;
  readAt: string;
}

export function OrganisationList() {
  const own = words.value.organisations;
  const {data, error, refetch} = useDocument<Listed>('/v1/organisations');
  const vocabulary = useVocabulary();
  const [asked, setAsked] = useAsked('q');
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const all = data?.data.items ?? [];
  const sought = asked.toLocaleLowerCase();
  const some = all.filter((one) => `${say(one.name)} ${one.short} ${one.oin}`.toLocaleLowerCase().includes(sought));
  return (
    <>
      <p class="w-soft w-admin-intro">{own.intro}</p>
      <Card>
        {data && (
          <dl class="w-facts">
            <dt>{own.read}</dt>
            <dd>{moment(data.data.readAt)} (<When at={data.data.readAt} />)</dd>
            <dt>{own.hash}</dt>
            <dd class="w-admin-hash"><code>{data.data.hash}</code></dd>
          </dl>
        )}
        <SearchBox label={own.search} value={asked} onValue={setAsked} />
        {data === undefined && <Loading lines={10} />}
        {data && <p class="w-soft w-small" role="status">{own.counted(number(some.length), number(all.length))}</p>}
        {data && some.length === 0 && <Empty title={own.empty.title}><p>{own.empty.text}</p></Empty>}
        {some.length > 0 && (
          <div class="w-table-scroll" tabIndex={0} role="region" aria-label={own.caption}>
            <table class="w-table w-admin-table">
              <caption class="w-hidden">{own.caption}</caption>
              <thead>
                <tr>
                  <th scope="col">{own.columns.name}</th>
                  <th scope="col">{own.columns.kind}</th>
                  <th scope="col">{own.columns.oin}</th>
                  <th scope="col">{own.columns.roles}</th>
                </tr>
              </thead>
              <tbody>
                {some.map((one) => (
                  <tr key={one.oin}>
                    <th scope="row" class="w-admin-name">{say(one.name)}{one.short && <span class="w-soft"> ({one.short})</span>}</th>
                    <td>{vocabulary.word('organisationKind', one.kind)}</td>
                    <td class="w-number">{one.oin}</td>
                    <td>
                      {(one.roles ?? []).map((held) => (
                        <div key={held.role}>{vocabulary.word('roles', held.role)}{held.mailbox && <span class="w-soft w-small"> · {held.mailbox}</span>}</div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </>
  );
}
