/** Events of the history in words: what happened, and the gist of what came with it. Pure: words come from outside. */
import type {CaseEvent, Words} from '../../api/types';
import {roleWord} from '../../parts/role-word';
import type {Note, WholeCase} from './types';
import type {WorkflowWords} from './workflow-words';

export interface Told {
  title: string;
  /** Short facts, a line each. */
  facts: string[];
  /** What was typed, each with what it answers; `null` as text: it was erased. */
  texts: {label: string; text: string | null}[];
  /** Who did it: an organisation in a role, or the program. */
  by: string;
}

export interface Words4Events {
  word(list: string, code: string): string;
  organisation(oin: string): string;
  ministry(tooi: string): string;
  workflow(id: string): WorkflowWords | undefined;
  say(words: Words | undefined): string;
  day(text: string): string;
  list(items: string[]): string;
  field(name: string): string;
  own: {
    system: Record<string, string>;
    inRole(organisation: string, role: string): string;
    of(part: string): string;
    from(from: string, to: string): string;
    into(to: string): string;
    begun(route: string): string;
    at(ministry: string): string;
    until(day: string): string;
    expected(day: string): string;
    waits(kind: string, on: string): string;
    to(names: string): string;
    route(name: string): string;
    noRoute: string;
    by(duration: string): string;
    lifecycle: string;
    about: string;
    erased: string;
    fields(names: string): string;
    period(from: string, until: string): string;
    duration(iso: string): string;
  };
}

type Data = Record<string, unknown>;
const text = (data: Data, name: string): string => (typeof data[name] === 'string' ? data[name] : '');

export function tellEvent(event: CaseEvent, one: WholeCase, words: Words4Events): Told {
  const data = event.data;
  const told: Told = {title: words.word('events', event.type), facts: [], texts: [], by: whoDid(event, words)};
  const fact = (line: string) => line !== '' && told.facts.push(line);
  const leg = one.legs.find((each) => each.id === data['leg']);
  const about = leg
    ? leg.overlay
      ? words.say(words.workflow(leg.route)?.title)
      : words.word('routes', leg.route)
    : '';
  switch (event.type) {
    case 'transitioned':
      tellTransition(event, one, words, told);
      break;
    case 'routed': {
      const decision = data['decision'] as {route?: string | null; because?: Words} | undefined;
      fact(decision?.route ? words.own.route(words.word('routes', decision.route)) : words.own.noRoute);
      fact(words.say(decision?.because));
      break;
    }
    case 'routeConfirmed':
    case 'routeOverruled':
      fact(
        [
          text(data, 'route') && words.own.route(words.word('routes', text(data, 'route'))),
          text(data, 'referral') && words.word('referral', text(data, 'referral')),
          text(data, 'ministry') && words.ministry(text(data, 'ministry')),
        ]
          .filter(Boolean)
          .join(', '),
      );
      break;
    case 'ownerOffered':
    case 'ownerAccepted': {
      const to = (data['to'] ?? data['owner']) as {organisation?: string; role?: string} | undefined;
      if (to?.organisation)
        fact(words.own.to(words.own.inRole(words.organisation(to.organisation), roleWord(to.role ?? '', words))));
      break;
    }
    case 'ownerRefused':
      fact(words.word('refusal', text(data, 'code')));
      break;
    case 'suspended':
      fact(words.own.waits(words.word('waiting', text(data, 'kind')), text(data, 'waitingOn')));
      if (text(data, 'expected')) fact(words.own.expected(words.day(text(data, 'expected'))));
      break;
    case 'informationRequested':
    case 'reportCorrected': {
      const names = Array.isArray(data['fields'])
        ? (data['fields'] as string[])
        : Object.keys((data['facts'] as Data | undefined) ?? {});
      if (names.length > 0) fact(words.own.fields(words.list(names.map((name) => words.field(name)))));
      break;
    }
    case 'termReached':
    case 'termRecomputed':
    case 'termExtended':
      fact(
        [about, words.say(words.workflow(leg?.workflow.id ?? 'lifecycle')?.state(text(data, 'state')))]
          .filter(Boolean)
          .join(': '),
      );
      if (text(data, 'by')) fact(words.own.by(words.own.duration(text(data, 'by'))));
      if (text(data, 'due')) fact(words.own.until(words.day(text(data, 'due'))));
      break;
    case 'signalled': {
      told.title = words.word('signals', text(data, 'about')) || told.title;
      const to = (data['to'] as {organisation: string; role: string}[] | undefined) ?? [];
      if (to.length > 0)
        fact(
          words.own.to(
            words.list(
              to.map((each) => words.own.inRole(words.organisation(each.organisation), roleWord(each.role, words))),
            ),
          ),
        );
      break;
    }
    case 'outcomeRecorded':
      fact(words.word('outcomes', text(data, 'code')));
      break;
    case 'bridgeArranged':
      fact(words.own.period(words.day(text(data, 'from')), text(data, 'until') && words.day(text(data, 'until'))));
      break;
    case 'evaluated':
      fact(`${words.organisation(text(data, 'organisation'))}: ${words.word('evaluation', text(data, 'say'))}`);
      break;
    case 'confidentialityChanged':
      fact(words.word('visibility', text(data, 'visibility')));
      break;
    case 'labelled':
      fact(text(data, 'label'));
      break;
    default:
      break;
  }
  if (about && event.type !== 'transitioned' && !told.facts.some((line) => line.startsWith(about)))
    told.title = `${told.title} – ${about}`;
  addTexts(event, one, words, told);
  return told;
}

