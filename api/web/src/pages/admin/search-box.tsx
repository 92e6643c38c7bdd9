/** A word to search a list by, kept in the address bar. */
import {useEffect, useState} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {Field} from '../../parts/field';

export function useAsked(name: string): [string, (value: string) => void] {
  const [asked, setAsked] = useSearchParams();
  const set = (value: string) =>
    setAsked((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, {replace: true});
  return [asked.get(name) ?? '', set];
}

export function SearchBox({label, value, onValue}: {label: string; value: string; onValue: (value: string) => void}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          type="search"
          class="utrecht-textbox"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            onValue(event.currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}
