/** What waits for whoever is logged in, in the order of the API: urgent cases first, then by term. */
import {useMemo, useState} from 'preact/hooks';

import type {WorklistItem} from '../../api/types';
import {useLegTitles} from '../../flow/use-leg-titles';
import {Button, LinkButton} from '../../parts/button';
import {Empty, Failure, Loading} from '../../parts/notice';
import {More, usePages} from '../../parts/pager';
import {PageBody} from '../../shell/page';
import {me} from '../../shell/session';
import {list} from '../../words/format';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {deedOf, type Deed, type DeedKind} from './deeds';
import {Item, type Told} from './item';
import {parted} from './order';
import {Run} from './run';
import './work.css';
import {words} from './words';

const kinds: DeedKind[] = ['confirm', 'accept'];

export default function Work() {
  const own = words.value;
  const vocabulary = useVocabulary();
  const who = me.value;
  const roles = list(who.roles.map((role) => vocabulary.word('roles', role)));
  return (
    <PageBody
      title={own.title}
      lead={
        <>
          <p>{vocabulary.ready ? own.who(say(who.organisation.name), roles) : '\u00A0'}</p>
          <p>{own.about}</p>
        </>
      }
    >
      <Worklist />
    </PageBody>
  );
}

function Worklist() {
  const own = words.value;
  const pages = usePages<WorklistItem>('/v1/worklist');
  const vocabulary = useVocabulary();
  const legs = useLegTitles();
  const told: Told = {vocabulary, route: legs.title};
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [running, setRunning] = useState<Deed[] | null>(null);
  const items = pages.items;
  const possible = useMemo(() => new Map(kinds.map((kind) => [kind, items.flatMap((item) => deedOf(item, kind) ?? [])])), [items]);
  const choose = (ids: string[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));

  if (pages.error && items.length === 0) return <Failure error={pages.error} retry={pages.again} />;
  if (pages.loading) return <div class="w-work-room"><Loading lines={10} /></div>;
  if (items.length === 0) {
    return (
      <div class="w-card">
        <Empty title={own.empty.title}>
          <p>{own.empty.text}</p>
          <LinkButton href="/cases">{own.empty.cases}</LinkButton>
        </Empty>
        <More pages={pages} />
      </div>
    );
  }
  const parts = parted(items);
  const draw = (part: WorklistItem[], title: string) => part.length > 0 && (
    <section class="w-stack" aria-label={title}>
      <h2>{title}</h2>
      <ul class="w-plain-list w-work-list">
        {part.map((item) => (
          <Item
            key={item.case.id}
            item={item}
            told={told}
            chosen={chosen.has(item.case.id)}
            choose={(on) => choose([item.case.id], on)}
            perform={(deed) => setRunning([deed])}
          />
        ))}
      </ul>
    </section>
  );
  return (
    <>
      <Choosing possible={possible} chosen={chosen} choose={choose} clear={() => setChosen(new Set())} run={setRunning} />
      {draw(parts.urgent, own.urgent)}
      {draw(parts.others, own.others)}
      {pages.error && <Failure error={pages.error} retry={pages.again} />}
      <More pages={pages} />
      {running && (
        <Run
          deeds={running}
          onClose={(done) => {
            setRunning(null);
            choose(done, false);
          }}
        />
      )}
    </>
  );
}

/** Chooses all that can be done at once, and does it for what is chosen. */
function Choosing({possible, chosen, choose, clear, run}: {
  possible: Map<DeedKind, Deed[]>;
  chosen: ReadonlySet<string>;
  choose: (ids: string[], on: boolean) => void;
  clear: () => void;
  run: (deeds: Deed[]) => void;
}) {
  const own = words.value;
  const offered = kinds.filter((kind) => (possible.get(kind) ?? []).length > 1);
  const todo = kinds.map((kind) => ({kind, deeds: (possible.get(kind) ?? []).filter((deed) => chosen.has(deed.id))})).filter((each) => each.deeds.length > 0);
  const count = new Set(todo.flatMap((each) => each.deeds.map((deed) => deed.id))).size;
  if (offered.length === 0 && count === 0) return null;
  return (
    <div class="w-work-bar">
      {offered.map((kind) => {
        const ids = (possible.get(kind) ?? []).map((deed) => deed.id);
        const all = ids.every((id) => chosen.has(id));
        const some = ids.some((id) => chosen.has(id));
        return (
          <label key={kind} class="w-choice">
            <input
              type="checkbox"
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = some && !all;
              }}
              onChange={(event) => choose(ids, event.currentTarget.checked)}
            />
            <span>{own.chooseAll[kind]}</span>
          </label>
        );
      })}
      <div class="w-row w-work-do">
        <span role="status" class="w-soft">{count > 0 ? own.chosen(count) : ''}</span>
        {todo.map(({kind, deeds}) => <Button key={kind} kind="primary" icon="check" onClick={() => run(deeds)}>{own.deed[kind].many(deeds.length)}</Button>)}
        {count > 0 && <Button kind="subtle" onClick={clear}>{own.none}</Button>}
      </div>
    </div>
  );
}
