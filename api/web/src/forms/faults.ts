/** From the faults of an answer to the fields of a form. */
import type {Fault} from '../api/client';
import type {Schema} from '../api/types';
import {say} from '../words/language';
import {idOf, schemaAt} from './schema';
import type {Faults} from './schema-fields';

/** The faults by the pointer of their member; `prefix` (such as `/data`) is what stands before the form in the body. */
export function byMember(faults: Fault[], prefix = ''): Faults {
  const made: Faults = {};
  for (const fault of faults) {
    const pointer = fault.pointer ?? '';
    const own = pointer.startsWith(prefix) ? pointer.slice(prefix.length) : pointer;
    (made[own] ??= []).push(fault.message);
  }
  return made;
}

/** For the summary above a form: each fault with the label of its field, and where that is. */
export function summed(faults: Faults, root: Schema): {target: string; label: string; message: string}[] {
  return Object.entries(faults).flatMap(([pointer, messages]) =>
    messages.map((message) => ({target: idOf(pointer), label: say(schemaAt(pointer, root)?.label), message})),
  );
}
