/** The words of the accessibility statement, after the Dutch model (toegankelijkheidsverklaring). */
import {wordsOf} from '../../words/language';

/** When what stands here was last looked at. */
export const dated = '2026-11-28';

export const statement = wordsOf({
  nl: {
    title: 'Toegankelijkheid',
    lead: 'Iedereen moet met Wissel kunnen werken, ook wie niet of anders ziet, hoort, beweegt of leest.',
    sections: [
      {
        title: 'Over deze verklaring',
        text: [
          'Deze verklaring gaat over de pagina’s van Wissel zelf, in het Nederlands en het Engels. Ze is opgesteld door de makers van Wissel.',
          'Een overheid die Wissel gebruikt, moet een eigen verklaring in het register van toegankelijkheidsverklaringen zetten. Ze kan deze tekst daarvoor gebruiken.',
        ],
      },
      {
        title: 'Status',
        text: [
          'Wissel is gemaakt volgens WCAG 2.2, niveau AA (en daarmee EN 301 549). Of het daar helemaal aan voldoet, is niet onafhankelijk onderzocht.',
          'Daarom past nu status C: eerste maatregelen genomen.',
        ],
      },
      {
        title: 'Hoe het is getoetst',
        text: ['Wij hebben het zelf getoetst; geen onafhankelijke partij heeft dat gedaan.'],
        list: [
          'Elke pagina met het programma axe: licht en donker, Nederlands en Engels, breed en 320 pixels smal.',
          'De belangrijkste handelingen met alleen het toetsenbord.',
          'Bij 400 % vergroting, met minder beweging en met de contrastkleuren van het besturingssysteem.',
        ],
      },
      {
        title: 'Wat nog niet voldoet, of niet is onderzocht',
        list: [
          'Er is niet stelselmatig getest met schermlezers en spraakbesturing, en niet met mensen die ze elke dag gebruiken.',
          'Meldingen staan er in de taal waarin iemand ze schreef. Een schermlezer die Engels voorleest, krijgt dat niet te horen (succescriterium 3.1.2).',
          'De tekening van een werkwijze is groot en vraagt om schuiven in twee richtingen. Alles wat erin staat, staat ook in de tekst ernaast; kies daarvoor “Tekst”.',
          'In zo’n tekening hebben voorwaarden de naam die ze in het bestand hebben, zoals “lastReport”. In de tekst staat alleen dat er een voorwaarde is.',
          'Loopt een knelpunt nog op een eerdere versie van een werkwijze, dan toont de tekening die versie en de tekst die van nu.',
        ],
      },
      {
        title: 'Werkt er iets niet voor u?',
        text: [
          'Meld het aan uw functioneel beheerder, of aan de organisatie die u toegang gaf. Die beheert dit register, en heeft dus ook de plicht om uw melding te behandelen. Noem de pagina, wat u wilde doen, en waarmee u werkt.',
          'Hebt u een andere vorm nodig om verder te kunnen, zoals de gegevens als tabel? Vraag daar dan meteen om.',
          'Bent u niet tevreden met het antwoord? Dan kunt u een klacht indienen bij die organisatie, en daarna bij de Nationale ombudsman.',
        ],
      },
      {
        title: 'Wat u zelf kunt instellen',
        list: [
          'Boven aan de pagina: licht of donker, en Nederlands of Engels.',
          'Sneltoetsen kunt u uitzetten. Open ze onder aan de pagina, of op de pagina Uitleg.',
          'Hebt u in uw systeem gekozen voor minder beweging of voor contrastkleuren, dan volgt Wissel dat.',
          'Twee minuten voor uw sessie eindigt, krijgt u een melding. U kunt dan ingelogd blijven.',
        ],
      },
    ],
    date: (day: string) => `Deze verklaring is van ${day}.`,
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody has to be able to work with Wissel, also who sees, hears, moves or reads in another way or not at all.',
    sections: [
      {
        title: 'About this statement',
        text: [
          'This statement is about the pages of Wissel itself, in Dutch and English. The makers of Wissel wrote it.',
          'A government organisation that uses Wissel has to put a statement of its own into the Dutch register of accessibility statements. It may use this text for that.',
        ],
      },
      {
        title: 'Status',
        text: [
          'Wissel is made by WCAG 2.2, level AA (and so by EN 301 549). Whether it meets all of that was not examined independently.',
          'So status C of the Dutch model fits now: first measures taken.',
        ],
      },
      {
        title: 'How it was tested',
        text: ['We tested it ourselves; no independent body did.'],
        list: [
          'Every page with the program axe: light and dark, Dutch and English, wide and 320 pixels narrow.',
          'The main tasks with the keyboard alone.',
          'At 400 %, with reduced motion and with the contrast colours of the operating system.',
        ],
      },
      {
        title: 'What does not meet it yet, or was not examined',
        list: [
          'There was no systematic test with screen readers and speech control, and none with people who use those every day.',
          'Reports stand in the language in which somebody wrote them. A screen reader is not told which that is (success criterion 3.1.2).',
          'The drawing of a workflow is large and asks for scrolling in two directions. All that it shows stands in the text beside it, too; choose “Text” for that.',
          'In such a drawing conditions have the name that they have in the file, such as “lastReport”. The text only says that there is a condition.',
          'Where a bottleneck still runs on an earlier version of a workflow, the drawing shows that version and the text that of today.',
        ],
      },
      {
        title: 'Does something not work for you?',
        text: [
          'Tell your administrator, or the organisation that gave you access. It runs this register, and so has the duty to deal with what you say. Name the page, what you wanted to do, and what you work with.',
          'Do you need another form to go on, such as the data as a table? Ask for that at once.',
          'Are you not satisfied with the answer? Then you can complain to that organisation, and after that to the National Ombudsman.',
        ],
      },
      {
        title: 'What you can set yourself',
        list: [
          'At the top of the page: light or dark, and Dutch or English.',
          'Keyboard shortcuts can be turned off. Open them at the bottom of the page, or on the page Help.',
          'Where your system asks for reduced motion or contrast colours, Wissel follows it.',
          'Two minutes before your session ends you are told. You can stay logged in then.',
        ],
      },
    ],
    date: (day: string) => `This statement is of ${day}.`,
  },
});
