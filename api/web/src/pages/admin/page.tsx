/** For whoever looks after the register: keys, organisations, roles, and how the server does. */
import {useSearchParams} from 'wouter-preact';

import {PageTabs} from '../../parts/page-tabs';
import {PageBody} from '../../shell/page';
import {Health} from './health';
import {KeyList} from './key-list';
import {OrganisationList} from './organisation-list';
import {RoleList} from './role-list';
import {words} from './words';
import './admin.css';

const tabs = ['keys', 'organisations', 'roles', 'health'] as const;
type Tab = (typeof tabs)[number];

export default function Admin() {
  const own = words.value;
  const [asked] = useSearchParams();
  const tab: Tab = tabs.find((each) => each === asked.get('tab')) ?? 'keys';
  return (
    <PageBody title={own.title} lead={own.lead}>
      <PageTabs label={own.parts} tabs={tabs.map((each) => ({href: each === 'keys' ? '/admin' : `/admin?tab=${each}`, text: own.tabs[each], here: each === tab}))} />
      <section aria-label={own.tabs[tab]} class="w-stack">
        {tab === 'keys' && <KeyList />}
        {tab === 'organisations' && <OrganisationList />}
        {tab === 'roles' && <RoleList />}
        {tab === 'health' && <Health />}
      </section>
    </PageBody>
  );
}
