/** The keys that the caller may see; an administrator makes and revokes them here. */
import {useState} from 'preact/hooks';

import {ApiError, ask} from '../../api/client';
import {refresh, useDocument} from '../../api/query';
import type {Page} from '../../api/types';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Confirm} from '../../parts/dialog';
import {When} from '../../parts/moment';
import {Empty, Failure, Loading, Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {hasRole, me} from '../../shell/session';
import {tell} from '../../shell/toasts';
import {number} from '../../words/format';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {prefixOf, shown, type Key} from './keys';
import {NewKey} from './new-key';
import {SearchBox, useAsked} from './search-box';
import {words} from './words';

export function KeyList() {
  const own = words.value.keys;
  const {data, error, refetch} = useDocument<Page<Key>>('/v1/keys');
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const [asked, setAsked] = useAsked('q');
  const [revoked, setRevoked] = useAsked('revoked');
  const [making, setMaking] = useState(false);
  const manages = hasRole('administrator');
  if (error instanceof ApiError && error.status === 403) return <Notice kind="info" title={own.noAccess.title}><p>{own.noAccess.text}</p></Notice>;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const all = data?.data.items ?? [];
  const told = (key: Key) => [
    key.label, key.prefix, organisations.name(key.organisation), organisations.all.find((one) => one.oin === key.organisation)?.short ?? '', key.organisation,
    ...key.roles.map((role) => vocabulary.word('roles', role)),
  ].join(' ');
  const some = shown(all, asked, revoked === 'yes', told);
  return (
    <>
      <div class="w-spread">
        <p class="w-soft w-admin-intro">{manages ? own.all : own.own(say(me.value.organisation.name))}</p>
        {manages && <Button kind="primary" icon="key" onClick={() => setMaking(true)}>{own.make}</Button>}
      </div>
      <Card>
        <div class="w-admin-filter">
          <SearchBox label={own.search} value={asked} onValue={setAsked} />
          <label class="w-choice">
            <input type="checkbox" checked={revoked === 'yes'} onChange={(event) => setRevoked(event.currentTarget.checked ? 'yes' : '')} />
            <span>{own.revokedToo}</span>
          </label>
        </div>
        {data === undefined && <Loading lines={8} />}
        {data !== undefined && <p class="w-soft w-small" role="status">{own.counted(number(some.length), number(all.length))}</p>}
        {data !== undefined && some.length === 0 && (
          all.length === 0 ? <Empty title={own.none.title}>{manages && <p>{own.none.text}</p>}</Empty> : <Empty title={own.empty.title}><p>{own.empty.text}</p></Empty>
        )}
        {some.length > 0 && <Table keys={some} manages={manages} />}
      </Card>
      {making && <NewKey onClose={() => setMaking(false)} />}
    </>
  );
}

function Table({keys, manages}: {keys: Key[]; manages: boolean}) {
  const own = words.value.keys;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const [revoking, setRevoking] = useState<Key | null>(null);
  const mine = prefixOf(me.value.actor);
  return (
    <>
      <div class="w-table-scroll" tabIndex={0} role="region" aria-label={own.caption}>
        <table class="w-table w-admin-table">
          <caption class="w-hidden">{own.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{own.columns.label}</th>
              <th scope="col">{own.columns.organisation}</th>
              <th scope="col">{own.columns.roles}</th>
              <th scope="col">{own.columns.made}</th>
              <th scope="col">{own.columns.state}</th>
              {manages && <th scope="col"><span class="w-hidden">{own.columns.act}</span></th>}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.prefix}>
                <th scope="row" class="w-admin-name">
                  {key.label || own.noLabel}
                  <div class="w-soft w-small"><code>wsl_{key.prefix}_…</code></div>
                </th>
                <td>{organisations.name(key.organisation)}</td>
                <td>{key.roles.map((role) => vocabulary.word('roles', role)).join(', ')}</td>
                <td class="w-admin-made"><When at={key.createdAt} /><div class="w-soft w-small">{own.by(makerOf(key.createdBy))}</div></td>
                <td>
                  {key.revokedAt ? <><Tag icon="close">{own.revoked}</Tag> <When at={key.revokedAt} /></> : <Tag tone="good" icon="check">{own.works}</Tag>}
                  {key.prefix === mine && <> <Tag tone="info">{own.own1}</Tag></>}
                </td>
                {manages && (
                  <td>{!key.revokedAt && <Button onClick={() => setRevoking(key)} aria-label={own.revokeOf(nameOf(key))}>{own.revoke}</Button>}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {revoking && <Revoke revoked={revoking} mine={revoking.prefix === mine} onEnd={() => setRevoking(null)} />}
    </>
  );
}

const nameOf = (key: Key): string => key.label || `wsl_${key.prefix}`;

function makerOf(actor: string): string {
  const own = words.value.keys;
  const prefix = prefixOf(actor);
  return prefix ? own.byKey(prefix) : own.commandLine;
}

function Revoke({revoked, mine, onEnd}: {revoked: Key; mine: boolean; onEnd: () => void}) {
  const own = words.value.keys;
  const organisations = useOrganisations();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const revoke = async () => {
    setBusy(true);
    try {
      await ask(`/v1/keys/${encodeURIComponent(revoked.prefix)}`, {method: 'DELETE'});
      tell(own.wasRevoked(nameOf(revoked)));
      onEnd();
      await refresh('/v1/keys');
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const text = own.confirm.text(nameOf(revoked), organisations.name(revoked.organisation));
  return (
    <>
      <Confirm title={own.confirm.title} text={mine ? `${text} ${own.confirm.self}` : text} yes={own.confirm.yes} busy={busy} onYes={() => void revoke()} onNo={onEnd} />
      {error !== null && <Failure error={error} />}
    </>
  );
}
