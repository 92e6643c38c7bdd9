import {wordsOf} from '../../words/language';

/** A role within a sentence: its first letter small, but for an abbreviation. */
const lower = (role: string) => role.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());

/** The words of the sections. */
export const sectionWords = wordsOf({
  nl: {
    matter: {
      data: 'Welke gegevens', holders: 'Wie heeft ze', requester: 'Wie heeft ze nodig', task: 'Voor welke taak', act: 'Wet', basis: 'Grondslag', barriers: 'Wat het tegenhoudt',
      main: 'Oorzaken', affected: 'Groep', severity: 'Hoe erg', number: 'Hoeveel', ends: 'Stopt op', deadline: 'Andere datum', ministries: 'Wiens regels',
      lead: 'Trekker', involved: 'Ook betrokken', reporters: 'Gemeld door', onBehalf: 'Namens', underWay: 'Loopt al', tried: 'Al geprobeerd',
      whole: 'De hele melding', wholeOf: (name: string) => `De melding van ${name}`, also: 'Ook gemeld door', corrected: 'Later aangevuld', erased: 'gewist',
      hurt: 'Wie er last van heeft', who: 'Wie erbij betrokken is', withdrawn: 'ingetrokken', private: 'private partij', opinion: 'Mening van de melder',
      description: 'Beschrijving', people: (text: string) => `${text} geraakt`,
    },
    standing: {
      phases: 'De fasen van een knelpunt', here: 'hier is het nu', drawing: 'Tekening van de werkwijze', drawingText: 'Gekleurd: de weg die het ging en waar het nu is. De pijlen laten zien hoe het verder kan.',
      choose: 'Welke tekening?', lifecycle: 'Levensloop', legs: 'Trajecten', beside: 'ernaast', main: 'hoofdtraject', status: 'Stand', started: 'Begonnen', ended: 'Afgelopen', none: 'Er loopt nog geen traject.',
      outcome: 'Uitkomst', outcomes: 'Uitkomsten', bridges: 'Overbrugging', bridge: (from: string, until: string) => (until ? `van ${from} tot en met ${until}` : `vanaf ${from}, zonder einddatum`),
      signals: 'Signalen', signalTo: (names: string) => `aan ${names}`, links: 'Verbonden knelpunten', linked: 'Bekijk het verbonden knelpunt', labels: 'Labels', says: 'Wat melders zeggen van de uitkomst', code: 'Reden',
      requests: 'Gevraagde aanvulling', open: 'nog niet beantwoord', answered: 'beantwoord', drawingOf: (name: string) => `Tekening van ${name} met de plaats van dit knelpunt`, show: 'Tekening tonen',
    },
    routing: {
      none: 'Er is nog geen route bepaald.', route: 'Route', how: 'Hoe', status: 'Stand', rule: 'Regel', table: (version: string) => `routeringstabel versie ${version}`, because: 'Waarom deze route',
      stay: 'Blijft in triage', nearest: 'Wat het verschil zou maken', nearestText: 'De kleinste andere antwoorden die naar een andere route zouden leiden.', questions: 'Vragen die de doorslag geven',
      leads: (answer: string, route: string) => `${answer}: ${route}`, urgency: 'Spoed', points: (count: number) => (count === 1 ? '1 punt' : `${count} punten`), urgencyText: (points: string, urgent: boolean) => `${points}: ${urgent ? 'dit telt als spoed' : 'dit telt niet als spoed'}`, noPoints: 'Geen punten: geen spoed.',
      others: 'Regels die niet pasten', othersText: (count: number) => `Regels die niet pasten (${count})`, saw: (field: string, value: string) => `${field} ${value}`, empty: 'niet ingevuld', later: 'Past ook, maar staat lager in de tabel', history: 'Eerdere routering', whole: 'De hele routeringstabel',
    },
    terms: {
      none: 'Er loopt nu geen streeftermijn.', lifecycle: 'Knelpunt', running: 'Loopt', stopped: 'Staat stil', passed: 'Verstreken', account: 'Dag voor dag', lastDay: 'Laatste dag', started: 'Begonnen',
      suspensions: 'Stilgestaan', suspension: (from: string, until: string, kind: string, on: string) => `${until ? `${from} tot ${until}` : `sinds ${from}`}: wacht op ${kind.toLowerCase()}${on ? ` (${on})` : ''}`,
      extensions: 'Verlengd', extension: (by: string, at: string) => `met ${by}, op ${at}`, erased: 'Reden gewist', range: (from: string, to: string) => `${from} t/m ${to}`, onwards: (from: string) => `vanaf ${from}`,
      legend: {start: 'begin', counted: 'telt mee', dayOff: 'telt niet mee', stopped: 'stond stil', lengthened: 'verlengd door de wet'}, strip: 'Dagen van deze streeftermijn',
    },
    talk: {
      none: 'Er is nog niets gezegd.', comments: 'Opmerkingen', positions: 'Reacties van houders', positionsNone: 'Houders hebben nog niet gereageerd.', add: 'Opmerking plaatsen', label: 'Uw opmerking', help: 'Leesbaar voor iedereen die dit knelpunt ziet. Geen namen of nummers van personen.',
      position: 'Reactie van de houder', positionHelp: 'Uw organisatie staat in de melding als houder. Een latere reactie vervangt een eerdere.', addPosition: 'Reactie geven', placed: 'Opmerking geplaatst.', positioned: 'Reactie vastgelegd.', erased: 'Deze tekst is gewist.', current: 'geldt nu',
    },
    history: {order: 'Volgorde', newest: 'Nieuwste eerst', oldest: 'Oudste eerst', erased: 'Deze tekst is gewist.', none: 'Er is nog niets gebeurd.', count: (count: number) => (count === 1 ? '1 gebeurtenis' : `${count} gebeurtenissen`), more: 'Oudere gebeurtenissen tonen', moreNewer: 'Nieuwere gebeurtenissen tonen'},
    ledger: {what: 'Waarvan', who: 'Wie', from: 'Van', until: 'Tot', now: 'nu', lifecycle: 'Knelpunt (regiehouder)', leg: (route: string) => `${route} (actiehouder)`, caption: 'Wie het knelpunt en elk traject had, en wanneer'},
    events: {
      system: {timer: 'Wissel, door de klok', routing: 'Wissel, door de routeringstabel', workflow: 'Wissel, door de werkwijze', migration: 'Wissel, bij een nieuwe versie', other: 'Wissel'} as Record<string, string>,
      inRole: (organisation: string, role: string) => (role ? `${organisation} – ${lower(role)}` : organisation),
      of: (part: string) => part, from: (from: string, to: string) => `Van ${from} naar ${to}`, into: (to: string) => `Naar ${to}`, begun: (route: string) => `Traject begonnen – ${route}`, at: (ministry: string) => `Bij ${ministry}`,
      until: (day: string) => `Streeftermijn tot ${day}`, expected: (day: string) => `Verwacht op ${day}`, waits: (kind: string, on: string) => `Wacht op ${kind.toLowerCase()}${on ? `: ${on}` : ''}`, to: (names: string) => `Aan ${names}`, route: (name: string) => `Route: ${name}`,
      noRoute: 'Geen route; blijft in triage', by: (duration: string) => `Met ${duration}`, lifecycle: 'Levensloop', about: 'Over', erased: 'gewist', fields: (names: string) => `Het gaat om: ${names}`,
      period: (from: string, until: string) => (until ? `Van ${from} tot en met ${until}` : `Vanaf ${from}`),
      duration: (iso: string) => {
        const [, count = '', unit = ''] = /^P(\d+)([DWM])$/.exec(iso) ?? [];
        const units: Record<string, [string, string]> = {D: ['dag', 'dagen'], W: ['week', 'weken'], M: ['maand', 'maanden']};
        const pair = units[unit];
        return pair ? `${count} ${pair[count === '1' ? 0 : 1]}` : iso;
      },
    },
    differences: {
      phase: 'Fase', state: (of: string) => `Stand van ${of}`, holder: (of: string) => `Wie ${of} heeft`, due: (of: string) => `Streeftermijn van ${of}`, offer: (of: string) => `Overdracht van ${of}`, suspended: (of: string) => `${of} wacht op`,
      route: 'Route', signals: 'Aantal signalen', comments: 'Aantal opmerkingen', positions: 'Aantal reacties van houders', reports: 'Aantal meldingen', closedAs: 'Afgesloten als', visibility: 'Zichtbaarheid', lifecycle: 'het knelpunt', none: 'geen',
    },
  },
  en: {
    matter: {
      data: 'Which data', holders: 'Who has them', requester: 'Who needs them', task: 'For which task', act: 'Act', basis: 'Legal basis', barriers: 'What stops it',
      main: 'Causes', affected: 'Group', severity: 'How badly', number: 'How many', ends: 'Ends on', deadline: 'Other date', ministries: 'Whose rules',
      lead: 'In the lead', involved: 'Also involved', reporters: 'Reported by', onBehalf: 'On behalf of', underWay: 'Under way', tried: 'Tried before',
      whole: 'The whole report', wholeOf: (name: string) => `The report of ${name}`, also: 'Also reported by', corrected: 'Supplemented later', erased: 'erased',
      hurt: 'Who is hurt', who: 'Who is involved', withdrawn: 'withdrawn', private: 'private party', opinion: 'The reporter’s view',
      description: 'Description', people: (text: string) => `${text} affected`,
    },
    standing: {
      phases: 'The phases of a bottleneck', here: 'it is here now', drawing: 'Drawing of the workflow', drawingText: 'In colour: the way it came and where it is now. The arrows show how it can go on.',
      choose: 'Which drawing?', lifecycle: 'Life', legs: 'Legs', beside: 'beside', main: 'main leg', status: 'State', started: 'Began', ended: 'Ended', none: 'No leg runs yet.',
      outcome: 'Outcome', outcomes: 'Outcomes', bridges: 'Temporary arrangement', bridge: (from: string, until: string) => (until ? `from ${from} up to and including ${until}` : `from ${from}, without an end`),
      signals: 'Signals', signalTo: (names: string) => `to ${names}`, links: 'Linked bottlenecks', linked: 'See the linked bottleneck', labels: 'Labels', says: 'What reporters say of the outcome', code: 'Reason',
      requests: 'Information requested', open: 'not answered yet', answered: 'answered', drawingOf: (name: string) => `Drawing of ${name} with the place of this bottleneck`, show: 'Show the drawing',
    },
    routing: {
      none: 'No route was determined yet.', route: 'Route', how: 'How', status: 'State', rule: 'Rule', table: (version: string) => `routing table version ${version}`, because: 'Why this route',
      stay: 'Stays in triage', nearest: 'What would change this', nearestText: 'The smallest other answers that would lead to another route.', questions: 'Questions that decide',
      leads: (answer: string, route: string) => `${answer}: ${route}`, urgency: 'Urgency', points: (count: number) => (count === 1 ? '1 point' : `${count} points`), urgencyText: (points: string, urgent: boolean) => `${points}: ${urgent ? 'this counts as urgent' : 'this does not count as urgent'}`, noPoints: 'No points: not urgent.',
      others: 'Rules that did not fit', othersText: (count: number) => `Rules that did not fit (${count})`, saw: (field: string, value: string) => `${field} ${value}`, empty: 'not filled in', later: 'Fits as well, but stands lower in the table', history: 'Earlier routing', whole: 'The whole routing table',
    },
    terms: {
      none: 'No indicative term runs now.', lifecycle: 'Bottleneck', running: 'Running', stopped: 'Stands still', passed: 'Passed', account: 'Day by day', lastDay: 'Last day', started: 'Began',
      suspensions: 'Stood still', suspension: (from: string, until: string, kind: string, on: string) => `${until ? `${from} to ${until}` : `since ${from}`}: waits for ${kind.toLowerCase()}${on ? ` (${on})` : ''}`,
      extensions: 'Extended', extension: (by: string, at: string) => `by ${by}, on ${at}`, erased: 'Reason erased', range: (from: string, to: string) => `${from} – ${to}`, onwards: (from: string) => `from ${from} on`,
      legend: {start: 'begin', counted: 'counts', dayOff: 'does not count', stopped: 'stood still', lengthened: 'lengthened by law'}, strip: 'Days of this indicative term',
    },
    talk: {
      none: 'Nothing was said yet.', comments: 'Comments', positions: 'Positions of holders', positionsNone: 'Holders did not respond yet.', add: 'Post the comment', label: 'Your comment', help: 'Everybody who sees this bottleneck can read it. No names or numbers of persons.',
      position: 'Holder’s position', positionHelp: 'Your organisation stands in the report as holder. A later position replaces an earlier one.', addPosition: 'Give the position', placed: 'Comment posted.', positioned: 'Position recorded.', erased: 'This text was erased.', current: 'holds now',
    },
    history: {order: 'Order', newest: 'Newest first', oldest: 'Oldest first', erased: 'This text was erased.', none: 'Nothing happened yet.', count: (count: number) => (count === 1 ? '1 event' : `${count} events`), more: 'Show earlier events', moreNewer: 'Show later events'},
    ledger: {what: 'Of what', who: 'Who', from: 'From', until: 'Until', now: 'now', lifecycle: 'Bottleneck (case lead)', leg: (route: string) => `${route} (action holder)`, caption: 'Who held the bottleneck and each leg, and when'},
    events: {
      system: {timer: 'Wissel, by the clock', routing: 'Wissel, by the routing table', workflow: 'Wissel, by the workflow', migration: 'Wissel, with a new version', other: 'Wissel'} as Record<string, string>,
      inRole: (organisation: string, role: string) => (role ? `${organisation} – ${lower(role)}` : organisation),
      of: (part: string) => part, from: (from: string, to: string) => `From ${from} to ${to}`, into: (to: string) => `To ${to}`, begun: (route: string) => `Leg began – ${route}`, at: (ministry: string) => `At ${ministry}`,
      until: (day: string) => `Indicative term until ${day}`, expected: (day: string) => `Expected on ${day}`, waits: (kind: string, on: string) => `Waits for ${kind.toLowerCase()}${on ? `: ${on}` : ''}`, to: (names: string) => `To ${names}`, route: (name: string) => `Route: ${name}`,
      noRoute: 'No route; stays in triage', by: (duration: string) => `By ${duration}`, lifecycle: 'Life', about: 'About', erased: 'erased', fields: (names: string) => `It is about: ${names}`,
      period: (from: string, until: string) => (until ? `From ${from} up to and including ${until}` : `From ${from}`),
      duration: (iso: string) => {
        const [, count = '', unit = ''] = /^P(\d+)([DWM])$/.exec(iso) ?? [];
        const units: Record<string, [string, string]> = {D: ['day', 'days'], W: ['week', 'weeks'], M: ['month', 'months']};
        const pair = units[unit];
        return pair ? `${count} ${pair[count === '1' ? 0 : 1]}` : iso;
      },
    },
    differences: {
      phase: 'Phase', state: (of: string) => `State of ${of}`, holder: (of: string) => `Who holds ${of}`, due: (of: string) => `Indicative term of ${of}`, offer: (of: string) => `Hand-over of ${of}`, suspended: (of: string) => `${of} waits for`,
      route: 'Route', signals: 'Number of signals', comments: 'Number of comments', positions: 'Number of holders’ positions', reports: 'Number of reports', closedAs: 'Closed as', visibility: 'Visibility', lifecycle: 'the bottleneck', none: 'none',
    },
  },
});
