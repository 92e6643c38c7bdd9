/** Views that are saved under a name: filter, words, order and way of looking. In this browser only, and it says so. */
import {useId, useState} from 'preact/hooks';
import {Link} from 'wouter-preact';

import {Button} from '../../parts/button';
import {Field} from '../../parts/field';
import {Popover} from '../../parts/popover';
import {tell} from '../../shell/toasts';
import {writeQuestion} from './filters';
import {keepViews, longestName, savedViews, withView, type SavedView} from './kept';
import type {Asked} from './use-question';
import {words} from './words';

export function Saved({asked}: {asked: Asked}) {
  return (
    <Popover label={words.value.saved.button} icon="star">
      {(close) => <Panel asked={asked} close={close} />}
    </Popover>
  );
}

function Panel({asked, close}: {asked: Asked; close: () => void}) {
  const own = words.value.saved;
  const views = savedViews.value;
  const here = writeQuestion(asked.question);
  const heading = useId();
  const [name, setName] = useState('');
  const [fault, setFault] = useState('');
  const save = () => {
    const given = name.trim();
    if (given === '') return setFault(own.needName);
    if (here === '') return setFault(own.nothing);
    const known = views.some((view) => view.name === given);
    if (!keepViews(withView(views, {name: given, search: here}))) tell(own.failed);
    else tell(known ? own.replaced(given) : own.done(given));
    close();
  };
  const remove = (view: SavedView) => {
    const before = savedViews.value;
    keepViews(before.filter((each) => each.name !== view.name));
    tell(own.removed(view.name), {label: own.undo, run: () => void keepViews(before)});
    document.getElementById(heading)?.focus();
  };
  return (
    <>
      <h2 id={heading} tabIndex={-1}>{own.title}</h2>
      {views.length === 0 && <p class="w-soft">{own.none}</p>}
      {views.length > 0 && (
        <ul class="w-plain-list w-cases-views">
          {views.map((view) => (
            <li key={view.name}>
              <Link href={`/cases?${view.search}`} aria-current={view.search === here ? 'true' : undefined} onClick={close}>{view.name}</Link>
              <Button kind="subtle" icon="close" aria-label={own.remove(view.name)} onClick={() => remove(view)} />
            </li>
          ))}
        </ul>
      )}
      <form
        class="w-cases-save"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={own.name} help={own.here} faults={fault === '' ? [] : [fault]}>
          {(wiring) => (
            <input {...wiring} type="text" class="utrecht-textbox" maxLength={longestName} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        <Button kind="primary" type="submit">{own.save}</Button>
      </form>
    </>
  );
}
