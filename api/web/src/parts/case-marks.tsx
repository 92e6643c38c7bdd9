/** The short marks of a case that every list of cases has alike. */
import type {CaseRow} from '../api/types';
import {wordsOf} from '../words/language';
import {isStuck, isUrgent} from './case-facts';
import {Tag} from './tag';

const words = wordsOf({
  nl: {stuck: 'Vastgelopen', urgent: 'Spoed', untitled: 'Zonder titel'},
  en: {stuck: 'Stuck', urgent: 'Urgent', untitled: 'Untitled'},
});

/** What a list calls the case. The title may have been erased. */
export const titleOf = (row: CaseRow): string => row.title ?? words.value.untitled;

/** A name such as "Centrale Commissie Gegevensgebruik (CCG)" by its abbreviation, where it has one. */
export const abbreviated = (name: string): string => /\(([^()]+)\)$/.exec(name)?.[1] ?? name;

/** That it is urgent, and that it is stuck. Its term tells by itself that it is late. */
export function Marks({row}: {row: CaseRow}) {
  const [urgent, stuck] = [isUrgent(row), isStuck(row)];
  if (!urgent && !stuck) return null;
  return (
    <>
      {urgent && <Tag tone="info" icon="clock">{words.value.urgent}</Tag>}
      {stuck && <Tag tone="stuck" icon="stuck">{words.value.stuck}</Tag>}
    </>
  );
}
