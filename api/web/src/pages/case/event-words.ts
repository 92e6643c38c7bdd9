import {wordsOf} from '../../words/language';

/** A role within a sentence: its first letter small, but for an abbreviation. */
const lower = (role: string) => role.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());

/** The words in which events, and what they changed, are told. */
export const eventWords = wordsOf({
  nl: {
    events: {
      system: {
        timer: 'Wissel, door de klok',
        routing: 'Wissel, door de routeringstabel',
        workflow: 'Wissel, door de werkwijze',
        migration: 'Wissel, bij een nieuwe versie',
        other: 'Wissel',
      } as Record<string, string>,
      inRole: (organisation: string, role: string) => (role ? `${organisation} – ${lower(role)}` : organisation),
      of: (part: string) => part,
      from: (from: string, to: string) => `Van ${from} naar ${to}`,
      into: (to: string) => `Naar ${to}`,
      begun: (route: string) => `Traject begonnen – ${route}`,
      at: (ministry: string) => `Bij ${ministry}`,
      until: (day: string) => `Streeftermijn tot ${day}`,
      expected: (day: string) => `Verwacht op ${day}`,
      waits: (kind: string, on: string) => `Wacht op ${kind.toLowerCase()}${on ? `: ${on}` : ''}`,
      to: (names: string) => `Aan ${names}`,
      route: (name: string) => `Route: ${name}`,
      noRoute: 'Geen route; blijft in triage',
      by: (duration: string) => `Met ${duration}`,
      lifecycle: 'Levensloop',
      about: 'Over',
      erased: 'gewist',
      fields: (names: string) => `Het gaat om: ${names}`,
      period: (from: string, until: string) => (until ? `Van ${from} tot en met ${until}` : `Vanaf ${from}`),
      duration: (iso: string) => {
        const [, count = '', unit = ''] = /^P(\d+)([DWM])$/.exec(iso) ?? [];
        const units: Record<string, [string, string]> = {
          D: ['dag', 'dagen'],
          W: ['week', 'weken'],
          M: ['maand', 'maanden'],
        };
        const pair = units[unit];
        return pair ? `${count} ${pair[count === '1' ? 0 : 1]}` : iso;
      },
    },
    differences: {
      phase: 'Fase',
      state: (of: string) => `Stand van ${of}`,
      holder: (of: string) => `Wie ${of} heeft`,
      due: (of: string) => `Streeftermijn van ${of}`,
      offer: (of: string) => `Overdracht van ${of}`,
      suspended: (of: string) => `${of} wacht op`,
      route: 'Route',
      signals: 'Aantal signalen',
      comments: 'Aantal opmerkingen',
      positions: 'Aantal reacties van houders',
      reports: 'Aantal meldingen',
      closedAs: 'Afgesloten als',
      visibility: 'Zichtbaarheid',
      lifecycle: 'het knelpunt',
      none: 'geen',
    },
  },
  en: {
    events: {
      system: {
        timer: 'Wissel, by the clock',
        routing: 'Wissel, by the routing table',
        workflow: 'Wissel, by the workflow',
        migration: 'Wissel, with a new version',
        other: 'Wissel',
      } as Record<string, string>,
      inRole: (organisation: string, role: string) => (role ? `${organisation} – ${lower(role)}` : organisation),
      of: (part: string) => part,
      from: (from: string, to: string) => `From ${from} to ${to}`,
      into: (to: string) => `To ${to}`,
      begun: (route: string) => `Leg began – ${route}`,
      at: (ministry: string) => `At ${ministry}`,
      until: (day: string) => `Indicative term until ${day}`,
      expected: (day: string) => `Expected on ${day}`,
      waits: (kind: string, on: string) => `Waits for ${kind.toLowerCase()}${on ? `: ${on}` : ''}`,
      to: (names: string) => `To ${names}`,
      route: (name: string) => `Route: ${name}`,
      noRoute: 'No route; stays in triage',
      by: (duration: string) => `By ${duration}`,
      lifecycle: 'Life',
      about: 'About',
      erased: 'erased',
      fields: (names: string) => `It is about: ${names}`,
      period: (from: string, until: string) => (until ? `From ${from} up to and including ${until}` : `From ${from}`),
      duration: (iso: string) => {
        const [, count = '', unit = ''] = /^P(\d+)([DWM])$/.exec(iso) ?? [];
        const units: Record<string, [string, string]> = {
          D: ['day', 'days'],
          W: ['week', 'weeks'],
          M: ['month', 'months'],
        };
        const pair = units[unit];
        return pair ? `${count} ${pair[count === '1' ? 0 : 1]}` : iso;
      },
    },
    differences: {
      phase: 'Phase',
      state: (of: string) => `State of ${of}`,
      holder: (of: string) => `Who holds ${of}`,
      due: (of: string) => `Indicative term of ${of}`,
      offer: (of: string) => `Hand-over of ${of}`,
      suspended: (of: string) => `${of} waits for`,
      route: 'Route',
      signals: 'Number of signals',
      comments: 'Number of comments',
      positions: 'Number of holders’ positions',
      reports: 'Number of reports',
      closedAs: 'Closed as',
      visibility: 'Visibility',
      lifecycle: 'the bottleneck',
      none: 'none',
    },
  },
});
