/** Clauses of the table, drawn. */
import {words} from './words';
import {pathsOf, type Clause} from './clause';
import type {Terms} from './terms';

/** A clause as a list of what must hold; named conditions lead to what they mean where that stands on the page (`linked`). */
export function Told({clause, linked = true}: {clause: Clause; linked?: boolean}) {
  const own = words.value.rules;
  switch (clause.kind) {
    case 'text':
      return <>{clause.text}</>;
    case 'condition':
      return linked ? <a href={`#condition-${clause.name}`}>{clause.text}</a> : <>{clause.text}</>;
    case 'code':
      return <span class="w-routing-code"><span class="w-small w-soft">{own.unknown}</span> <code>{JSON.stringify(clause.code)}</code></span>;
    case 'not':
      return <>{own.not} <Told clause={clause.part} linked={linked} /></>;
    default:
      return (
        <div class="w-routing-parts">
          <span class="w-small w-soft">{clause.kind === 'all' ? own.all : own.any}</span>
          <ul>{clause.parts.map((part, at) => <li key={at}><Told clause={part} linked={linked} /></li>)}</ul>
        </div>
      );
  }
}

/** The reason of a rule; what the program fills in stands there by its name. */
export function Because({text, say, terms}: {text: string; say: Record<string, unknown> | undefined; terms: Terms}) {
  return (
    <>
      {text.split(/(\{\w+\})/).map((part, at) => {
        const place = /^\{(\w+)\}$/.exec(part)?.[1];
        if (place === undefined) return part;
        if (place === 'questions') return <em key={at}>[{words.value.rules.questions}]</em>;
        const given = say?.[place];
        const own = typeof given === 'object' && given !== null && terms.lang in given ? (given as Record<string, unknown>)[terms.lang] : given;
        const path = pathsOf(own)[0];
        return <em key={at}>[{(path === undefined ? undefined : terms.field(path)) ?? place}]</em>;
      })}
    </>
  );
}
