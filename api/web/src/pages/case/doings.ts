/** Everything that the caller can do with this case now, from what the API tells of it. Pure. */
import type {Me, Organisation, Schema, Transition, Words} from '../../api/types';
import type {Members} from '../../forms/schema';
import {holds, type Doing, type FormWords} from './doing';
import {visibilityDoings} from './doing-visibility';
import type {LegOfCase, RoutingDocument, Term, WholeCase} from './types';

const refusals = ['notOurs', 'alreadyUnderWay', 'tooBroad', 'notEnoughFacts', 'noCapacity', 'other'];
/** What takes back what was just done, where the workflow has it. */
const ways: Record<string, string> = {
  confirmRoute: 'withdrawOffer',
  overrule: 'withdrawOffer',
  offer: 'withdrawOffer',
  startLeg: 'takeBack',
};

export interface Around {
  me: Me;
  organisations: Organisation[];
  report: Schema | null;
  /** The codes of the grounds on which a case may be closed off. */
  grounds: string[];
  words: FormWords;
  /** The members of a form in their author's order; the API tells them by the alphabet. */
  order: (leg: string | null, event: string) => string[];
}

export function doingsOf(
  one: WholeCase,
  transitions: Transition[],
  terms: Term[],
  routing: RoutingDocument | null,
  around: Around,
): Doing[] {
  const all = transitions.map((transition) => ofTransition(transition, one, around));
  for (const leg of [null, ...one.legs]) all.push(...handOvers(one, leg, around));
  all.push(...visibilityDoings(one, around.me, around.grounds));
  for (const term of terms) all.push(...extension(term, one, around));
  // From closing on the routing is history; a coordinator may look again before that.
  if (around.me.roles.includes('coordinator') && one.phase !== 'closed' && routing)
    all.push(lookAgain(one, routing, around));
  return all;
}

function ofTransition(transition: Transition, one: WholeCase, around: Around): Doing {
  const {event, leg} = transition;
  const coordinator = around.me.roles.includes('coordinator');
  const doing: Doing = {
    id: event,
    leg,
    title: transition.title,
    ...(transition.description ? {description: transition.description} : {}),
    schema: transition.form && dressed(event, transition.form, one, around, around.order(leg, event)),
    path: '/transitions',
    body: (data) => ({leg, event, ...(transition.form ? {data} : {})}),
    group: leg === null ? 'case' : 'leg',
  };
  if (event === 'suspend') doing.undo = {path: '/transitions', body: {leg, event: 'resume'}};
  const back = ways[event];
  if (back !== undefined) doing.undo = {doing: back};
  // The routing and the legs have doors of their own; what they ask is the same.
  if (event === 'startLeg') return {...doing, path: '/legs', body: (data) => data, pointer: (pointer) => pointer};
  if (event === 'confirmRoute' && coordinator)
    return {...doing, path: '/routing', body: (data) => ({action: 'confirm', ...data}), pointer: (pointer) => pointer};
  // A receiver can only be named by the transition.
  if (event === 'overrule' && coordinator) {
    return {
      ...doing,
      body: (data) => (data['receiver'] === undefined ? {action: 'overrule', ...data} : {leg, event, data}),
      path: '/routing',
      pointer: (pointer) => pointer.replace(/^\/data/, ''),
    };
  }
  return doing;
}

/** The form with what the screen knows beside it: choices where the API asks for codes that stand elsewhere. */
export function dressed(event: string, form: Schema, one: WholeCase, around: Around, order: string[] = []): Schema {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const given = Object.entries(form.properties ?? {}).sort(([a], [b]) => place(a) - place(b));
  const properties = given.map(([name, given]): [string, Schema] => {
    if (event === 'askInformation' && name === 'fields' && around.report?.properties) {
      const names = Object.keys(around.report.properties).filter(
        (each) => !['confirmedNotBsn', 'joins', 'mailbox'].includes(each),
      );
      return [name, {...given, items: {...given.items, enum: names, words: labelsOf(around.report, names)}}];
    }
    if (event === 'supply' && name === 'facts' && around.report?.properties) {
      const asked = (one.requests ?? [])
        .filter((request) => request.open)
        .flatMap((request) => request.fields.map((field) => field.split(/[./]/)[0] ?? ''));
      return [name, {...given, ...partOf(around.report, asked)}];
    }
    if (given.type === 'array' && given.items?.format === 'oin') {
      const codes = around.organisations.map((each) => each.oin);
      return [
        name,
        {
          ...given,
          items: {
            ...given.items,
            enum: codes,
            words: Object.fromEntries(around.organisations.map((each) => [each.oin, each.name])),
          },
        },
      ];
    }
    return [name, given];
  });
  return {
    ...form,
    properties: Object.fromEntries(properties),
    ...(around.report?.$defs ? {$defs: {...around.report.$defs, ...form.$defs}} : {}),
  };
}

function labelsOf(report: Schema, names: string[]): Record<string, Words> {
  return Object.fromEntries(
    names.flatMap((name) => (report.properties?.[name]?.label ? [[name, report.properties[name].label]] : [])),
  );
}

/** The members of the report that are asked, as an object of their own; all that routing reads where none is named. */
function partOf(report: Schema, names: string[]): Schema {
  const known = names.filter((name) => report.properties?.[name]);
  const wanted =
    known.length > 0
      ? known
      : ['matter', 'legalBasis', 'scope', 'valuesCollide', 'leadMinistry', 'lead', 'tried', 'occursElsewhere'];
  return {
    type: 'object',
    required: [],
    properties: Object.fromEntries(
      wanted.flatMap((name) => (report.properties?.[name] ? [[name, report.properties[name]]] : [])),
    ),
  };
}

