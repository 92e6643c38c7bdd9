/** Keys for who works by keyboard. They can be turned off (WCAG 2.1.4), and never act while somebody types. */
import {signal} from '@preact/signals';
import {useEffect} from 'preact/hooks';
import {useLocation} from 'wouter-preact';

import {Dialog} from '../parts/dialog';
import {words} from './words';

const kept = 'wissel.shortcuts';
export const shortcutsOn = signal(localStorage.getItem(kept) !== 'off');
export const helpShown = signal(false);

const places = {o: '/', w: '/work', c: '/cases', f: '/workflows', r: '/routing', a: '/admin'} as const;

function types(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useShortcuts(): void {
  const [, go] = useLocation();
  useEffect(() => {
    let wentFor = 0;
    const press = (event: KeyboardEvent) => {
      if (!shortcutsOn.value || event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const second = Date.now() - wentFor < 1_500;
      wentFor = 0;
      if (second && event.key in places) go(places[event.key as keyof typeof places]);
      else if (event.key === '?') helpShown.value = true;
      else if (event.key === 'n') go('/report');
      else if (event.key === '/') go('/cases?focus=search');
      else if (event.key === 'g') {
        wentFor = Date.now();
        return;
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Every shortcut with what it does. */
export function ShortcutRows() {
  const own = words.value;
  const rows: [string[], string][] = [
    [['?'], own.keys.help],
    [['/'], own.keys.search],
    [['n'], own.keys.report],
    [['g', 'o'], own.pages.overview],
    [['g', 'w'], own.pages.work],
    [['g', 'c'], own.pages.cases],
    [['g', 'f'], own.pages.workflows],
    [['g', 'r'], own.pages.routing],
    [['g', 'a'], own.pages.admin],
  ];
  return (
    <dl class="w-facts w-keys">
      {rows.map(([keys, what]) => (
        <div key={what} class="w-contents">
          <dt>
            {keys.map((key, at) => (
              <span key={key}>
                {at > 0 && ` ${own.keys.then} `}
                <kbd>{key}</kbd>
              </span>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ShortcutsHelp() {
  if (!helpShown.value) return null;
  const own = words.value;
  return (
    <Dialog title={own.shortcuts} onClose={() => (helpShown.value = false)}>
      <p>{own.shortcutsText}</p>
      <ShortcutRows />
      <label class="w-choice">
        <input
          type="checkbox"
          checked={shortcutsOn.value}
          onChange={(event) => {
            shortcutsOn.value = event.currentTarget.checked;
            localStorage.setItem(kept, shortcutsOn.value ? 'on' : 'off');
          }}
        />
        <span>{own.shortcutsOn}</span>
      </label>
    </Dialog>
  );
}
