/** One part of the overview: its heading, what it means, and, for a drawing, the same as a table. */
import type {ComponentChildren} from 'preact';
import {useId, useState} from 'preact/hooks';
import {useSearchParams} from 'wouter-preact';

import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Icon} from '../../parts/icon';
import {say} from '../../words/language';
import {useShared} from './context';
import {definitionsOf} from './definitions';
import {words} from './words';

/** `members`: of the document, whose definitions belong here. `table`: the same numbers as a table, behind a switch. */
export function Part({
  id,
  title,
  members,
  aside,
  table,
  tableFirst = false,
  children,
}: {
  id: string;
  title: string;
  members: string[];
  aside?: ComponentChildren;
  table?: ComponentChildren;
  tableFirst?: boolean;
  children: ComponentChildren;
}) {
  const [search, setSearch] = useSearchParams();
  const [explained, explain] = useState(false);
  const {definitions} = useShared();
  const text = useId();
  const meant = definitionsOf(definitions, members);
  const chosen = search.getAll('view').find((one) => one.startsWith(`${id}-`));
  const asTable = table !== undefined && (chosen ? chosen === `${id}-table` : tableFirst);
  const turned = asTable ? words.value.asChart : words.value.asTable;
  const turn = () =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        const others = made.getAll('view').filter((one) => !one.startsWith(`${id}-`));
        made.delete('view');
        [...others, `${id}-${asTable ? 'chart' : 'table'}`].forEach((one) => made.append('view', one));
        return made;
      },
      {replace: true},
    );
  return (
    <Card
      id={id}
      level={3}
      title={title}
      aside={
        <div class="w-overview-tools w-no-print">
          {aside}
          {table !== undefined && (
            <Button
              kind="subtle"
              icon={asTable ? 'overview' : 'table'}
              onClick={turn}
              aria-label={`${turned}: ${title}`}
            >
              {turned}
            </Button>
          )}
          {meant.length > 0 && (
            <button
              type="button"
              class="w-overview-explain"
              aria-expanded={explained}
              aria-controls={text}
              onClick={() => explain(!explained)}
            >
              <Icon name="help" />
              <span class="w-hidden">{words.value.explain(title)}</span>
            </button>
          )}
        </div>
      }
    >
      <dl id={text} class="w-overview-meaning" hidden={!explained}>
        {meant.map((one) => (
          <div key={one.member}>
            <dt>{say(one.title)}</dt>
            <dd>{say(one.text)}</dd>
          </div>
        ))}
      </dl>
      {asTable ? table : children}
    </Card>
  );
}

/** A table that scrolls in a box of its own where it is too wide. */
export function WideTable({label, children}: {label: string; children: ComponentChildren}) {
  return (
    <div class="w-table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="w-table">{children}</table>
    </div>
  );
}

/** What a part says below its numbers: what the list cannot do, and where else to look. */
export function Foot({children}: {children: ComponentChildren}) {
  return <div class="w-overview-foot w-small w-soft">{children}</div>;
}