const reason = (label: Words): Schema => ({type: 'string', minLength: 1, maxLength: 4000, label});

function handOvers(one: WholeCase, leg: LegOfCase | null, {me, organisations, words}: Around): Doing[] {
  const open = leg === null ? one.phase !== 'closed' : leg.endedAt === null;
  if (!open || leg?.status === 'offered') return [];
  const owner = leg === null ? one.owner : leg.owner;
  const offer = leg === null ? one.offer : leg.offer;
  const id = leg?.id ?? null;
  const common = {
    leg: id,
    path: '/owner',
    group: 'hold' as const,
    pointer: (pointer: string) => (pointer.startsWith('/to') ? '/to' : pointer),
  };
  const mayOffer = holds(me, owner) || me.roles.includes('coordinator');
  const made: Doing[] = [];
  if (offer && holds(me, offer.to)) {
    made.push({
      ...common,
      id: 'owner.accept',
      title: words.accept,
      description: words.acceptText,
      schema: null,
      body: () => ({action: 'accept', leg: id}),
    });
    made.push({
      ...common,
      id: 'owner.refuse',
      title: words.refuse,
      description: words.refuseText,
      schema: {
        type: 'object',
        required: ['code', 'reason'],
        properties: {
          code: {enum: refusals, vocabulary: 'refusal', label: words.refuseCode},
          reason: reason(words.refuseReason),
        },
      },
      body: (value) => ({action: 'refuse', leg: id, ...value}),
    });
  }
  if (offer && mayOffer) {
    made.push({
      ...common,
      id: 'owner.withdraw',
      title: words.withdraw,
      description: words.withdrawText,
      schema: {type: 'object', required: [], properties: {reason: reason(words.withdrawReason)}},
      body: (value) => ({action: 'withdraw', leg: id, ...value}),
    });
  }
  if (!offer && mayOffer) {
    const choices = organisations
      .flatMap((each) => (each.roles ?? []).map((held) => ({code: `${each.oin} ${held.role}`, each, held})))
      .filter(({each, held}) => !(owner && each.oin === owner.organisation.oin && held.role === owner.role));
    made.push({
      ...common,
      id: 'owner.offer',
      title: words.offer,
      description: words.offerText,
      schema: {
        type: 'object',
        required: ['to'],
        properties: {
          to: {
            enum: choices.map(({code}) => code),
            label: words.offerTo,
            words: Object.fromEntries(
              choices.map(({code, each, held}) => {
                const role = words.role(held.role);
                return [code, {nl: `${each.name.nl} – ${role.nl}`, en: `${each.name.en} – ${role.en}`}];
              }),
            ),
          },
          reason: reason(words.offerReason),
        },
      },
      body: ({to, ...rest}) => {
        const [organisation, role] = String(to).split(' ');
        return {action: 'offer', leg: id, to: {organisation, role}, ...rest};
      },
      undo: {path: '/owner', body: {action: 'withdraw', leg: id}},
    });
  }
  return made;
}

function extension(term: Term, one: WholeCase, {me, words}: Around): Doing[] {
  const leg = term.leg === null ? null : one.legs.find((each) => each.id === term.leg);
  if (
    !(me.roles.includes('coordinator') || holds(me, one.owner) || holds(me, leg?.owner)) ||
    term.extensions.length >= 10
  )
    return [];
  // Weeks and months are no working days.
  const working = term.calendar === 'nl-working-days';
  const unit: Schema = working
    ? {enum: ['D'], words: {D: words.units.workingDays}, label: words.extendUnit}
    : {enum: ['D', 'W', 'M'], words: {D: words.units.D, W: words.units.W, M: words.units.M}, label: words.extendUnit};
  return [
    {
      id: 'term.extend',
      leg: term.leg,
      title: words.extend,
      description: words.extendText,
      group: 'hold',
      path: '/terms',
      begin: {unit: 'D'},
      schema: {
        type: 'object',
        required: ['amount', 'unit', 'reason'],
        properties: {
          amount: {type: 'integer', minimum: 1, maximum: 999, label: words.extendBy},
          unit,
          reason: reason(words.extendReason),
        },
      },
      body: ({amount, unit: in_, reason: why}) => ({
        leg: term.leg,
        by: `P${String(amount)}${String(in_)}`,
        reason: why,
      }),
      pointer: (pointer) => (pointer === '/by' ? '/amount' : pointer),
    },
  ];
}

function lookAgain(one: WholeCase, routing: RoutingDocument, {report, words}: Around): Doing {
  const asked = (routing.decision?.questions ?? []).map((question) => question.field.split('.')[0] ?? '');
  const part = report?.properties ? partOf(report, [...new Set(asked)]) : null;
  const known = one.reports[0]?.report ?? {};
  const begin = part
    ? Object.fromEntries(
        Object.keys(part.properties ?? {}).flatMap((name) => (name in known ? [[name, known[name]]] : [])),
      )
    : {};
  return {
    id: 'routing.again',
    leg: null,
    title: words.again,
    description: words.againText,
    group: 'case',
    path: '/routing',
    begin: {answers: begin},
    schema: part && {
      type: 'object',
      required: [],
      properties: {answers: {...part, label: words.answers}},
      ...(report?.$defs ? {$defs: report.$defs} : {}),
    },
    // Only what was answered otherwise is a correction.
    body: ({answers}) => {
      const changed = Object.entries((answers ?? {}) as Members).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name]),
      );
      return {action: 'again', ...(changed.length > 0 ? {answers: Object.fromEntries(changed)} : {})};
    },
    pointer: (pointer) => pointer,
  };
}
