/** Moments, days and numbers as people write them. Days are Amsterdam's, whatever the clock of the machine. */
import {language} from './language';

const zone = 'Europe/Amsterdam';

function made<T>(make: (tag: string) => T): () => T {
  const kept = new Map<string, T>();
  return () => {
    const tag = language.value === 'nl' ? 'nl-NL' : 'en-GB';
    const known = kept.get(tag) ?? make(tag);
    kept.set(tag, known);
    return known;
  };
}

const days = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, day: 'numeric', month: 'long', year: 'numeric'}));
const shortDays = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, day: 'numeric', month: 'short', year: 'numeric'}));
const months = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, month: 'short', year: '2-digit'}));
const weekdays = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'}));
const moments = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit'}));
const clocks = made((tag) => new Intl.DateTimeFormat(tag, {timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit'}));
const numbers = made((tag) => new Intl.NumberFormat(tag));
const relatives = made((tag) => new Intl.RelativeTimeFormat(tag, {numeric: 'auto'}));
const lists = made((tag) => new Intl.ListFormat(tag, {type: 'conjunction'}));
const isoDays = new Intl.DateTimeFormat('en-CA', {timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit'});

/** A day (`2026-11-28`) or a moment as a date for `Intl`; a day is taken at noon, so that no zone moves it. */
function instant(text: string | Date): Date {
  if (text instanceof Date) return text;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : new Date(text);
}

/** 28 november 2026 */
export const day = (text: string | Date): string => days().format(instant(text));
/** 28 nov 2026 */
export const shortDay = (text: string | Date): string => shortDays().format(instant(text));
/** nov 26: a month on an axis */
export const month = (text: string | Date): string => months().format(instant(text));
/** zaterdag 28 november 2026 */
export const weekday = (text: string | Date): string => weekdays().format(instant(text));
/** 28 november 2026 om 09:05 */
export const moment = (text: string | Date): string => moments().format(instant(text));
/** 09:05:12 */
export const clock = (text: string | Date): string => clocks().format(instant(text));
/** 12.345 */
export const number = (value: number): string => numbers().format(value);
/** a, b en c */
export const list = (items: string[]): string => lists().format(items);
/** 2026-11-28: the day in Amsterdam. */
export const isoDay = (text: string | Date): string => isoDays.format(instant(text));

/**
 * The last day of a term: terms end at 00:00 of the day after, and people are told the day itself.
 */
export const lastDay = (due: string): string => isoDay(new Date(new Date(due).getTime() - 1));

/** Whole Amsterdam days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string | Date, to: string | Date): number {
  const at = (text: string | Date) => Date.parse(`${isoDay(text)}T00:00:00Z`);
  return Math.round((at(to) - at(from)) / 86_400_000);
}

/** "3 dagen geleden", "over 2 maanden": of whole days, and of minutes within a day. */
export function relative(text: string | Date, now: Date = new Date()): string {
  const whole = daysBetween(now, text);
  const format = relatives();
  if (whole === 0) {
    const minutes = Math.round((instant(text).getTime() - now.getTime()) / 60_000);
    if (/^\d{4}-\d{2}-\d{2}$/.test(String(text))) return format.format(0, 'day');
    if (minutes === 0) return language.value === 'nl' ? 'zojuist' : 'just now';
    return Math.abs(minutes) < 60 ? format.format(minutes, 'minute') : format.format(Math.round(minutes / 60), 'hour');
  }
  const size = Math.abs(whole);
  if (size < 14) return format.format(whole, 'day');
  if (size < 60) return format.format(Math.trunc(whole / 7), 'week');
  if (size < 730) return format.format(Math.trunc(whole / 30.44), 'month');
  return format.format(Math.trunc(whole / 365.25), 'year');
}
