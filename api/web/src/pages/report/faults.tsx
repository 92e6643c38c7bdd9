/** What is not right in a report, with the words of this page and the way to the field. */
import {Link} from 'wouter-preact';

import type {Fault} from '../../api/client';
import type {Schema} from '../../api/types';
import {byMember} from '../../forms/faults';
import {stepAt} from '../../forms/report';
import {idOf, schemaAt} from '../../forms/schema';
import type {Faults} from '../../forms/schema-fields';
import {say} from '../../words/language';
import {words} from './words';

/** Puts the focus at the field of a member, where it is drawn. */
export function focusAt(id: string): void {
  const field = document.getElementById(id);
  field?.scrollIntoView({block: 'center'});
  field?.focus({preventScroll: true});
}

/** The message for people: the server's own speaks of pointers and members where it is about those. */
export function messageOf(fault: Fault): string {
  const own = words.value.faults;
  if (fault.code === 'bsn') return own.bsn;
  if (fault.code === 'unknownCase') return own.unknownCase;
  if (fault.code === 'archived' && fault.pointer === '/joins') return own.archived;
  if (fault.code === 'required') return /^\/(requester|(holders|onBehalfOf)\/\d+)$/.test(fault.pointer ?? '') ? own.party : own.required;
  return fault.message;
}

export const faultsByMember = (faults: Fault[]): Faults => byMember(faults.map((fault) => ({...fault, message: messageOf(fault)})));

/** The label of the field at a pointer, with those of the groups it stands in. */
export function labelAt(pointer: string, schema: Schema): string {
  const parts = pointer.split('/').slice(1);
  const labels = parts.map((part, at) => (/^\d+$/.test(part) ? String(Number(part) + 1) : say(schemaAt(`/${parts.slice(0, at + 1).join('/')}`, schema)?.label)));
  return labels.filter(Boolean).join(' › ') || words.value.faults.form;
}

/** The faults of one step, or of all; each a link to its field, also where that stands in another step. */
export function FaultLinks({faults, schema, draft, here}: {faults: Fault[]; schema: Schema; draft: string; here?: string}) {
  return (
    <ul>
      {faults.map((fault) => {
        const pointer = fault.pointer ?? '';
        const step = stepAt(pointer, schema);
        const label = labelAt(pointer, schema);
        const text = <>{label}: {messageOf(fault)}</>;
        return (
          <li key={pointer + fault.code}>
            {step === undefined ? text : (
              <Link
                href={`/report?draft=${draft}&step=${step}#${idOf(pointer)}`}
                onClick={() => {
                  // Within the same step nothing is drawn anew that could look at the address.
                  if (step === here) requestAnimationFrame(() => focusAt(idOf(pointer)));
                }}
              >
                {text}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
