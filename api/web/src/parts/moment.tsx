import {daysBetween, isoDay, lastDay, moment, relative, shortDay, weekday} from '../words/format';
import {Tag} from './tag';
import {words} from './words';

/** A moment in relative words, with the exact one at hand (hover, focus by screen reader, print). */
export function When({at}: {at: string}) {
  return (
    <time dateTime={at} title={moment(at)} class="w-when">
      {relative(at)}
    </time>
  );
}

/** A day or a moment written out. */
export function Day({at}: {at: string}) {
  return (
    <time dateTime={at} title={weekday(at)}>
      {shortDay(at)}
    </time>
  );
}

/** The last day of a term, and how far off it is. Red once it is passed; amber in its last five days. */
export function Due({due}: {due: string | null}) {
  if (due === null) return null;
  const last = lastDay(due);
  const left = daysBetween(isoDay(new Date()), last);
  const text = left < 0 ? words.value.late(-left) : words.value.left(left);
  return (
    <span class="w-due">
      <time dateTime={last} title={weekday(last)}>{shortDay(last)}</time>{' '}
      <Tag tone={left < 0 ? 'late' : left <= 5 ? 'stuck' : 'plain'} icon={left < 0 ? 'late' : 'clock'}>{text}</Tag>
    </span>
  );
}
