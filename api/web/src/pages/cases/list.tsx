/** The list: a table, and on a narrow screen cards of the same. A row is drawn anew only when it changed. */
import type {ComponentChildren} from 'preact';
import {memo} from 'preact/compat';
import {Link} from 'wouter-preact';

import type {CaseRow, Owner} from '../../api/types';
import {awaited, closedAt, firstDue, routeOf, turns} from '../../parts/case-facts';
import {abbreviated, Marks, titleOf} from '../../parts/case-marks';
import {Day, Due, When} from '../../parts/moment';
import {More, type Pages} from '../../parts/pager';
import {narrow, useMedia} from '../../parts/use-media';
import {useSteps} from '../../parts/use-steps';
import {language, say} from '../../words/language';
import {columnNames, shownColumns, type Column} from './kept';
import {useTold, type Told} from './told';
import {words} from './words';

export function List({pages}: {pages: Pages<CaseRow>}) {
  const told = useTold(pages.items);
  const isNarrow = useMedia(narrow);
  const rows = pages.items.slice(0, useSteps(pages.items.length, 20));
  const columns = columnNames.filter((name) => shownColumns.value.includes(name));
  const mark = `${language.value} ${columns.join()}`;
  return (
    <>
      {isNarrow ? (
        <ul class="w-plain-list w-cases-cards" aria-label={words.value.list.label}>
          {rows.map((row) => <CardRow key={row.id} row={row} told={told} columns={columns} mark={mark} />)}
        </ul>
      ) : (
        <div class="w-table-scroll w-cases-table" role="region" aria-label={words.value.list.label} tabIndex={0}>
          <table class="w-table" style={{'--w-cases-columns': columns.length}}>
            <caption class="w-hidden">{words.value.list.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.value.columns.case}</th>
                {columns.map((name) => <th key={name} scope="col" class={`w-cases-col-${name}`}>{words.value.columns[name]}</th>)}
              </tr>
            </thead>
            <tbody>{rows.map((row) => <TableRow key={row.id} row={row} told={told} columns={columns} mark={mark} />)}</tbody>
          </table>
        </div>
      )}
      {rows.length === pages.items.length && <More pages={pages} />}
    </>
  );
}

interface RowProps {
  row: CaseRow;
  told: Told;
  columns: readonly Column[];
  /** Changes with the language and the columns. */
  mark: string;
}
const same = (before: RowProps, after: RowProps) => before.row === after.row && before.told === after.told && before.mark === after.mark;

const TableRow = memo(({row, told, columns}: RowProps) => (
  <tr>
    <th scope="row" class="w-cases-case"><CaseName row={row} /></th>
    {columns.map((name) => <td key={name}><Cell name={name} row={row} told={told} /></td>)}
  </tr>
), same);

const CardRow = memo(({row, told, columns}: RowProps) => (
  <li class="w-card w-cases-card">
    <CaseName row={row} />
    <dl class="w-cases-card-facts">
      {columns.map((name) => (
        <div key={name}>
          <dt>{words.value.columns[name]}</dt>
          <dd><Cell name={name} row={row} told={told} /></dd>
        </div>
      ))}
    </dl>
  </li>
), same);

function CaseName({row}: {row: CaseRow}) {
  return (
    <div class="w-cases-name">
      <Link href={`/cases/${row.id}`} class="w-cases-title">{titleOf(row)}</Link>
      <span class="w-row w-cases-under">
        <span class="w-soft w-small w-number">{row.reference}</span>
        <Marks row={row} />
      </span>
    </div>
  );
}

/** What there is none of says so in soft words, so that an empty cell is never a riddle. */
const None = ({children}: {children: ComponentChildren}) => <span class="w-soft">{children}</span>;

function Cell({name, row, told}: {name: Column; row: CaseRow; told: Told}) {
  const own = words.value.row;
  switch (name) {
    case 'state': {
      const [phase, state] = [told.phase(row.phase), told.standing(row)];
      return (
        <>
          {state || phase}
          {state !== '' && state !== phase && <span class="w-cases-second">{phase}</span>}
        </>
      );
    }
    case 'route': {
      const route = routeOf(row);
      if (route === null) return <None>{own.noRoute}</None>;
      const proposed = row.legs.length === 0 && row.routing?.status === 'proposed';
      const full = told.route(route);
      return (
        <>
          <span title={full}>{abbreviated(full)}</span>
          {proposed && <span class="w-cases-second">{own.proposed}</span>}
        </>
      );
    }
    case 'turn':
      return <Turn row={row} told={told} />;
    case 'term': {
      const closed = closedAt(row);
      if (closed !== null) return <None>{words.value.timeline.closed('')}<Day at={closed} /></None>;
      const due = firstDue(row);
      return due === null ? <None>{own.noTerm}</None> : <Due due={due} />;
    }
    case 'reported':
      return <When at={row.submittedAt} />;
    case 'changed':
      return <When at={row.changedAt} />;
    case 'lead':
      return row.owner === null ? <None>{own.nobody}</None> : <>{say(row.owner.organisation.name)}</>;
    case 'reporters': {
      const [first, ...others] = row.parties;
      if (!first) return null;
      return <>{say(first.name)}{others.length > 0 && <span class="w-cases-second">{own.more(others.length)}</span>}</>;
    }
    case 'ownReference':
      return <>{row.ownReferences.join(', ')}</>;
  }
}

function Turn({row, told}: {row: CaseRow; told: Told}) {
  const own = words.value.row;
  const acting = turns(row);
  const waits = awaited(row);
  const name = (owner: Owner) => say(owner.organisation.name);
  if (acting.length === 0) return <None>{own.nobody}</None>;
  return (
    <>
      {acting.map((owner) => <span key={owner.organisation.oin} title={told.role(owner.role)} class="w-cases-line">{name(owner)}</span>)}
      {waits[0] && <span class="w-cases-second">{own.waits(name(waits[0]))}{waits.length > 1 && ` ${own.more(waits.length - 1)}`}</span>}
    </>
  );
}
