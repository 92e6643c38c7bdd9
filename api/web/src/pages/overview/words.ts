import {day} from '../../words/format';
import {wordsOf} from '../../words/language';
import type {Days} from './period';

/**
 * The words of the overview. Codes have theirs in the vocabulary, what numbers mean stands in the API's definitions.
 */
export const words = wordsOf({
  nl: {
    title: 'Overzicht',
    titleOf: (name: string) => `Overzicht: ${name}`,
    leads: {
      all: 'Hoe alle knelpunten in het register ervoor staan.',
      route: 'Hoe de trajecten op deze route ervoor staan.',
      organisation: 'Hoe de knelpunten ervoor staan waar deze organisatie bij betrokken is.',
      ministry: 'Hoe de trajecten van dit ministerie op de fast lane ervoor staan.',
    },
    scope: {
      label: 'Cijfers van',
      all: 'Alle knelpunten',
      routes: 'Eén route',
      ministries: 'Eén ministerie (fast lane)',
      organisations: 'Eén organisatie',
      own: (name: string) => `Uw organisatie: ${name}`,
    },
    period: {
      label: 'Wanneer gemeld',
      ever: 'Altijd',
      own: 'Eigen periode',
      from: 'Gemeld vanaf',
      to: 'Gemeld tot en met',
      backwards: 'De laatste dag ligt voor de eerste.',
      onlyOpen: 'U ziet de cijfers van wat alle deelnemende organisaties mogen zien.',
      names: {
        thisMonth: 'Deze maand',
        lastMonth: 'Vorige maand',
        thisQuarter: 'Dit kwartaal',
        lastQuarter: 'Vorig kwartaal',
        thisYear: 'Dit jaar',
        lastYear: 'Vorig jaar',
      },
      lead: ({from, to}: Days) =>
        from && to
          ? `Alleen wat van ${day(from)} tot en met ${day(to)} is gemeld, zoals het nu is.`
          : from
            ? `Alleen wat op of na ${day(from)} is gemeld, zoals het nu is.`
            : to
              ? `Alleen wat op of voor ${day(to)} is gemeld, zoals het nu is.`
              : '',
      none: {
        title: 'In deze periode is niets gemeld',
        text: 'Kies een andere periode, of bekijk alles.',
        all: 'Alles bekijken',
      },
    },
    live: {
      live: 'Live',
      starting: 'Wordt opgehaald',
      paused: 'Wordt bijgewerkt',
      trying: 'Niet live',
      changed: 'Laatste wijziging:',
      quiet: (day: string) => `Stand van ${day}. Vandaag is er nog niets gewijzigd.`,
      lost: (clock: string) =>
        `De server antwoordt niet. U ziet de cijfers van ${clock}; Wissel probeert het steeds opnieuw.`,
      loaded: 'De cijfers zijn geladen.',
    },
    forbidden: {
      title: 'Deze cijfers mag u niet zien',
      text: 'U ziet de cijfers van uw eigen organisatie, van elke route en van alle knelpunten samen.',
    },
    absent: {title: 'Deze cijfers zijn er niet', text: 'De route of organisatie in het adres is niet bekend.'},
    toAll: 'Naar de cijfers van alle knelpunten',
    none: {
      title: 'Er zijn nog geen knelpunten',
      text: 'Zodra iemand een knelpunt meldt, ziet u hier hoe het ervoor staat.',
      report: 'Knelpunt melden',
    },
    noneOf: {title: 'Hier is nog niets te tellen', text: 'Er zijn geen knelpunten waar deze organisatie bij betrokken is.'},
    seen: 'Een getal met een link opent de lijst van knelpunten. U ziet daar alleen wat u mag zien; dat kunnen er minder zijn dan het getal zegt.',
    tiles: {
      heading: 'In het kort',
      fresh: 'Nieuw deze week',
      inPeriod: 'Gemeld in deze periode',
      freshNote: (last: string) => `vorige week ${last}`,
      began: 'Deze week begonnen',
      open: 'Open',
      openLegs: 'Open trajecten',
      openNote: (all: string) => `van ${all} in totaal`,
      overdue: 'Over de streeftermijn',
      overdueNote: (terms: number, text: string) =>
        terms === 1 ? '1 streeftermijn voorbij' : `${text} streeftermijnen voorbij`,
      overdueTerms: 'Streeftermijnen voorbij',
      stuck: 'Vastgelopen',
      stuckNote: 'interventie opgepakt',
      done: 'Afgeronde trajecten',
    },
    explain: (what: string) => `Uitleg bij ${what}`,
    asTable: 'Als tabel',
    asChart: 'Als grafiek',
    flow: {
      heading: 'Van melding naar uitkomst',
      description: (cases: string, rows: string) =>
        `Stroom van ${cases} gemelde knelpunten over de routes naar hoe ze ervoor staan. ${rows} Dezelfde getallen staan in de tabel.`,
      start: 'Gemeld',
      route: 'Route',
      all: 'Totaal',
      reports: 'Meldingen',
      band: (from: string, to: string, cases: number, text: string) =>
        `${from}, ${to}: ${text} ${cases === 1 ? 'knelpunt' : 'knelpunten'}`,
      hint: 'Elke band is een link naar zijn knelpunten.',
      outcomes: 'Afgeronde trajecten hebben een eigen uitkomst; die staan onderaan bij Uitkomsten.',
    },
    time: {
      heading: 'Gemeld en afgesloten',
      headingLegs: 'Begonnen en geëindigd',
      span: 'Tijdvak',
      weeks: (count: number) => (count === 52 ? '1 jaar' : count === 104 ? '2 jaar' : `${count} weken`),
      came: 'Gemeld',
      cameLegs: 'Begonnen',
      went: 'Afgesloten',
      wentLegs: 'Geëindigd',
      open: 'Open',
      until: 'Stand op',
      thisWeek: 'vandaag',
      description: (from: string, to: string, came: string, went: string, open: string) =>
        `Twee lijnen van ${from} tot ${to}, opgeteld vanaf het begin. Vandaag: ${came} gekomen, ${went} klaar, ${open} open.`,
      table: 'Opgeteld vanaf het begin, de laatste week eerst. De getallen van vandaag leiden naar hun knelpunten; hoe het op een eerdere dag was, kan de lijst niet tonen.',
    },
    attention: 'Wat aandacht vraagt',
    sections: {flow: 'Hoe het loopt'},
    missing: {
      route:
        'Per route telt het register geen fasen, drempels en stroom naar de uitkomst; die staan bij alle knelpunten.',
      title: 'Over deze cijfers',
      definitions: 'Wat elk getal betekent',
    },
  },
  en: {
    title: 'Overview',
    titleOf: (name: string) => `Overview: ${name}`,
    leads: {
      all: 'How all bottlenecks in the register stand.',
      route: 'How the legs on this route stand.',
      organisation: 'How the bottlenecks stand that this organisation takes part in.',
      ministry: 'How the legs of this ministry on the fast lane stand.',
    },
    scope: {
      label: 'Numbers of',
      all: 'All bottlenecks',
      routes: 'One route',
      ministries: 'One ministry (fast lane)',
      organisations: 'One organisation',
      own: (name: string) => `Your organisation: ${name}`,
    },
    period: {
      label: 'When reported',
      ever: 'Any time',
      own: 'My own period',
      from: 'Reported from',
      to: 'Reported up to',
      backwards: 'The last day lies before the first.',
      onlyOpen: 'You see the numbers of what all participating organisations may see.',
      names: {
        thisMonth: 'This month',
        lastMonth: 'Last month',
        thisQuarter: 'This quarter',
        lastQuarter: 'Last quarter',
        thisYear: 'This year',
        lastYear: 'Last year',
      },
      lead: ({from, to}: Days) =>
        from && to
          ? `Only what was reported from ${day(from)} to ${day(to)}, as it stands now.`
          : from
            ? `Only what was reported on or after ${day(from)}, as it stands now.`
            : to
              ? `Only what was reported on or before ${day(to)}, as it stands now.`
              : '',
      none: {
        title: 'Nothing was reported in this period',
        text: 'Choose another period, or see everything.',
        all: 'See everything',
      },
    },
    live: {
      live: 'Live',
      starting: 'Loading',
      paused: 'Catching up',
      trying: 'Not live',
      changed: 'Last change:',
      quiet: (day: string) => `As of ${day}. Nothing has changed yet today.`,
      lost: (clock: string) => `The server does not answer. You see the numbers of ${clock}; Wissel keeps trying.`,
      loaded: 'The numbers are loaded.',
    },
    forbidden: {
      title: 'You may not see these numbers',
      text: 'You see the numbers of your own organisation, of each route, and of all bottlenecks together.',
    },
    absent: {title: 'There are no such numbers', text: 'The route or organisation in the address is not known.'},
    toAll: 'To the numbers of all bottlenecks',
    none: {
      title: 'There are no bottlenecks yet',
      text: 'As soon as somebody reports one, you see here how it stands.',
      report: 'Report a bottleneck',
    },
    noneOf: {
      title: 'There is nothing to count here yet',
      text: 'There are no bottlenecks that this organisation takes part in.',
    },
    seen: 'A number with a link opens the list of bottlenecks. You see there only what you may see, which can be less than the number says.',
    tiles: {
      heading: 'In short',
      fresh: 'New this week',
      inPeriod: 'Reported in this period',
      freshNote: (last: string) => `last week ${last}`,
      began: 'Begun this week',
      open: 'Open',
      openLegs: 'Open legs',
      openNote: (all: string) => `of ${all} in all`,
      overdue: 'Past their term',
      overdueNote: (terms: number, text: string) =>
        terms === 1 ? '1 indicative term passed' : `${text} indicative terms passed`,
      overdueTerms: 'Terms passed',
      stuck: 'Stuck',
      stuckNote: 'intervention taken up',
      done: 'Legs done',
    },
    explain: (what: string) => `Explanation of ${what}`,
    asTable: 'As a table',
    asChart: 'As a chart',
    flow: {
      heading: 'From report to outcome',
      description: (cases: string, rows: string) =>
        `Flow of ${cases} reported bottlenecks over the routes to how they stand. ${rows} The table has the same numbers.`,
      start: 'Reported',
      route: 'Route',
      all: 'Total',
      reports: 'Reports',
      band: (from: string, to: string, cases: number, text: string) =>
        `${from}, ${to}: ${text} ${cases === 1 ? 'bottleneck' : 'bottlenecks'}`,
      hint: 'Each band is a link to its bottlenecks.',
      outcomes: 'Legs that are done have outcomes of their own; those stand below under Outcomes.',
    },
    time: {
      heading: 'Reported and closed',
      headingLegs: 'Begun and ended',
      span: 'Span',
      weeks: (count: number) => (count === 52 ? '1 year' : count === 104 ? '2 years' : `${count} weeks`),
      came: 'Reported',
      cameLegs: 'Begun',
      went: 'Closed',
      wentLegs: 'Ended',
      open: 'Open',
      until: 'As of',
      thisWeek: 'today',
      description: (from: string, to: string, came: string, went: string, open: string) =>
        `Two lines from ${from} to ${to}, counted from the beginning. Today: ${came} came in, ${went} done, ${open} open.`,
      table: 'Counted from the beginning, the last week first. The numbers of today lead to their bottlenecks; how things stood on an earlier day the list cannot show.',
    },
    attention: 'What needs attention',
    sections: {flow: 'How it goes'},
    missing: {
      route: 'By route the register counts no phases, barriers and flow to outcomes; those stand with all bottlenecks.',
      title: 'About these numbers',
      definitions: 'What each number means',
    },
  },
});
