/** The line above the list: the words to search for, and the way to the filters. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {useLocation, useSearch} from 'wouter-preact';

import {Button} from '../../parts/button';
import {Icon} from '../../parts/icon';
import {chosen} from './filters';
import type {Asked} from './use-question';
import {words} from './words';

export function SearchRow({asked, panel, open, toggle}: {asked: Asked; panel: string; open: boolean; toggle: () => void}) {
  const own = words.value;
  const {q, filter} = asked.question;
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(q), [q]);
  useFocusFromAddress(input);
  const count = chosen(filter).length;
  return (
    <div class="w-cases-search">
      <form
        role="search"
        class="w-cases-search-form"
        onSubmit={(event) => {
          event.preventDefault();
          asked.ask({q: text.trim()});
        }}
      >
        <label class="w-hidden" for="cases-q">{own.search.label}</label>
        <span class="w-cases-search-box">
          <Icon name="search" />
          <input
            id="cases-q"
            ref={input}
            type="text"
            inputMode="search"
            enterKeyHint="search"
            autoComplete="off"
            maxLength={500}
            class="utrecht-textbox"
            placeholder={own.search.help}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          {text !== '' && (
            <Button
              kind="subtle"
              icon="close"
              aria-label={own.search.clear}
              onClick={() => {
                setText('');
                input.current?.focus();
                if (q !== '') asked.ask({q: ''});
              }}
            />
          )}
        </span>
        <Button kind="primary" type="submit">{own.search.submit}</Button>
      </form>
      <Button icon="filter" aria-expanded={open} aria-controls={panel} onClick={toggle}>
        {count > 0 ? own.filtersChosen(count) : own.filters}
      </Button>
    </div>
  );
}

/** `?focus=search`: from anywhere to the search; the address is then as if it had not been there. */
function useFocusFromAddress(input: {current: HTMLInputElement | null}): void {
  const search = useSearch();
  const [path, go] = useLocation();
  useEffect(() => {
    const given = new URLSearchParams(search);
    if (given.get('focus') !== 'search') return;
    given.delete('focus');
    go(given.size > 0 ? `${path}?${given}` : path, {replace: true});
    // After a change of page the frame puts the focus at its beginning; this comes after that.
    const later = requestAnimationFrame(() => requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.select();
    }));
    // Going to the new address ends this effect; the focus has to come all the same.
    return () => void later;
  }, [search]);
}
