import type {Fault} from '../../api/client';
import type {Schema} from '../../api/types';
import {asDrawn, stepAt, stepsOf, valueAt, withoutRepeats} from '../../forms/report';
import {resolved, type Members} from '../../forms/schema';
import {SchemaFields} from '../../forms/schema-fields';
import {Button, LinkButton} from '../../parts/button';
import {Notice} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {useVocabulary} from '../../words/vocabulary';
import type {Draft} from './drafts';
import {FaultLinks, faultsByMember, labelAt} from './faults';
import {CaseFinder} from './finder';
import {guides} from './guides';
import {words} from './words';

/** Changes the report as it is then. */
export type Take = (update: (latest: Members) => Members) => void;

/** One step of the report: its questions, each with the help that it needs. */
export function Step({code, at, of, schema, draft, faults, take, confirm, back, last, onNext}: {
  code: string;
  at: number;
  of: number;
  schema: Schema;
  draft: Draft;
  faults: Fault[];
  take: Take;
  confirm: (pointer: string, text: string) => void;
  back: string | null;
  last: boolean;
  onNext: () => void;
}) {
  const own = words.value;
  const vocabulary = useVocabulary();
  const drawn = withoutRepeats(asDrawn(schema, draft.report), vocabulary.describes);
  const names = stepsOf(schema, draft.report).find((each) => each.code === code)?.names ?? [];
  const wrong = faults.filter((fault) => stepAt(fault.pointer ?? '', schema) === code);
  const byMember = faultsByMember(wrong);
  return (
    <form
      class="w-card w-report-body"
      aria-labelledby="report-step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <div class="w-stack w-report-head">
        <p class="w-soft w-small">{own.progress.step(code, at, of)}</p>
        <h2 id="report-step" tabIndex={-1}>{vocabulary.word('steps', code)}</h2>
        <p class="w-soft w-small">{own.required}</p>
      </div>
      {wrong.length > 0 && (
        <Notice kind="error" title={own.faults.here(wrong.length)}>
          <FaultLinks faults={wrong} schema={schema} draft={draft.id} here={code} />
        </Notice>
      )}
      {names.map((name) => (
        <div key={name} class="w-stack w-report-question">
          {resolved(schema.properties?.[name] ?? {}, schema).kind === 'opinion' && <p><Tag tone="info" icon="comment">{own.opinion}</Tag></p>}
          <SchemaFields schema={drawn} root={drawn} value={draft.report} onChange={(changed) => take((latest) => ({...latest, [name]: changed[name]}))} faults={byMember} only={[name]} />
          {wrong.filter((fault) => fault.code === 'bsn' && fault.pointer?.split('/')[1] === name).map((fault) => (
            <ConfirmNotBsn key={fault.pointer} fault={fault} schema={schema} draft={draft} confirm={confirm} />
          ))}
          <Guide name={name} />
          {name === 'joins' && <CaseFinder onChoose={(joins) => take((latest) => ({...latest, joins}))} />}
        </div>
      ))}
      <div class="w-row w-report-foot">
        <Button kind="primary" type="submit">{last ? own.progress.toCheck : own.progress.next}</Button>
        {back && <LinkButton href={back}>{own.progress.back}</LinkButton>}
      </div>
    </form>
  );
}

/** For the questions that decide where a report goes: how to choose between the answers. */
function Guide({name}: {name: string}) {
  const own = words.value;
  const lines = guides.value[name];
  if (!lines) return null;
  return (
    <details class="w-report-guide">
      <summary>{own.guide}</summary>
      {lines.map((line) => <p key={line}>{line}</p>)}
    </details>
  );
}

/** The way out for an RSIN or a reference that passes the test of a BSN; holds for the text as it is now. */
export function ConfirmNotBsn({fault, schema, draft, confirm}: {fault: Fault; schema: Schema; draft: Draft; confirm: (pointer: string, text: string) => void}) {
  const pointer = fault.pointer ?? '';
  const text = valueAt(pointer, draft.report);
  if (typeof text !== 'string') return null;
  return (
    <div class="w-report-confirm">
      <p class="w-small"><strong>{labelAt(pointer, schema)}</strong>: “{text.length > 160 ? `${text.slice(0, 160)} …` : text}”</p>
      <p><Button icon="check" onClick={() => confirm(pointer, text)}>{words.value.faults.confirm}</Button></p>
    </div>
  );
}
