/** The language of the screen: chosen here, else the browser's, else Dutch. */
import {computed, effect, signal} from '@preact/signals';

import {speak} from '../api/client';
import type {Words} from '../api/types';

export type Language = 'nl' | 'en';

const kept = 'wissel.language';

function first(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'nl' || chosen === 'en') return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'nl' || tag === 'en') as Language ?? 'nl';
}

export const language = signal<Language>(first());

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(kept, chosen);
  language.value = chosen;
}

effect(() => {
  document.documentElement.lang = language.value;
  speak(language.value);
});

/** The words in the language of the screen. Empty where there are none. */
export function say(words: Words | null | undefined): string {
  return words?.[language.value] ?? '';
}

/** The words of one part of the screen: every part has a file of them, in both languages, of one shape. */
export function wordsOf<T>(both: {nl: T; en: NoInfer<T>}): {readonly value: T} {
  return computed(() => both[language.value]);
}
