/** One column of the board, which reads its own pages once it is near, and its cards. */
import {memo} from 'preact/compat';
import {useEffect, useId, useRef, useState} from 'preact/hooks';
import {Link} from 'wouter-preact';

import type {CaseRow} from '../../api/types';
import {awaited, closedAt, firstDue, turns} from '../../parts/case-facts';
import {Marks, titleOf} from '../../parts/case-marks';
import {Button} from '../../parts/button';
import {Icon} from '../../parts/icon';
import {Due} from '../../parts/moment';
import {Loading} from '../../parts/notice';
import {More, usePages} from '../../parts/pager';
import {narrow, useMedia} from '../../parts/use-media';
import {useSteps} from '../../parts/use-steps';
import {language, say} from '../../words/language';
import {phases, type BoardColumn} from './board-columns';
import {words} from './board-words';
import {pathOf, type Question} from './filters';
import {Refused} from './refused';
import {useTold, type Told} from './told';

/** What the cards do with the board. */
export interface Hands {
  act(row: CaseRow): void;
  drag(row: CaseRow | null, from: string): void;
  dragged(): {row: CaseRow; from: string} | null;
  drop(row: CaseRow, target: BoardColumn): void;
  /** By keyboard: takes the card up, or puts down the one that is. */
  take(row: CaseRow, from: string): void;
  step(by: -1 | 1): boolean;
  leave(): boolean;
}

/** A page of a column is small, so that a board of many columns is there soon; below one another they are smaller still. */
const perPage = {wide: '15', narrow: '5'};

export function Column({column, board, question, hands, over, taken}: {
  column: BoardColumn;
  board: string;
  question: Question;
  hands: Hands;
  over: boolean;
  taken: string | null;
}) {
  const heading = useId();
  const place = useRef<HTMLElement>(null);
  const near = useNear(place);
  const limit = useMedia(narrow) ? perPage.narrow : perPage.wide;
  const pages = usePages<CaseRow>(near ? pathOf({...question, filter: column.filter}, {count: 'true', limit}) : null);
  const rows = pages.items.slice(0, useSteps(pages.items.length, 5));
  const told = useTold(board === phases ? pages.items : []);
  const [dragOver, setDragOver] = useState(false);
  const takes = () => {
    const dragged = hands.dragged();
    return dragged !== null && dragged.from !== column.id;
  };
  return (
    <section
      ref={place}
      class={over || dragOver ? 'w-board-column w-board-over' : 'w-board-column'}
      aria-labelledby={heading}
      onDragOver={(event) => {
        if (!takes()) return;
        event.preventDefault();
        setDragOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && place.current?.contains(event.relatedTarget))) setDragOver(false);
      }}
      onDrop={(event) => {
        const dragged = hands.dragged();
        setDragOver(false);
        if (!dragged || !takes()) return;
        event.preventDefault();
        hands.drop(dragged.row, column);
      }}
    >
      <div class="w-board-head">
        <h2 id={heading}>{column.title}</h2>
        <p class="w-small w-soft">{pages.count === undefined ? '\u00A0' : words.value.count(pages.count)}</p>
      </div>
      {near && pages.loading && <Loading lines={4} />}
      {pages.error && pages.items.length === 0 && <Refused error={pages.error} again={pages.again} />}
      {pages.items.length > 0 && (
        <ul class="w-plain-list w-board-cards">
          {rows.map((row) => (
            <Card
              key={row.id}
              row={row}
              column={column.id}
              state={stateBeside(board, told.standing(row), column.title)}
              told={told}
              hands={hands}
              taken={taken === row.id}
              mark={language.value}
            />
          ))}
        </ul>
      )}
      <More pages={pages} />
    </section>
  );
}

/** True from the moment at which it comes near the part of the page that is seen. */
function useNear(place: {current: Element | null}): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setNear(true);
    }, {rootMargin: '200px 400px'});
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  return near;
}

/** On a board by phases a card tells its state, unless the column says the same. */
const stateBeside = (board: string, state: string, title: string) => (board === phases && state !== title ? state : '');

interface CardProps {
  row: CaseRow;
  column: string;
  state: string;
  told: Told;
  hands: Hands;
  taken: boolean;
  mark: string;
}

/** Columns stand beside one another, and on a narrow screen below. */
const steps: Record<string, -1 | 1> = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

const Card = memo(({row, column, state, hands, taken}: CardProps) => {
  const own = words.value.card;
  const due = closedAt(row) === null ? firstDue(row) : null;
  const [turn] = turns(row);
  const [waits] = awaited(row);
  return (
    <li
      class={taken ? 'w-board-card w-board-taken' : 'w-board-card'}
      draggable
      onDragStart={(event) => {
        event.dataTransfer?.setData('text/plain', row.reference);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
        hands.drag(row, column);
      }}
      onDragEnd={() => hands.drag(null, '')}
    >
      <Link href={`/cases/${row.id}`} class="w-cases-title" draggable={false}>{titleOf(row)}</Link>
      <p class="w-small w-soft"><span class="w-number">{row.reference}</span>{state !== '' && ` · ${state}`}</p>
      {turn && <p class="w-small">{own.turn(say(turn.organisation.name))}</p>}
      {waits && <p class="w-small w-soft">{own.waits(say(waits.organisation.name))}</p>}
      {due !== null && <Due due={due} />}
      <span class="w-row w-board-marks"><Marks row={row} /></span>
      <div class="w-row w-board-buttons">
        <Button kind="subtle" aria-label={own.actionsOf(row.reference)} aria-haspopup="dialog" onClick={() => hands.act(row)}>{own.actions}</Button>
        <button
          type="button"
          class="w-board-handle"
          aria-label={own.moveOf(row.reference)}
          aria-pressed={taken}
          onClick={() => hands.take(row, column)}
          onBlur={() => hands.leave()}
          onKeyDown={(event) => {
            const by = steps[event.key];
            if (by !== undefined && taken) {
              event.preventDefault();
              hands.step(by);
            } else if (event.key === 'Escape' && hands.leave()) {
              event.stopPropagation();
            }
          }}
        >
          <Icon name="move" size={16} />
          {own.move}
        </button>
      </div>
    </li>
  );
}, (before, after) =>
  before.row === after.row && before.taken === after.taken && before.state === after.state && before.mark === after.mark && before.column === after.column);
