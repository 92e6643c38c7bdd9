/** What stands around every page: header, menu, notices for the whole screen, footer. */
import {useSignal} from '@preact/signals';
import type {ComponentChildren} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {Link, useLocation} from 'wouter-preact';

import mark from '../theme/wissel.svg';
import {Button} from '../parts/button';
import {Icon, type IconName} from '../parts/icon';
import {chooseLanguage, language, say} from '../words/language';
import {isDemonstration} from './demonstration';
import {endOf, entry, hasRole, likelyIn, logOut, stay, type Lasting} from './session';
import {helpShown} from './shortcuts';
import {chooseTheme, theme, type Theme} from './theme';
import {Toasts} from './toasts';
import {words} from './words';

interface Place {
  href: string;
  name: string;
  icon: IconName;
}

function places(): Place[] {
  const own = words.value.pages;
  return [
    {href: '/', name: own.overview, icon: 'overview'},
    {href: '/work', name: own.work, icon: 'work'},
    {href: '/cases', name: own.cases, icon: 'cases'},
    {href: '/report', name: own.report, icon: 'report'},
    {href: '/workflows', name: own.workflows, icon: 'routes'},
    {href: '/routing', name: own.routing, icon: 'table'},
    ...(hasRole('administrator', 'coordinator', 'programme.lead', 'auditor') ? [{href: '/admin', name: own.admin, icon: 'settings' as const}] : []),
  ];
}

const isHere = (href: string, path: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`));

export function Frame({children}: {children: ComponentChildren}) {
  const [path] = useLocation();
  const open = useSignal(false);
  const own = words.value;
  const now = entry.value;
  const inside = now.state === 'in' || now.state === 'failed' || (now.state === 'looking' && likelyIn);
  useEffect(() => {
    open.value = false;
  }, [path]);
  return (
    <>
      <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#content">{own.skip}</a>
      <header class="w-header w-no-print">
        <div class="w-header-row">
          <Link href="/" class="w-brand">
            <img src={mark} alt="" width="32" height="32" />
            <span class="w-brand-name">Wissel</span>
            <span class="w-brand-line">{own.tagline}</span>
          </Link>
          {inside && (
            <Button kind="secondary" icon="menu" class="w-menu-button" aria-expanded={open.value} aria-controls="tools menu" onClick={() => (open.value = !open.value)}>
              {own.menu}
            </Button>
          )}
          <div id="tools" class={inside && !open.value ? 'w-header-tools w-header-folded' : 'w-header-tools'}>
            <ThemeChoice />
            <Button
              kind="subtle"
              lang={language.value === 'nl' ? 'en' : 'nl'}
              aria-label={own.languageLabel}
              onClick={() => chooseLanguage(language.value === 'nl' ? 'en' : 'nl')}
            >
              {own.language}
            </Button>
            {inside && <Account name={now.state === 'in' ? say(now.me.organisation.name) : ''} />}
          </div>
        </div>
        {inside && (
          <nav id="menu" aria-label={own.navigation} class={open.value ? 'w-nav w-nav-open' : 'w-nav'}>
            <ul>
              {places().map((place) => (
                <li key={place.href}>
                  <Link href={place.href} aria-current={isHere(place.href, path) ? 'page' : undefined} class="w-nav-link">
                    <Icon name={place.icon} />
                    {place.name}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      {(isDemonstration || (now.state === 'in' && now.me.demonstration)) && (
        <div class="w-band w-band-demo">
          <p>{own.demonstration}</p>
        </div>
      )}
      <OfflineBand />
      {now.state === 'in' && <EndingBand lasting={now.lasting} />}
      <main id="content" tabIndex={-1} class="w-main">{children}</main>
      <footer class="w-footer">
        <p>{own.disclaimer}</p>
        <ul class="w-plain-list w-row w-no-print">
          <li><Link href="/help">{own.pages.help}</Link></li>
          <li><Link href="/accessibility">{own.pages.accessibility}</Link></li>
          <li><a href="/v1/openapi.json">{own.api}</a></li>
          {now.state === 'in' && (
            <li>
              <button type="button" class="w-text-button" onClick={() => (helpShown.value = true)}>{own.shortcuts} <kbd>?</kbd></button>
            </li>
          )}
        </ul>
      </footer>
      <Toasts />
    </>
  );
}

function ThemeChoice() {
  const own = words.value.theme;
  const order: Theme[] = ['system', 'light', 'dark'];
  return (
    <label class="w-theme">
      <span class="w-hidden">{own.label}</span>
      <Icon name={theme.value === 'dark' ? 'moon' : 'sun'} />
      <select class="w-bare-select" value={theme.value} onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}>
        {order.map((each) => <option key={each} value={each}>{own[each]}</option>)}
      </select>
    </label>
  );
}

function Account({name}: {name: string}) {
  const [, go] = useLocation();
  const own = words.value;
  return (
    <div class="w-account">
      <Icon name="user" />
      <span class="w-account-name"><span class="w-hidden">{own.account('')}</span>{name}</span>
      <Button kind="subtle" icon="out" onClick={() => void logOut().catch(() => undefined).then(() => go('/'))}>{own.logOut}</Button>
    </div>
  );
}

function OfflineBand() {
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return <div role="status">{offline && <div class="w-band w-band-warning"><p>{words.value.offline}</p></div>}</div>;
}

const warnedBefore = 2 * 60_000;

/** Two minutes before the session ends: says so, and lets one stay (WCAG 2.2.1). */
function EndingBand({lasting}: {lasting: Lasting}) {
  const [left, setLeft] = useState(Infinity);
  const asked = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = endOf(lasting) - Date.now();
      setLeft(now);
      // Another tab may have used the session; once it should be over, one look tells.
      if (now < 0 && !asked.current) {
        asked.current = true;
        void stay().catch(() => undefined);
      }
    }, 5_000);
    return () => clearInterval(timer);
  }, [lasting]);
  const soon = left < warnedBefore;
  return (
    <div role="status">
      {soon && left > 0 && (
        <div class="w-band w-band-warning">
          <p>{words.value.ending(Math.ceil(left / 60_000))}</p>
          <Button onClick={() => void stay().then(() => setLeft(Infinity), () => undefined)}>{words.value.stay}</Button>
        </div>
      )}
    </div>
  );
}
