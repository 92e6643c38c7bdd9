import {useLocation} from 'wouter-preact';

import {Button, LinkButton} from '../../parts/button';
import {Card} from '../../parts/card';
import {When} from '../../parts/moment';
import {Tag} from '../../parts/tag';
import {PageBody} from '../../shell/page';
import {me} from '../../shell/session';
import {tell} from '../../shell/toasts';
import {say} from '../../words/language';
import {changes, dropDraft, keepDraft, listDrafts, newDraft, type Draft} from './drafts';
import {words} from './words';

/** What reporting asks of one, the drafts that were begun, and the button that begins another. */
export function Start() {
  const [, go] = useLocation();
  const own = words.value;
  const organisation = me.value.organisation;
  const begin = () => {
    // Mostly one's own organisation needs the data; it can be changed.
    const draft = newDraft({requester: {organisation: organisation.oin}});
    keepDraft(organisation.oin, draft);
    go(`/report?draft=${draft.id}&step=A`);
  };
  return (
    <PageBody title={own.title} lead={<p>{own.lead}</p>}>
      <div class="w-report-start">
        <Drafts organisation={organisation.oin} name={say(organisation.name)} />
        <Card title={own.start.how}>
          <ol class="w-report-how">
            {own.start.steps.map((step) => <li key={step}>{step}</li>)}
          </ol>
          <h3>{own.start.need}</h3>
          <ul class="w-report-needs">
            {own.start.needs.map((need) => <li key={need}>{need}</li>)}
          </ul>
          <p>{own.start.never}</p>
          <p><Button kind="primary" icon="report" onClick={begin}>{own.start.begin}</Button></p>
        </Card>
      </div>
    </PageBody>
  );
}

function Drafts({organisation, name}: {organisation: string; name: string}) {
  // Drawn anew with each change, of another tab too.
  void changes.value;
  const drafts = listDrafts(organisation);
  const own = words.value.drafts;
  if (drafts.length === 0) return null;
  const remove = (draft: Draft) => {
    dropDraft(organisation, draft.id);
    tell(own.removed, {label: own.undo, run: () => void keepDraft(organisation, draft)});
  };
  return (
    <Card title={own.title}>
      <p class="w-soft w-small">{own.about(name)}</p>
      <ul class="w-plain-list w-report-drafts">
        {drafts.map((draft) => {
          const title = titleOf(draft);
          return (
            <li key={draft.id}>
              <div class="w-report-draft">
                <p class="w-report-draft-title">{title || <span class="w-soft">{own.untitled}</span>}</p>
                <p class="w-soft w-small">
                  {own.changed} <When at={draft.changedAt} />{' '}
                  {draft.unanswered.length > 0 && <Tag tone="stuck" icon="late">{own.uncertain}</Tag>}
                </p>
              </div>
              <div class="w-row">
                <LinkButton href={`/report?draft=${draft.id}&step=${draft.unanswered.length > 0 ? 'check' : draft.opened.at(-1) ?? 'A'}`}>
                  {own.goOn}<span class="w-hidden">: {title || own.untitled}</span>
                </LinkButton>
                <Button kind="subtle" icon="close" aria-label={own.removeOf(title || own.untitled)} onClick={() => remove(draft)}>{own.remove}</Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export const titleOf = (draft: Draft): string => String(draft.report['title'] ?? '').trim();
