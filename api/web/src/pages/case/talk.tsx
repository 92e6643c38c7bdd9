/** What people say of the case: holders their position, all others comments. */
import {useState} from 'preact/hooks';

import {byMember} from '../../forms/faults';
import {Button} from '../../parts/button';
import {Card} from '../../parts/card';
import {Field} from '../../parts/field';
import {When} from '../../parts/moment';
import {Failure, Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {tell} from '../../shell/toasts';
import type {Me} from '../../api/types';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {keepDraft, keptDraft} from './draft';
import {pathOf, type FollowedCase} from './following';
import {sectionWords} from './section-words';
import {useSending} from './sending';
import type {Said, WholeCase} from './types';
import {words} from './words';

const silent = ['auditor', 'observer', 'administrator'];

/** Whether the key's roles may say something; the API refuses what this lets through by mistake. */
export const maySpeak = (me: Me): boolean => me.roles.some((role) => !silent.includes(role));

/** Whether the caller's organisation is one that a report names as holder. */
export function isHolder(me: Me, one: WholeCase): boolean {
  const provider = me.roles.some((role) => ['reporter', 'holder', 'requester'].includes(role));
  return (
    provider &&
    one.reports.some((each) => {
      const holders = each.report['holders'];
      return (
        Array.isArray(holders) &&
        holders.some((holder: {organisation?: string}) => holder.organisation === me.organisation.oin)
      );
    })
  );
}

export function Talk({
  one,
  caseWords,
  me,
  followed,
  title,
}: {
  one: WholeCase;
  caseWords: CaseWords;
  me: Me;
  followed: FollowedCase;
  title: string;
}) {
  const own = sectionWords.value.talk;
  const holder = isHolder(me, one);
  const positions = one.positions ?? [];
  const comments = one.comments ?? [];
  return (
    <Card title={title} id="talk">
      <div class="w-stack w-case-tight">
        <h3>{own.positions}</h3>
        {positions.length === 0 ? (
          <p class="w-soft">{own.positionsNone}</p>
        ) : (
          <Sayings sayings={positions} caseWords={caseWords} current />
        )}
        {holder && (
          <Say
            kind="positions"
            followed={followed}
            id={one.id}
            label={own.position}
            help={own.positionHelp}
            submit={own.addPosition}
            done={own.positioned}
          />
        )}
      </div>
      <div class="w-stack w-case-tight">
        <h3>{own.comments}</h3>
        {comments.length === 0 ? (
          <p class="w-soft">{own.none}</p>
        ) : (
          <Sayings sayings={comments} caseWords={caseWords} />
        )}
        {maySpeak(me) && (
          <Say
            kind="comments"
            followed={followed}
            id={one.id}
            label={own.label}
            help={own.help}
            submit={own.add}
            done={own.placed}
          />
        )}
      </div>
    </Card>
  );
}

function Sayings({sayings, caseWords, current = false}: {sayings: Said[]; caseWords: CaseWords; current?: boolean}) {
  const own = sectionWords.value.talk;
  const last = new Map(sayings.map((each, at) => [each.organisation.oin, at]));
  return (
    <ol class="w-plain-list w-case-sayings">
      {sayings.map((each, at) => (
        <li key={`${each.at} ${at}`} class="w-case-saying">
          <p class="w-row w-case-tight w-small">
            <strong>{say(each.organisation.name) || caseWords.organisation(each.organisation.oin)}</strong>
            {each.role && <span class="w-soft">{caseWords.role(each.role)}</span>}
            <span class="w-soft">
              <When at={each.at} />
            </span>
            {current && last.get(each.organisation.oin) === at && <Tag tone="primary">{own.current}</Tag>}
          </p>
          {each.text === null ? <p class="w-soft">{own.erased}</p> : <p class="w-read-text">{each.text}</p>}
        </li>
      ))}
    </ol>
  );
}

/** A text of its own: no version of the case is at stake, so nobody can be overwritten. */
function Say({
  kind,
  id,
  label,
  help,
  submit,
  done,
  followed,
}: {
  kind: 'comments' | 'positions';
  id: string;
  label: string;
  help: string;
  submit: string;
  done: string;
  followed: FollowedCase;
}) {
  const [text, setText] = useState(() => keptDraft<string>(id, kind) ?? '');
  const [notBsn, setNotBsn] = useState(false);
  const [empty, setEmpty] = useState(false);
  const sending = useSending();
  const faults = sending.error ? byMember(sending.error.faults) : {};
  const suspect = sending.error?.faults.some((fault) => fault.code === 'bsn') ?? false;
  const own = words.value.doing;
  const field = `say-${kind}`;
  const send = async (event: Event) => {
    event.preventDefault();
    setEmpty(text.trim() === '');
    if (text.trim() === '') {
      document.getElementById(field)?.focus();
      return;
    }
    const answer = await sending.send(`${pathOf(id)}/${kind}`, {
      text: text.trim(),
      ...(notBsn ? {confirmedNotBsn: ['/text']} : {}),
    });
    if (answer === null) {
      document.getElementById(field)?.focus();
      return;
    }
    followed.take(answer);
    setText('');
    setNotBsn(false);
    keepDraft(id, kind, null);
    tell(done);
  };
  const failure =
    sending.error && sending.error.faults.length === 0 && sending.error.status !== 401 ? sending.error : null;
  return (
    <form class="w-stack w-case-tight w-no-print" onSubmit={(event) => void send(event)} noValidate>
      <Field
        label={label}
        help={help}
        required
        name={field}
        faults={empty ? [own.required] : suspect ? [own.bsnTitle] : (faults['/text'] ?? [])}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            class="utrecht-textarea"
            rows={3}
            maxLength={10_000}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setEmpty(false);
              keepDraft(id, kind, event.currentTarget.value || null);
            }}
          />
        )}
      </Field>
      {suspect && (
        <label class="w-choice">
          <input type="checkbox" checked={notBsn} onChange={(event) => setNotBsn(event.currentTarget.checked)} />
          <span>{own.bsn(label)}</span>
        </label>
      )}
      {failure &&
        (failure.status === 409 ? (
          <Notice kind="error" title={own.conflict.title} live>
            <p>{failure.problem?.detail}</p>
          </Notice>
        ) : (
          <Failure error={failure} />
        ))}
      <p>
        <Button type="submit" busy={sending.busy} icon="comment">
          {submit}
        </Button>
      </p>
    </form>
  );
}
