/** Who may see the case, as something that can be done: for a coordinator and the programme's lead (docs/visibility.md). Pure. */
import type {Me, Schema, Words} from '../../api/types';
import type {Doing} from './doing';
import type {WholeCase} from './types';

/** A ground and a day to look again are asked only where the case is closed off. */
const needsGround: Schema = {properties: {visibility: {enum: ['parties', 'confidential']}}, required: ['visibility']};

const words = {
  title: {nl: 'Zichtbaarheid wijzigen', en: 'Change who sees it'},
  text: {
    nl: 'Open: alle deelnemende organisaties. Anders zijn een grond in de Woo en een dag om opnieuw te kijken nodig.',
    en: 'Open: every organisation that takes part. Otherwise a ground in the Woo and a day to look again are needed.',
  },
  visibility: {nl: 'Wie mag dit knelpunt zien?', en: 'Who may see this bottleneck?'},
  ground: {nl: 'Op welke grond in de Woo?', en: 'On which ground in the Woo?'},
  reviewOn: {nl: 'Wanneer bekijkt u dit opnieuw?', en: 'When do you look at it again?'},
  reviewHelp: {nl: 'Op die dag krijgt u een signaal.', en: 'You get a signal on that day.'},
  reason: {nl: 'Waarom?', en: 'Why?'},
} satisfies Record<string, Words>;

/** `grounds`: the codes of the vocabulary's list `wooGrounds`. */
export function visibilityDoings(one: WholeCase, me: Me, grounds: string[]): Doing[] {
  if (!one.visibility || !me.roles.some((role) => role === 'coordinator' || role === 'programme.lead')) return [];
  return [
    {
      id: 'visibility.set',
      leg: null,
      title: words.title,
      description: words.text,
      group: 'case',
      path: '/visibility',
      begin: {visibility: one.visibility.chosen},
      schema: {
        type: 'object',
        required: ['visibility', 'reason'],
        properties: {
          visibility: {enum: ['open', 'parties', 'confidential'], vocabulary: 'visibility', label: words.visibility},
          ground: {enum: grounds, vocabulary: 'wooGrounds', label: words.ground},
          reviewOn: {type: 'string', format: 'date', label: words.reviewOn, help: words.reviewHelp},
          reason: {type: 'string', minLength: 1, maxLength: 4000, label: words.reason},
        },
        allOf: [{if: needsGround, then: {required: ['ground', 'reviewOn']}}],
      },
      // What was chosen before for a case that is open now goes unsaid.
      body: ({visibility, ground, reviewOn, reason}) =>
        visibility === 'open' ? {visibility, reason} : {visibility, ground, reviewOn, reason},
      pointer: (pointer) => pointer,
    },
  ];
}
