import type {FormWords} from './doing';

/** Words of the forms that the API gives no schema of; `role` comes from the vocabulary. */
export const formWords: Omit<FormWords, 'role'> = {
  offer: {nl: 'Overdragen aan een ander', en: 'Hand over to another'},
  offerText: {
    nl: 'U blijft verantwoordelijk tot de ander de overdracht aanvaardt. Tot dat moment kunt u het aanbod intrekken.',
    en: 'You stay responsible until the other accepts. Until then you can take the offer back.',
  },
  offerTo: {nl: 'Aan wie?', en: 'To whom?'},
  offerReason: {nl: 'Waarom draagt u over?', en: 'Why do you hand over?'},
  accept: {nl: 'Overdracht aanvaarden', en: 'Accept the hand-over'},
  acceptText: {nl: 'Vanaf dat moment bent u verantwoordelijk.', en: 'From then on you are responsible.'},
  refuse: {nl: 'Overdracht weigeren', en: 'Refuse the hand-over'},
  refuseText: {
    nl: 'Wie het aanbood, blijft verantwoordelijk en leest uw reden.',
    en: 'Whoever offered it stays responsible and reads your reason.',
  },
  refuseCode: {nl: 'Waarom niet?', en: 'Why not?'},
  refuseReason: {nl: 'Licht dat toe', en: 'Explain that'},
  withdraw: {nl: 'Aanbod intrekken', en: 'Take the offer back'},
  withdrawText: {
    nl: 'De overdracht gaat niet door. Wie nu verantwoordelijk is, blijft dat.',
    en: 'The hand-over does not go on. Who is responsible now stays so.',
  },
  withdrawReason: {nl: 'Waarom trekt u het in?', en: 'Why do you take it back?'},
  extend: {nl: 'Streeftermijn verlengen', en: 'Extend the indicative term'},
  extendText: {
    nl: 'De verlenging begint waar de streeftermijn eindigt. Iedereen die het knelpunt ziet, leest uw reden.',
    en: 'The extension begins where the indicative term ends. Everybody who sees the bottleneck reads your reason.',
  },
  extendBy: {nl: 'Met hoeveel?', en: 'By how much?'},
  extendUnit: {nl: 'Geteld in', en: 'Counted in'},
  units: {
    workingDays: {nl: 'werkdagen', en: 'working days'},
    D: {nl: 'dagen', en: 'days'},
    W: {nl: 'weken', en: 'weeks'},
    M: {nl: 'maanden', en: 'months'},
  },
  extendReason: {nl: 'Waarom is meer tijd nodig?', en: 'Why is more time needed?'},
  again: {nl: 'Route opnieuw laten bepalen', en: 'Have the route determined anew'},
  againText: {
    nl: 'De routeringstabel kijkt opnieuw. Past u een antwoord aan, dan wordt de melding daarmee aangevuld.',
    en: 'The routing table looks again. If you change an answer, the report is supplemented with it.',
  },
  answers: {nl: 'Antwoorden die de doorslag geven', en: 'Answers that decide'},
};
