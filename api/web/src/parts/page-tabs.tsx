/** The parts of a page, each at an address of its own (so links, not tabs of ARIA). */
import {Link} from 'wouter-preact';

import './page-tabs.css';

export interface PageTab {
  href: string;
  text: string;
  here: boolean;
}

export function PageTabs({label, tabs}: {label: string; tabs: PageTab[]}) {
  return (
    <nav class="w-page-tabs" aria-label={label}>
      {tabs.map((each) => <Link key={each.href} href={each.href} aria-current={each.here ? 'page' : undefined}>{each.text}</Link>)}
    </nav>
  );
}
