/** Durations of ISO 8601 (`P10D`, `P1Y6M`, `PT30M`) as people say them, as the server says them in its drawings. */
import type {Words} from '../api/types';

type Nouns = Record<'Y' | 'M' | 'W' | 'D' | 'H' | 'MIN' | 'S', [one: string, many: string]>;

const dutch = (works: boolean): Nouns => ({
  Y: ['jaar', 'jaar'], M: ['maand', 'maanden'], W: ['week', 'weken'], D: works ? ['werkdag', 'werkdagen'] : ['dag', 'dagen'],
  H: ['uur', 'uur'], MIN: ['minuut', 'minuten'], S: ['seconde', 'seconden'],
});
const english = (works: boolean): Nouns => ({
  Y: ['year', 'years'], M: ['month', 'months'], W: ['week', 'weeks'], D: works ? ['working day', 'working days'] : ['day', 'days'],
  H: ['hour', 'hours'], MIN: ['minute', 'minutes'], S: ['second', 'seconds'],
});

/** `calendar`: by the code of workflow files; the same where it is none. What is no duration stands as it is. */
export function durationWords(text: string, calendar?: string): Words {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!found || text.length < 3) return {nl: text, en: text};
  const counts = found.slice(1);
  const say = (nouns: Nouns, joint: string, point: string): string => {
    const parts = (Object.keys(nouns) as (keyof Nouns)[]).flatMap((unit, at) => {
      const count = counts[at];
      if (count === undefined || Number(count) === 0) return [];
      return [`${String(Number(count)).replace('.', point)} ${nouns[unit][Number(count) === 1 ? 0 : 1]}`];
    });
    if (parts.length === 0) parts.push(`0 ${nouns.S[1]}`);
    return parts.length === 1 ? parts[0] ?? '' : `${parts.slice(0, -1).join(', ')}${joint}${parts.at(-1) ?? ''}`;
  };
  const works = calendar === 'nl-working-days';
  return {nl: say(dutch(works), ' en ', ','), en: say(english(works), ' and ', '.')};
}
