/** What Wissel is, the three things that people come for, and what the words mean. Open to who is not logged in, without the vocabulary. */
import type {ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import {Card} from '../../parts/card';
import {Button} from '../../parts/button';
import {Loading} from '../../parts/notice';
import {PageBody} from '../../shell/page';
import {entry} from '../../shell/session';
import {helpShown, ShortcutRows} from '../../shell/shortcuts';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {words} from './words';
import './help.css';

export default function Help() {
  const own = words.value;
  const inside = entry.value.state === 'in';
  const contents: [string, string][] = [
    ['what', own.what.title], ['tasks', own.tasks],
    ...(inside ? [['phases', own.phases.title], ['routes', own.routes.title], ['things', own.things.title], ['roles', own.roles.title]] as [string, string][] : []),
    ['keys', own.keys.title], ['ask', own.ask.title],
  ];
  return (
    <PageBody title={own.title} lead={own.lead}>
      <nav aria-label={own.contents} class="w-help-contents">
        <ul class="w-plain-list w-row">
          {contents.map(([id, title]) => <li key={id}><a href={`#${id}`}>{title}</a></li>)}
        </ul>
      </nav>
      <Card title={own.what.title} id="what">
        <div class="w-stack w-help-text">{own.what.text.map((text) => <p key={text}>{text}</p>)}</div>
      </Card>
      <section class="w-stack" id="tasks" aria-labelledby="tasks-title">
        <h2 id="tasks-title">{own.tasks}</h2>
        <div class="w-help-tasks">
          <Task task={own.report} href="/report" inside={inside} />
          <Task task={own.why} href="/cases" inside={inside} />
          <Task task={own.move} href="/work" inside={inside} />
        </div>
      </section>
      {inside ? <FromVocabulary /> : <p class="w-soft">{own.login}</p>}
      <Card title={own.keys.title} id="keys">
        <p class="w-help-text">{own.keys.text}</p>
        <ShortcutRows />
        {inside && <p class="w-help-text">{own.keys.off}</p>}
        {inside && <p><Button onClick={() => (helpShown.value = true)}>{own.keys.open}</Button></p>}
      </Card>
      <Card title={own.ask.title} id="ask">
        <ul class="w-help-text">
          <li>{own.ask.access}</li>
          <li>{own.ask.content} {inside && <Mailbox />}</li>
          <li>{own.ask.broken}</li>
          <li><Link href="/accessibility">{own.ask.accessibility}</Link></li>
          <li><a href="/v1/openapi.json">{own.ask.api}</a></li>
        </ul>
      </Card>
    </PageBody>
  );
}

function Task({task, href, inside}: {task: {title: string; steps: string[]; go: string}; href: string; inside: boolean}) {
  return (
    <Card title={task.title} level={3}>
      <ol class="w-help-steps">{task.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      {inside && <p><Link href={href}>{task.go}</Link></p>}
    </Card>
  );
}

function FromVocabulary() {
  const own = words.value;
  const vocabulary = useVocabulary();
  if (!vocabulary.ready) return <Card><Loading lines={12} /></Card>;
  return (
    <>
      <Card title={own.phases.title} id="phases">
        <p>{own.phases.text}</p>
        <ol class="w-help-phases">{vocabulary.items('phases').map((one) => <li key={one.code}>{say(one.title)}</li>)}</ol>
      </Card>
      <Card title={own.routes.title} id="routes"><Terms list="routes" /></Card>
      <Card title={own.things.title} id="things"><p>{own.things.text}</p><Terms list="things" /></Card>
      <Card title={own.roles.title} id="roles"><p>{own.roles.text}</p><Terms list="roles" /></Card>
    </>
  );
}

function Terms({list}: {list: string}): ComponentChildren {
  const vocabulary = useVocabulary();
  const items = vocabulary.items(list);
  const told = items.filter((one) => one.description);
  const bare = items.filter((one) => !one.description);
  return (
    <>
      {told.length > 0 && (
        <dl class="w-facts w-help-terms">
          {told.map((one) => (
            <div key={one.code} class="w-contents">
              <dt>{say(one.title)}</dt>
              <dd>{say(one.description)}</dd>
            </div>
          ))}
        </dl>
      )}
      {bare.length > 0 && <ul class="w-help-bare">{bare.map((one) => <li key={one.code}>{say(one.title)}</li>)}</ul>}
    </>
  );
}

/** Of the first organisation that coordinates, as the register itself takes it. */
function Mailbox() {
  const own = words.value.ask;
  const organisations = useOrganisations();
  const mailbox = organisations.all.flatMap((one) => one.roles ?? []).find((held) => held.role === 'coordinator')?.mailbox;
  return mailbox ? <>{own.mailbox} <a href={`mailto:${mailbox}`}>{mailbox}</a></> : null;
}
