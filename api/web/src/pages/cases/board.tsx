/** The board: a column for each phase, or for each state of one workflow; cards are moved by what one may do with them. */
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';

import {useDocument} from '../../api/query';
import type {CaseRow, Page, WorkflowSummary} from '../../api/types';
import {useFlows} from '../../flow/use-flows';
import {Empty, Failure, Loading} from '../../parts/notice';
import {say} from '../../words/language';
import {useVocabulary} from '../../words/vocabulary';
import {Actions} from './actions';
import './board.css';
import {Column, type Hands} from './board-column';
import {boardOf, flowColumns, lifecycle, phaseColumns, phases, type BoardColumn} from './board-columns';
import {words} from './board-words';
import {Saved} from './saved';
import {Csv, Order, Views} from './tools';
import type {Asked} from './use-question';

export function Board({asked}: {asked: Asked}) {
  const {question} = asked;
  const board = boardOf(question);
  const vocabulary = useVocabulary();
  const flows = useFlows([board === phases ? lifecycle : board]);
  const flow = board === phases ? undefined : flows.get(board);
  const codes = vocabulary.items('phases').map(({code, title}) => ({code, title: say(title)}));
  const columns = board === phases
    ? phaseColumns(codes, question.filter)
    : flow ? flowColumns(flow, (place) => say(place.title) || place.id, question.filter, question.ended) : [];
  const ready = board === phases ? vocabulary.ready : flows.ready;
  return (
    <div class="w-stack w-cases-found">
      <div class="w-cases-tools">
        <Views asked={asked} />
        <div class="w-row">
          <Order asked={asked} />
          <Saved asked={asked} />
          <Csv question={question} />
        </div>
      </div>
      <div class="w-board-choice">
        <Choice asked={asked} board={board} />
        <p class="w-small w-soft w-board-help">{words.value.help}</p>
      </div>
      {flows.error && board !== phases && <Failure error={flows.error} retry={flows.retry} />}
      {!ready && !flows.error && <div class="w-cases-room"><Loading lines={8} /></div>}
      {ready && columns.length === 0 && (
        <div class="w-card"><Empty title={words.value.noColumns.title}><p>{words.value.noColumns.text}</p></Empty></div>
      )}
      {ready && columns.length > 0 && <Columns key={board} asked={asked} board={board} columns={columns} />}
    </div>
  );
}

/** Which columns: the phases, or the states of one route or overlay. */
function Choice({asked, board}: {asked: Asked; board: string}) {
  const {data} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 10 * 60_000});
  const offered = (data?.data.items ?? []).filter((workflow) => workflow.kind !== 'lifecycle');
  return (
    <div class="w-row">
      <label class="w-cases-order">
        <span class="w-soft w-small">{words.value.columns}</span>
        <select class="utrecht-select utrecht-select--html-select" value={board} onChange={(event) => asked.ask({board: event.currentTarget.value})}>
          <option value={phases}>{words.value.phases}</option>
          {offered.map((workflow) => <option key={workflow.id} value={workflow.id}>{say(workflow.title)}</option>)}
        </select>
      </label>
      {board !== phases && (
        <label class="w-choice">
          <input type="checkbox" checked={asked.question.ended} onChange={(event) => asked.ask({ended: event.currentTarget.checked})} />
          <span>{words.value.ended}</span>
        </label>
      )}
    </div>
  );
}

interface Acting {
  row: CaseRow;
  /** Where the card was dropped; none: its actions were asked for. */
  target: BoardColumn | null;
}

interface Moving {
  row: CaseRow;
  from: number;
  at: number;
}

function Columns({asked, board, columns}: {asked: Asked; board: string; columns: BoardColumn[]}) {
  const [acting, setActing] = useState<Acting | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const [told, setTold] = useState('');
  const dragged = useRef<{row: CaseRow; from: string} | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const now = useRef({columns, moving});
  now.current = {columns, moving};
  const own = words.value;

  // One object for all cards, so that none is drawn anew because another is moved.
  const hands = useMemo<Hands>(() => {
    const title = (at: number) => now.current.columns[at]?.title ?? '';
    const letGo = (row: CaseRow) => {
      setMoving(null);
      setTold(words.value.moving.left(row.reference));
    };
    return {
      act: (row) => setActing({row, target: null}),
      drag: (row, from) => (dragged.current = row && {row, from}),
      dragged: () => dragged.current,
      drop: (row, target) => setActing({row, target}),
      take: (row, from) => {
        const current = now.current.moving;
        if (current) {
          const target = now.current.columns[current.at];
          if (current.at === current.from || !target) return letGo(row);
          setMoving(null);
          setTold('');
          return setActing({row: current.row, target});
        }
        const at = now.current.columns.findIndex((column) => column.id === from);
        setMoving({row, from: at, at});
        setTold(words.value.moving.taken(row.reference, title(at)));
      },
      step: (by) => {
        const current = now.current.moving;
        const at = current ? current.at + by : -1;
        if (!current || at < 0 || at >= now.current.columns.length) return false;
        setMoving({...current, at});
        setTold(words.value.moving.over(title(at), at + 1, now.current.columns.length));
        return true;
      },
      leave: () => {
        const current = now.current.moving;
        if (current) letGo(current.row);
        return current !== null;
      },
    };
  }, []);

  useEffect(() => {
    const [box, column] = [place.current, moving ? place.current?.children[moving.at] : undefined];
    if (!box || !(column instanceof HTMLElement)) return;
    // Only sideways: the card that was taken up stays where it is.
    const left = Math.max(column.offsetLeft + column.offsetWidth - box.clientWidth, Math.min(box.scrollLeft, column.offsetLeft));
    box.scrollTo({left, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
  }, [moving?.at]);

  return (
    <>
      <p class={told === '' ? 'w-hidden' : 'w-board-told'} role="status">{told}</p>
      <div class="w-board" role="region" aria-label={own.label} tabIndex={0} ref={place}>
        {columns.map((column, at) => (
          <Column
            key={column.id}
            column={column}
            board={board}
            question={asked.question}
            hands={hands}
            over={moving !== null && moving.at === at && moving.at !== moving.from}
            taken={moving !== null && moving.from === at ? moving.row.id : null}
          />
        ))}
      </div>
      {acting && (
        <Actions
          row={acting.row}
          board={board}
          target={acting.target}
          onClose={() => {
            setActing(null);
            // The card may have gone to another column, and the button that had the focus with it.
            setTimeout(() => {
              if (document.activeElement === document.body) place.current?.focus({preventScroll: true});
            }, 50);
          }}
        />
      )}
    </>
  );
}
