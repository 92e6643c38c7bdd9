/** One case that waits: what it is, why it waits, by when, and what one may do. */
import {Link} from 'wouter-preact';

import type {Task, WorklistItem} from '../../api/types';
import {Button, LinkButton} from '../../parts/button';
import {actionAddress} from '../../parts/case-actions';
import {routeOf} from '../../parts/case-facts';
import {abbreviated, Marks, titleOf} from '../../parts/case-marks';
import {Day, Due} from '../../parts/moment';
import {Icon, type IconName} from '../../parts/icon';
import {Popover} from '../../parts/popover';
import {roleWord} from '../../parts/role-word';
import {say} from '../../words/language';
import type {Vocabulary} from '../../words/vocabulary';
import {me} from '../../shell/session';
import {deedOf, type Deed} from './deeds';
import {actionsOf, dueOf, tasksTold} from './order';
import {words} from './words';

export interface Told {
  vocabulary: Vocabulary;
  route(code: string): string;
}

/** How many actions stand there as buttons; the others are one press further. */
const atHand = 2;

export function Item({item, told, chosen, choose, perform}: {
  item: WorklistItem;
  told: Told;
  chosen: boolean;
  choose: (chosen: boolean) => void;
  perform: (deed: Deed) => void;
}) {
  const own = words.value;
  const row = item.case;
  const deeds = [deedOf(item, 'confirm'), deedOf(item, 'accept')].filter((deed): deed is Deed => deed !== null);
  const due = dueOf(item);
  const route = routeOf(row);
  const heading = `work-${row.id}`;
  return (
    <li class={chosen ? 'w-card w-work-item w-work-chosen' : 'w-card w-work-item'} aria-labelledby={heading}>
      {deeds.length > 0 && (
        <label class="w-work-check">
          <input type="checkbox" checked={chosen} aria-label={own.choose(row.reference)} onChange={(event) => choose(event.currentTarget.checked)} />
        </label>
      )}
      <div class="w-work-what">
        <h3 id={heading}><Link href={`/cases/${row.id}`} class="w-work-title">{titleOf(row)}</Link></h3>
        <p class="w-row w-work-under">
          <span class="w-small w-soft w-number">{row.reference}</span>
          <span class="w-small w-soft">{told.vocabulary.word('phases', row.phase)}</span>
          {route !== null && <span class="w-small w-soft">{row.routing?.status === 'proposed' ? own.proposal(told.route(route)) : told.route(route)}</span>}
          <Marks row={row} />
        </p>
        <ul class="w-plain-list w-work-tasks">
          {tasksTold(item.tasks).map((task) => <Waiting key={`${task.kind} ${task.about} ${task.leg} ${task.role}`} task={task} told={told} />)}
        </ul>
      </div>
      <div class="w-work-side">
        {due !== null ? <Due due={due} /> : <span class="w-small w-soft">{own.noTerm}</span>}
        <Doing item={item} deeds={deeds} perform={perform} />
      </div>
    </li>
  );
}

const icons: Record<Task['kind'], IconName> = {act: 'right', accept: 'people', answer: 'comment', signal: 'info'};

function Waiting({task, told}: {task: Task; told: Told}) {
  const own = words.value;
  const what = task.kind === 'signal' ? told.vocabulary.word('signals', task.about) : own.kind[task.kind];
  const parts = [
    task.route === null ? '' : own.inRoute(abbreviated(told.route(task.route))),
    me.value.roles.length > 1 ? own.asRole(roleWord(task.role, told.vocabulary)) : '',
  ].filter(Boolean);
  return (
    <li class={`w-work-task w-work-task-${task.kind}`}>
      <Icon name={icons[task.kind]} size={16} />
      <span>
        {task.kind === 'signal' && <span class="w-soft">{own.kind.signal}: </span>}
        <span class={task.kind === 'signal' ? undefined : 'w-work-strong'}>{what}</span>
        <span class="w-soft"> {parts.map((part) => `${part} `)}{own.since} <Day at={task.since} /></span>
      </span>
    </li>
  );
}

function Doing({item, deeds, perform}: {item: WorklistItem; deeds: Deed[]; perform: (deed: Deed) => void}) {
  const own = words.value;
  const row = item.case;
  const bulk = new Set<string>(deeds.map((deed) => (deed.kind === 'confirm' ? 'confirmRoute' : deed.handOver ? '' : 'accept')));
  const actions = actionsOf(item).filter((each) => !bulk.has(each.event));
  const near = actions.slice(0, Math.max(0, atHand - deeds.length));
  const further = actions.slice(near.length);
  return (
    <div class="w-row w-work-actions" role="group" aria-label={`${own.actions}: ${row.reference}`}>
      {deeds.map((deed) => <Button key={deed.kind} kind="secondary" icon="check" onClick={() => perform(deed)}>{own.deed[deed.kind].one}</Button>)}
      {near.map((each) => <LinkButton key={`${each.leg} ${each.event}`} href={actionAddress(row.id, each)}>{say(each.title) || each.event}</LinkButton>)}
      {actions.length === 0 && deeds.length === 0 && <LinkButton href={`/cases/${row.id}`}>{own.open}</LinkButton>}
      {further.length > 0 && (
        <Popover label={own.more} icon="down">
          {() => (
            <ul class="w-plain-list w-work-further">
              {further.map((each) => (
                <li key={`${each.leg} ${each.event}`}>
                  <Link href={actionAddress(row.id, each)}>{say(each.title) || each.event}</Link>
                  {each.description && <p class="w-small w-soft">{say(each.description)}</p>}
                </li>
              ))}
            </ul>
          )}
        </Popover>
      )}
    </div>
  );
}
