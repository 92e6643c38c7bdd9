/** Which cases look like the report: those that share the words that few cases have. Pure. */
import type {CaseRow} from '../../api/types';
import {isMembers, type Members} from '../../forms/schema';

/** Words that reports of bottlenecks have in common, so that they tell no two apart. */
const common = new Set(`niet geen maar deze naar over heeft alle alleen veel meer weer hier waar daar maand jaar week zodat want zelf
  with from that this they have does into only aanleveren aanvraag aanvragen andere bijvoorbeeld burgers door gebruik gebruiken gegeven gegevens hebben inwoners
  informatie kunnen krijgen maken mensen moeten mogen nodig omdat organisatie organisaties overheid overheden terwijl uitwisselen
  uitwisseling verstrekken voor waarvoor wanneer welke worden zonder zijn about access agencies authority because between cannot citizens
  could data exchange government information organisation organisations people share shared sharing should their there these
  under which while without would`.split(/\s+/));

/** The words to search by: of the title, the data and the act; at most `most`, the longest first (they are the rarest). */
export function wordsOf(report: Members, most = 8): string[] {
  const purpose = isMembers(report['purpose']) ? report['purpose'] : {};
  const data = Array.isArray(report['dataCategories']) ? report['dataCategories'] : [];
  const text = [report['title'], ...data, purpose['act']].filter((each) => typeof each === 'string').join(' ');
  const found = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= 4 && word.length <= 40 && !common.has(word));
  return [...new Set(found)].sort((a, b) => b.length - a.length).slice(0, most);
}

export interface Alike {
  row: CaseRow;
  words: string[];
}

/**
 * The cases with most in common first: a word counts for more the fewer cases have it, and one word alone
 * is not enough.
 */
export function ranked(found: {word: string; rows: CaseRow[]}[], most = 5): Alike[] {
  const made = new Map<string, Alike & {weight: number}>();
  for (const {word, rows} of found) {
    for (const row of rows) {
      const known = made.get(row.id) ?? {row, words: [], weight: 0};
      known.words.push(word);
      known.weight += 1 / rows.length;
      made.set(row.id, known);
    }
  }
  return [...made.values()]
    .filter((each) => each.words.length >= 2)
    .sort((a, b) => b.weight - a.weight || b.words.length - a.words.length)
    .slice(0, most)
    .map(({row, words}) => ({row, words}));
}
