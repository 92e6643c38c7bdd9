import {clauseOf, flat, pathOf} from './clause';
import type {Terms} from './terms';
import {words} from './words';

/** Where the ministry of a fast lane is looked for, in turn: a field, or a field under a condition. */
export function Ministries({places, terms}: {places: unknown[]; terms: Terms}) {
  return (
    <ol>
      {places.map((place, at) => <li key={at}>{placeOf(place, terms) ?? <code>{JSON.stringify(place)}</code>}</li>)}
    </ol>
  );
}

function placeOf(place: unknown, terms: Terms): string | undefined {
  const own = words.value.ministry;
  const path = pathOf(place);
  if (path !== undefined) return path.startsWith('report.') ? fieldAt(path, terms, own.value) : terms.field(path);
  const parts = typeof place === 'object' && place !== null && 'if' in place && Array.isArray(place.if) ? (place.if as unknown[]) : undefined;
  const field = parts && pathOf(parts[1]);
  if (!parts || field === undefined || parts.length !== 3 || parts[2] !== null) return undefined;
  return fieldAt(field, terms, (name) => own.if(name, flat(clauseOf(parts[0], terms), terms.lang)));
}

/** `report.ministries.0` is the (only) item of a list. */
function fieldAt(path: string, terms: Terms, told: (field: string) => string): string | undefined {
  const field = terms.field(path.replace(/\.0$/, ''));
  return field === undefined ? undefined : told(field);
}
