/**
 * One action as a form: what it asks, faults at their fields, what others changed meanwhile, and what was typed is
 * kept.
 */
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';

import type {Answer} from '../../api/client';
import type {CaseEvent, Schema} from '../../api/types';
import {byMember, summed} from '../../forms/faults';
import {filled, isEmpty, missing, schemaAt, type Members} from '../../forms/schema';
import {SchemaFields, type Faults} from '../../forms/schema-fields';
import {Button} from '../../parts/button';
import {Confirm} from '../../parts/dialog';
import {FaultSummary, FieldGroup} from '../../parts/field';
import {Failure, Notice} from '../../parts/notice';
import {tell} from '../../shell/toasts';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {askedNow, inForm, keyOf, pathFor, type Doing} from './doing';
import {keepDraft, keptDraft} from './draft';
import type {FollowedCase} from './following';
import {pathOf} from './following';
import {useSending} from './sending';
import {Stale} from './stale';
import type {WholeCase} from './types';
import {typedText, Unavailable} from './unavailable';
import {words} from './words';

const none: Schema = {type: 'object', properties: {}};

/**
 * `doing`: as it was when the form was opened. `still`: the same among what can be done with the case as it is now;
 * `null`: it is not there any more; undefined: that is being read.
 */
export function DoingForm({
  doing,
  still,
  followed,
  caseWords,
  label,
  ends,
  onClose,
  onDone,
}: {
  doing: Doing;
  still: Doing | null | undefined;
  followed: FollowedCase;
  caseWords: CaseWords;
  /** What it is about, beside its title: a leg or the case. */
  label: string;
  /** It ends the leg or the case: asked once more. */
  ends: boolean;
  onClose: () => void;
  onDone: (answer: Answer<WholeCase>, doing: Doing) => void;
}) {
  const own = words.value.doing;
  const answer = followed.answer as Answer<WholeCase>;
  const id = answer.data.id;
  const form = keyOf(doing);
  const [value, setValue] = useState<Members>(() => keptDraft<Members>(id, form) ?? doing.begin ?? {});
  const [seen, setSeen] = useState(answer);
  const [changes, setChanges] = useState<CaseEvent[] | null>(null);
  const [taken, setTaken] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [summary, setSummary] = useState(0);
  const [suspect, setSuspect] = useState<string[]>([]);
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const [sure, setSure] = useState(false);
  const sending = useSending();
  const heading = useRef<HTMLHeadingElement>(null);
  const schema = doing.schema ?? none;
  const root = useMemo(() => (schema.$defs ? schema : {...schema, $defs: {}}), [schema]);
  const asked = askedNow(schema, value);
  const stale = changes !== null || answer.data.version !== seen.data.version;
  useEffect(() => {
    heading.current?.focus();
    heading.current?.closest('section')?.scrollIntoView({block: 'start'});
  }, []);

  const change = (changed: Members) => {
    setValue(changed);
    keepDraft(id, form, isEmpty(changed) ? null : changed);
  };

  const check = (): boolean => {
    const found = Object.fromEntries(missing(schema, value, root).map((pointer) => [pointer, [own.required]]));
    setFaults(found);
    setSummary((count) => count + 1);
    return Object.keys(found).length === 0;
  };

  const send = async () => {
    setSure(false);
    setTaken(false);
    const data = filled(Object.fromEntries(Object.entries(value).filter(([name]) => asked.includes(name)))) as Members;
    const body = {
      ...(doing.body(data) as Record<string, unknown>),
      ...(confirmed.length > 0 ? {confirmedNotBsn: confirmed} : {}),
    };
    const done = await sending.send(pathOf(id) + pathFor(doing, data), body, seen.etag ?? '');
    if (done === null) return;
    keepDraft(id, form, null);
    onDone(done, doing);
  };

  // What the server refused is sorted once, where it comes in.
  useEffect(() => {
    const error = sending.error;
    if (error === null) return;
    if (error.status === 412) {
      setChanges((error.problem?.changes ?? []) as CaseEvent[]);
      void followed.look().catch(() => undefined);
    } else if (error.faults.length > 0) {
      setSuspect(error.faults.filter((fault) => fault.code === 'bsn').map((fault) => fault.pointer ?? ''));
      setFaults(
        byMember(
          inForm(doing, error.faults).map((fault) =>
            fault.code === 'bsn' ? {...fault, message: own.bsnTitle} : fault,
          ),
        ),
      );
      setSummary((count) => count + 1);
    } else if (error.status === 409 || error.status === 403) {
      void followed.look().catch(() => undefined);
    }
  }, [sending.error]);

  const take = () => {
    setSeen(answer);
    setChanges(null);
    setTaken(true);
    sending.clear();
    heading.current?.focus();
  };

  const close = () => {
    if (!isEmpty(value) && JSON.stringify(value) !== JSON.stringify(doing.begin ?? {})) {
      tell(own.kept, {label: own.discard, run: () => keepDraft(id, form, null)});
    } else keepDraft(id, form, null);
    onClose();
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (sending.busy || stale || !check()) return;
    if (ends) setSure(true);
    else void send();
  };

  // The action went away under the form, and what changed was looked at: all that is left to save is the text.
  if (still === null && !stale)
    return <Unavailable doing={doing} label={label} typed={typedText(value, schema)} onClose={close} />;

  const failure = sending.error;
  const special =
    failure && failure.faults.length === 0
      ? failure.status === 403
        ? own.forbidden
        : failure.status === 409
          ? own.conflict
          : failure.status === 404
            ? own.absent
            : null
      : null;
  return (
    <section class="w-card w-case-form w-no-print" aria-labelledby="doing">
      <div class="w-stack w-case-tight">
        <p class="w-soft w-small">{label}</p>
        <h2 id="doing" tabIndex={-1} ref={heading}>
          {say(doing.title)}
        </h2>
        {doing.description && <p>{say(doing.description)}</p>}
      </div>
      {stale && (
        <Stale
          seen={seen.data}
          now={answer.data}
          changes={changes}
          say={caseWords}
          onTake={answer.data.version > seen.data.version && still !== undefined ? take : null}
        />
      )}
      {taken && (
        <Notice live>
          <p>{words.value.stale.taken}</p>
        </Notice>
      )}
      {special && (
        <Notice kind="error" title={special.title} live>
          <p>{special.text}</p>
          {failure?.problem?.detail && <p>{failure.problem.detail}</p>}
        </Notice>
      )}
      {failure && !special && failure.status !== 412 && failure.faults.length === 0 && failure.status !== 401 && (
        <Failure error={failure} />
      )}
      <FaultSummary key={summary} faults={summed(faults, root)} />
      <form class="w-stack" onSubmit={submit} noValidate aria-labelledby="doing">
        {doing.schema === null || Object.keys(schema.properties ?? {}).length === 0 ? (
          <p class="w-soft">{own.noForm}</p>
        ) : (
          <SchemaFields schema={schema} value={value} onChange={change} only={asked} root={root} faults={faults} />
        )}
        {suspect.length > 0 && (
          <FieldGroup label={own.bsnTitle}>
            {suspect.map((pointer) => (
              <label key={pointer} class="w-choice">
                <input
                  type="checkbox"
                  checked={confirmed.includes(pointer)}
                  onChange={(event) =>
                    setConfirmed(
                      event.currentTarget.checked
                        ? [...confirmed, pointer]
                        : confirmed.filter((each) => each !== pointer),
                    )
                  }
                />
                <span>
                  {own.bsn(labelAt(inForm(doing, [{pointer, code: 'bsn', message: ''}])[0]?.pointer ?? '', root))}
                </span>
              </label>
            ))}
          </FieldGroup>
        )}
        <p class="w-row">
          <Button kind="primary" type="submit" busy={sending.busy} disabled={stale}>
            {say(doing.title)}
          </Button>
          <Button onClick={close}>{own.cancel}</Button>
        </p>
      </form>
      {sure && (
        <Confirm
          title={own.sureTitle}
          text={own.sure(say(doing.title))}
          yes={own.sureYes}
          onYes={() => void send()}
          onNo={() => setSure(false)}
        />
      )}
    </section>
  );
}

/** The label of the field at a pointer, or of what it is part of. */
function labelAt(pointer: string, root: Schema): string {
  return say(schemaAt(pointer, root)?.label) || say(schemaAt(pointer.replace(/\/[^/]*$/, ''), root)?.label) || pointer;
}
