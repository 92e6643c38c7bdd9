/** What a workflow's states and transitions are called for people. */
import {say} from '../words/language';
import {durationWords} from '../words/duration';
import {useVocabulary} from '../words/vocabulary';
import type {ChartTransition, Period} from './chart';
import {words} from './drawing-words';

/** The words for who acts: a role, or what somebody is to the case. */
export function useWho(): (code: string) => string {
  const vocabulary = useVocabulary();
  return (code) => {
    const list = vocabulary.items('roles').some((each) => each.code === code) ? 'roles' : 'relations';
    return vocabulary.word(list, code);
  };
}

export const periodWords = (period: Period): string => say(durationWords(period.within, period.calendar));

/** What causes it: its title, or what the register itself notices. */
export function causeWords(transition: ChartTransition): string {
  const own = words.value;
  if (transition.title) return say(transition.title);
  if (transition.cause === 'after') return own.list.after(transition.delay ? periodWords(transition.delay) : transition.event);
  if (transition.cause === 'always') return own.list.always;
  if (transition.cause === 'done') return own.list.done;
  return transition.event.split(' ').map((event) => own.events[event] ?? event).join(own.or);
}