function tellTransition(event: CaseEvent, one: WholeCase, words: Words4Events, told: Told): void {
  const data = event.data;
  const machine = words.workflow(text(data, 'workflow'));
  const started = data['started'] as {ministry?: string; referral?: string} | undefined;
  const name = text(data, 'workflow') === 'lifecycle' ? words.own.lifecycle : words.say(machine?.title);
  const states = (list: unknown) =>
    words.list(
      (Array.isArray(list) ? (list as string[]) : []).map((state) => words.say(machine?.state(state))).filter(Boolean),
    );
  const did = words.say(machine?.event(text(data, 'event')));
  told.title = started ? words.own.begun(name) : did ? `${did} – ${name}` : name;
  const [from, to] = [states(data['from']), states(data['to'])];
  if (to && from !== to) told.facts.push(from ? words.own.from(from, to) : words.own.into(to));
  if (started?.ministry) told.facts.push(words.own.at(words.ministry(started.ministry)));
  if (started?.referral) told.facts.push(words.word('referral', started.referral));
  const facts = data['facts'] as Data | undefined;
  for (const [member, value] of Object.entries(facts ?? {})) {
    const label = words.say(machine?.member(text(data, 'event'), member));
    const told_ = wordOf(member, value, words, machine?.codes(text(data, 'event'), member));
    if (label && told_) told.facts.push(`${label.replace(/[?:.]$/, '')}: ${told_}`);
  }
  void one;
}

/** What these tell, the change of state that they came with tells already. */
const within = new Set([
  'suspended',
  'resumed',
  'bridgeArranged',
  'evaluated',
  'routeConfirmed',
  'routeOverruled',
  'informationRequested',
  'informationSupplied',
  'reportWithdrawn',
  'linked',
  'labelled',
]);

export interface Happening {
  /** What began it. */
  first: CaseEvent;
  /** What followed from it in the same moment, and adds something. */
  rest: CaseEvent[];
}

/** Events of one command stand together: they have one moment, and the first of them is what somebody did. */
export function together(events: CaseEvent[]): Happening[] {
  const found: Happening[] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last && last.first.at === event.at && last.first.by.organisation !== undefined && follows(event, last.first)) {
      if (!(within.has(event.type) && last.first.type === 'transitioned')) last.rest.push(event);
    } else found.push({first: event, rest: []});
  }
  return found;
}

const follows = (event: CaseEvent, first: CaseEvent) =>
  event.by.organisation === undefined || event.by.organisation === first.by.organisation;

/** The lists in which the codes of the forms' members stand, by the member's name. */
const lists: Record<string, string> = {
  instrument: 'instruments',
  code: 'outcomes',
  outcome: 'outcomes',
  kind: 'waiting',
  stage: 'legislationStage',
  means: 'interventionMeans',
  level: 'interventionLevel',
  helped: 'helped',
  response: 'response',
  verdict: 'verdict',
  route: 'routes',
  referral: 'referral',
  say: 'evaluation',
  criterion: 'criteria',
};

/** `codes`: the list in which the form itself says that they stand. */
function wordOf(member: string, value: unknown, words: Words4Events, codes?: string): string {
  if (Array.isArray(value)) return words.list(value.map((each) => wordOf(member, each, words, codes)).filter(Boolean));
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return words.day(value);
  if (/^\d{20}$/.test(value)) return words.organisation(value);
  if (value.startsWith('https://identifier.overheid.nl/tooi/')) return words.ministry(value);
  if (codes) return words.word(codes, value);
  const list = lists[member];
  if (member === 'code')
    return words.word('refusal', value) !== value ? words.word('refusal', value) : words.word('outcomes', value);
  return list ? words.word(list, value) : value;
}

/** What was typed stands with the event in the case's own document, where it can be erased. */
function addTexts(event: CaseEvent, one: WholeCase, words: Words4Events, told: Told): void {
  const leg = (event.data['leg'] as string | null | undefined) ?? null;
  const name = event.type === 'transitioned' ? event.data['event'] : event.type;
  const note = (one.notes ?? []).find(
    (each) => each.at === event.at && each.event === name && (each.leg ?? null) === leg,
  );
  if (note) told.texts.push(...textsOf(note, words.workflow(text(event.data, 'workflow') || 'lifecycle'), words));
  const said = event.type === 'commented' ? one.comments : event.type === 'positionAdded' ? one.positions : undefined;
  const mine = said?.find((each) => each.at === event.at && each.organisation.oin === event.by.organisation);
  if (mine) told.texts.push({label: '', text: mine.text});
}

export function textsOf(
  note: Note,
  workflow: WorkflowWords | undefined,
  words: Pick<Words4Events, 'say' | 'list'>,
): Told['texts'] {
  return Object.entries(note.texts).flatMap(([member, value]) => {
    const typed = Array.isArray(value) ? words.list(value.map(String)) : typeof value === 'string' ? value : '';
    return typed === '' ? [] : [{label: words.say(workflow?.member(note.event, member)), text: typed}];
  });
}

export function whoDid(event: Pick<CaseEvent, 'by'>, words: Words4Events): string {
  const {organisation, role, system} = event.by;
  if (!organisation) return words.own.system[system ?? ''] ?? words.own.system['other'] ?? '';
  return role
    ? words.own.inRole(words.organisation(organisation), roleWord(role, words))
    : words.organisation(organisation);
}
