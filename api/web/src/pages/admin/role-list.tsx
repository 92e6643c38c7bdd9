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
  return (
    <>
      <p class="w-soft w-admin-intro">{own.intro}{!hasRole('administrator') && ` ${own.onlySeen}`}</p>
      <ul class="w-plain-list w-admin-roles">
        {vocabulary.items('roles').map((role) => {
          const holders = organisations.all.filter((one) => one.roles?.some((held) => held.role === role.code));
          const byKey = counted((keys.data?.data.items ?? []).filter((key) => key.revokedAt === null && key.roles.includes(role.code)));
          return (
            <li key={role.code}>
              <Card title={say(role.title)} level={2}>
                {role.description && <p>{say(role.description)}</p>}
                <dl class="w-facts">
                  <dt>{own.byFile}</dt>
                  <dd>{holders.length === 0 ? <span class="w-soft">{own.nobody}</span> : <Names names={holders.map((one) => say(one.name))} />}</dd>
                  <dt>{own.byKey}</dt>
                  <dd>
                    {byKey.length === 0 ? <span class="w-soft">{own.nobody}</span>
                      : <Names names={byKey.map(([oin, count]) => `${organisations.name(oin)} (${own.keys(count)})`)} />}
                  </dd>
                </dl>
              </Card>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Names({names}: {names: string[]}) {
  return <ul class="w-plain-list">{names.map((name) => <li key={name}>{name}</li>)}</ul>;
}

/** Of each organisation how many. */
function counted(keys: Key[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key.organisation, (counts.get(key.organisation) ?? 0) + 1);
  return [...counts];
}
