import {useEffect, useRef, useState} from 'preact/hooks';
import {useLocation} from 'wouter-preact';

import type {Fault} from '../../api/client';
import type {Schema} from '../../api/types';
import {useReportSchema} from '../../forms/report-schema';
import {isAsked, sendable, stepsOf, tidied} from '../../forms/report';
import type {Members} from '../../forms/schema';
import {LinkButton} from '../../parts/button';
import {Empty, Failure, Loading, Notice} from '../../parts/notice';
import {PageBody} from '../../shell/page';
import {clock} from '../../words/format';
import {Check} from './check';
import type {Draft} from './drafts';
import {focusAt} from './faults';
import {Progress} from './progress';
import {Step, type Take} from './step';
import {useDraft, type Change} from './use-draft';
import {words} from './words';

/** One draft: its steps, and the last one in which it is looked over and sent. */
export function Form({id, organisation, step}: {id: string; organisation: string; step: string}) {
  const own = words.value;
  const editing = useDraft(organisation, id);
  const {schema, error, refetch} = useReportSchema();
  const {draft} = editing;
  if (draft === null) {
    return (
      <PageBody title={own.title}>
        <Empty title={own.drafts.gone.title}>
          <p>{own.drafts.gone.text}</p>
          <p><LinkButton href="/report">{own.drafts.all}</LinkButton></p>
        </Empty>
      </PageBody>
    );
  }
  return (
    <PageBody title={own.title} lead={<Saved draft={draft} kept={editing.kept} />} aside={<LinkButton kind="subtle" icon="list" href="/report">{own.drafts.all}</LinkButton>}>
      {editing.elsewhere && <Notice kind="info" live><p>{own.saved.elsewhere}</p></Notice>}
      {error && !schema && <Failure error={error} retry={() => void refetch()} />}
      {!schema && !error && <Loading lines={26} />}
      {schema && <Steps schema={schema} draft={draft} change={editing.change} drop={editing.drop} step={step} />}
    </PageBody>
  );
}

function Saved({draft, kept}: {draft: Draft; kept: boolean}) {
  const own = words.value.saved;
  return kept ? <p>{own.at(clock(draft.changedAt))} {own.local}</p> : <p class="w-report-refused">{own.refused}</p>;
}

function Steps({schema, draft, change, drop, step}: {schema: Schema; draft: Draft; change: Change; drop: () => void; step: string}) {
  const [, go] = useLocation();
  const [faults, setFaults] = useState<Fault[]>([]);
  const before = useRef<string | null>(null);
  const codes = stepsOf(schema, draft.report).map(({code}) => code);
  const here = step === 'check' ? 'check' : codes.includes(step) ? step : codes[0] ?? 'check';
  const address = (code: string) => `/report?draft=${draft.id}&step=${code}`;

  useEffect(() => {
    const left = before.current;
    before.current = here;
    const opened = here === 'check' ? codes : left !== null && left !== 'check' && !draft.opened.includes(left) ? [...draft.opened, left] : draft.opened;
    if (opened.length !== draft.opened.length) change({opened});
    // What is sent has no gaps; from here on the places in lists are those that the server speaks of.
    const whole = (report: Members) => ({...report, ...sendable(report)});
    if (here === 'check' && JSON.stringify(whole(draft.report)) !== JSON.stringify(draft.report))
      change((latest) => ({report: whole(latest.report)}));
    const target = location.hash.slice(1);
    if (target !== '') requestAnimationFrame(() => focusAt(target));
    else if (left !== null) {
      scrollTo(0, 0);
      document.getElementById('report-step')?.focus({preventScroll: true});
    }
  }, [here]);

  const take: Take = (update) =>
    change((latest) => {
      const report = tidied(update(latest.report));
      // What is answered anew is no longer wrong, until the server says so again.
      const touched = Object.keys({...report, ...latest.report}).filter((name) => report[name] !== latest.report[name]);
      setFaults((all) => all.filter((fault) => !touched.includes(fault.pointer?.split('/')[1] ?? '')));
      return {report};
    });
  const at = codes.indexOf(here);
  const next = codes[at + 1] ?? 'check';
  return (
    <div class="w-report-form">
      <Progress draft={draft} schema={schema} faults={faults} here={here} />
      {here === 'check' ? (
        <Check schema={schema} draft={draft} change={change} drop={drop} faults={faults} setFaults={setFaults} take={take} back={address(codes.at(-1) ?? 'A')} />
      ) : (
        <Step
          key={here}
          code={here}
          at={at + 1}
          of={codes.length + 1}
          schema={schema}
          draft={draft}
          faults={faults.filter((fault) => isAsked(fault.pointer?.split('/')[1] ?? '', draft.report))}
          take={take}
          confirm={(pointer, text) => {
            change((latest) => ({notBsn: {...latest.notBsn, [pointer]: text}}));
            setFaults((all) => all.filter((fault) => fault.pointer !== pointer || fault.code !== 'bsn'));
          }}
          back={at > 0 ? address(codes[at - 1] ?? 'A') : null}
          last={next === 'check'}
          onNext={() => go(address(next))}
        />
      )}
    </div>
  );
}
