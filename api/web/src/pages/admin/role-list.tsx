/** What each role is, and who has it: by the file, or by a key. */
import {useDocument} from '../../api/query';
import type {Page} from '../../api/types';
import {Card} from '../../parts/card';
import {Loading} from '../../parts/notice';
import {hasRole} from '../../shell/session';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import type {Key} from './keys';
import {words} from './words';

export function RoleList() {
  const own = words.value.roles;
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const keys = useDocument<Page<Key>>('/v1/keys');
  if (!vocabulary.ready || !organisations.ready) return <Card><Loading lines={12} /></Card>;
  const manages = hasRole('administrator');
  return (
    <>
      <p class="w-soft w-admin-intro">{own.intro}{!manages && ` ${own.onlyOwn}`}</p>
      <Card>
        <div class="w-table-scroll" tabIndex={0} role="region" aria-label={own.caption}>
          <table class="w-table w-admin-table">
            <caption class="w-hidden">{own.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{own.columns.role}</th>
                <th scope="col">{own.columns.file}</th>
                <th scope="col">{manages ? own.columns.all : own.columns.own}</th>
              </tr>
            </thead>
            <tbody>
              {vocabulary.items('roles').map((role) => {
                const holders = organisations.all.filter((one) => one.roles?.some((held) => held.role === role.code));
                const byKey = counted((keys.data?.data.items ?? []).filter((key) => key.revokedAt === null && key.roles.includes(role.code)));
                return (
                  <tr key={role.code}>
                    <th scope="row" class="w-admin-name">
                      {say(role.title)}
                      {role.description && <div class="w-soft w-small w-admin-about">{say(role.description)}</div>}
                    </th>
                    <td><Names names={holders.map((one) => say(one.name))} /></td>
                    <td><Names names={byKey.map(([oin, count]) => `${organisations.name(oin)} (${own.keys(count)})`)} /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Card>
    </>
  );
}

function Names({names}: {names: string[]}) {
  const own = words.value.roles;
  if (names.length === 0) return <span class="w-soft"><span aria-hidden="true">{own.nobody}</span><span class="w-hidden">{own.none}</span></span>;
  const list = <ul class="w-plain-list">{names.map((name) => <li key={name}>{name}</li>)}</ul>;
  if (names.length < 4) return list;
  return (
    <details>
      <summary>{own.organisations(names.length)}</summary>
      {list}
    </details>
  );
}

/** Of each organisation how many. */
function counted(keys: Key[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key.organisation, (counts.get(key.organisation) ?? 0) + 1);
  return [...counts];
}
