/** What the list is narrowed to, each part with its removal. */
import {useRef} from 'preact/hooks';

import {Button} from '../../parts/button';
import {Icon} from '../../parts/icon';
import {chosen, without} from './filters';
import {useFilterWords} from './told';
import type {Asked} from './use-question';
import {words} from './words';

export function Chips({asked}: {asked: Asked}) {
  const own = words.value;
  const {filter, q} = asked.question;
  const told = useFilterWords(filter);
  const list = useRef<HTMLUListElement>(null);
  const all = chosen(filter);
  if (all.length === 0 && q === '') return null;
  // The one that was pressed is gone afterwards; the focus goes to its neighbour, or to the search.
  const refocus = (index: number) =>
    setTimeout(() => {
      const left = list.current?.querySelectorAll<HTMLButtonElement>('.w-cases-chip') ?? [];
      (left[Math.min(index, left.length - 1)] ?? document.getElementById('cases-q'))?.focus();
    });
  const chips = [
    ...(q === '' ? [] : [{key: 'q', text: own.searched(q), remove: () => asked.ask({q: ''})}]),
    ...all.map((each) => ({
      key: `${each.name} ${each.value}`,
      text: `${told.label(each.name)}: ${told.value(each.name, each.value)}`,
      remove: () => asked.ask({filter: without(filter, each)}),
    })),
  ];
  return (
    <ul class="w-plain-list w-row w-cases-chips" aria-label={own.chosenTitle} ref={list}>
      {chips.map((chip, index) => (
        <li key={chip.key}>
          <button
            type="button"
            class="w-cases-chip"
            aria-label={own.removeFilter(chip.text)}
            onClick={() => {
              chip.remove();
              refocus(index);
            }}
          >
            <span>{chip.text}</span>
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button
            kind="subtle"
            onClick={() => {
              asked.ask({filter: {}, q: ''});
              document.getElementById('cases-q')?.focus();
            }}
          >
            {own.clear}
          </Button>
        </li>
      )}
    </ul>
  );
}
