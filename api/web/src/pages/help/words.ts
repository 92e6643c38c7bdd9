import {wordsOf} from '../../words/language';

export const words = wordsOf({
  nl: {
    title: 'Uitleg',
    lead: 'Wat Wissel is, hoe u er verder mee komt, en wat de woorden betekenen.',
    contents: 'Op deze pagina',
    what: {
      title: 'Waar Wissel voor is',
      text: [
        'Overheden werken met elkaars gegevens. Soms lukt dat niet: een wet staat het niet toe, partijen leggen een wet verschillend uit, of een systeem kan het niet. Zo’n probleem heet hier een knelpunt.',
        'Wissel is het register van die knelpunten. U meldt één keer wat u tegenhoudt. Wissel kijkt welke route past, houdt bij wie aan zet is en tot wanneer, en laat zien wat er al is gebeurd. Zo raakt een knelpunt niet zoek tussen organisaties.',
        'Wat Wissel voorstelt, is geen besluit in de zin van de Awb. Mensen bevestigen een route, en kunnen een andere kiezen. De genoemde termijnen zijn streeftermijnen.',
      ],
    },
    tasks: 'Hiervoor komen de meeste mensen',
    report: {
      title: 'Een knelpunt melden',
      steps: [
        'Kies “Knelpunt melden”. U krijgt de vragen in vijf stappen. Wat u invult, blijft in deze browser staan tot u verstuurt.',
        'Weet u iets niet? Kies dan “Weet ik niet”. Dat is beter dan gokken: Wissel laat zien welke vraag het verschil zou maken.',
        'Noem geen namen en geen burgerservicenummers. Het gaat om gegevensstromen, niet om personen.',
        'Verstuur de melding. U krijgt een kenmerk, zoals GD-2026-000042, en ziet meteen wat er nu gebeurt.',
      ],
      go: 'Naar Knelpunt melden',
    },
    why: {
      title: 'Zien waarom het daarheen ging',
      steps: [
        'Zoek het knelpunt op bij “Knelpunten”, met een woord uit de melding of met het kenmerk.',
        'Kijk bij “Route en waarom”. Daar staat de reden in gewone woorden, en van elke andere regel waarom die niet gold.',
        'Onder “Wat het verschil zou maken” staat welk antwoord tot een andere route had geleid.',
        'Klopt er iets niet? Vul de melding aan, of vraag om een andere route.',
      ],
      go: 'Naar Knelpunten',
    },
    move: {
      title: 'Het verder brengen',
      steps: [
        '“Mijn werk” toont wat er nu van u wordt gevraagd. Het dringendste staat bovenaan.',
        'Open het knelpunt. Bij “Wat u kunt doen” staat elke stap die u mag zetten, met wat er daarna gebeurt.',
        'Kunt u niet verder? Houd het traject aan en zeg op wie u wacht. De streeftermijn staat dan stil.',
        'Beweegt er niets? Vraag om een interventie. Het programma kijkt dan mee, en het traject loopt door.',
      ],
      go: 'Naar Mijn werk',
    },
    phases: {title: 'Wat er met een knelpunt gebeurt', text: 'Elk knelpunt doorloopt deze fasen. Het kan ook een stap terug gaan.'},
    routes: {title: 'De routes'},
    things: {title: 'Woorden', text: 'Elk woord betekent in Wissel overal hetzelfde.'},
    roles: {title: 'Rollen', text: 'Een rol zegt wat iemand mag. Eén organisatie kan meer rollen hebben.'},
    login: 'Log in om ook de woorden, de fasen en de rollen te zien.',
    keys: {title: 'Sneltoetsen', text: 'U kunt alles met het toetsenbord doen: Tab gaat verder, Enter kiest, Escape sluit. Daarnaast zijn er letters voor wie veel met Wissel werkt.', off: 'Hebt u er last van, bijvoorbeeld met spraakbesturing? Zet ze dan uit in het venster dat met de knop hieronder opent.', open: 'Sneltoetsen aan of uit'},
    ask: {
      title: 'Waar u het kunt vragen',
      access: 'Over inloggen, sleutels en rollen: uw functioneel beheerder. Dat is degene die bij uw organisatie de sleutels geeft.',
      content: 'Over een knelpunt, een route of een overdracht: de coördinator van het programma Werk aan Uitvoering (WaU).',
      mailbox: 'Postbus van de coördinator:',
      broken: 'Werkt er iets niet? Noem dan het kenmerk dat onder de foutmelding staat. Daarmee vindt de beheerder wat er misging.',
      accessibility: 'Kunt u iets niet gebruiken? Lees hoe u dat meldt.',
      api: 'Voor wie een systeem aansluit: de beschrijving van de API.',
    },
  },
  en: {
    title: 'Help',
    lead: 'What Wissel is, how you get on with it, and what the words mean.',
    contents: 'On this page',
    what: {
      title: 'What Wissel is for',
      text: [
        'Government organisations work with each other’s data. Sometimes that fails: a law does not allow it, parties read a law differently, or a system cannot do it. Such a problem is called a bottleneck here.',
        'Wissel is the register of those bottlenecks. You report once what stops you. Wissel looks which route fits, keeps track of whose turn it is and until when, and shows what has happened. So a bottleneck does not get lost between organisations.',
        'What Wissel proposes is no decision in the sense of the General Administrative Law Act (Awb). People confirm a route, and may choose another. The terms named are indicative.',
      ],
    },
    tasks: 'What most people come for',
    report: {
      title: 'Report a bottleneck',
      steps: [
        'Choose “Report a bottleneck”. You get the questions in five steps. What you fill in stays in this browser until you send it.',
        'Is there something that you do not know? Then choose “I do not know”. That is better than a guess: Wissel shows which question would make the difference.',
        'Name no persons and no citizen service numbers. This is about flows of data, not about people.',
        'Send the report. You get a reference, such as GD-2026-000042, and see at once what happens now.',
      ],
      go: 'Go to Report a bottleneck',
    },
    why: {
      title: 'Find out why it went where it went',
      steps: [
        'Find the bottleneck under “Bottlenecks”, by a word of the report or by its reference.',
        'Look under “Route and why”. The reason stands there in plain words, and of every other rule why it did not hold.',
        'Under “What would change this” stands which answer would have led to another route.',
        'Is something not right? Add to the report, or ask for another route.',
      ],
      go: 'Go to Bottlenecks',
    },
    move: {
      title: 'Move it on',
      steps: [
        '“My work” shows what is asked of you now. The most urgent stands first.',
        'Open the bottleneck. Under “What you can do” stands each step that you may take, with what happens then.',
        'Can you not go on? Suspend the leg and say on whom you wait. The indicative term stands still then.',
        'Does nothing move? Ask for an intervention. The programme looks into it then, and the leg goes on.',
      ],
      go: 'Go to My work',
    },
    phases: {title: 'What happens to a bottleneck', text: 'Every bottleneck goes through these phases. It can go back a step, too.'},
    routes: {title: 'The routes'},
    things: {title: 'Words', text: 'Each word means the same everywhere in Wissel.'},
    roles: {title: 'Roles', text: 'A role says what somebody may do. One organisation can have several.'},
    login: 'Log in to see the words, the phases and the roles, too.',
    keys: {title: 'Keyboard shortcuts', text: 'You can do everything by keyboard: Tab goes on, Enter chooses, Escape closes. Beside that there are letters for who works with Wissel a lot.', off: 'Do they get in your way, with speech control for instance? Turn them off in the window that the button below opens.', open: 'Shortcuts on or off'},
    ask: {
      title: 'Where to ask',
      access: 'On logging in, keys and roles: your administrator. That is whoever hands out the keys in your organisation.',
      content: 'On a bottleneck, a route or a hand-over: the coordinator of the programme Werk aan Uitvoering (WaU).',
      mailbox: 'Mailbox of the coordinator:',
      broken: 'Does something not work? Name the reference that stands below the error. With it the administrator finds what went wrong.',
      accessibility: 'Is there something that you cannot use? Read how to tell us.',
      api: 'For whoever connects a system: the description of the API.',
    },
  },
});
