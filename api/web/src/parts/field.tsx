import type {ComponentChildren} from 'preact';
import {useId} from 'preact/hooks';

import {words} from './words';

export interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
}

/**
 * One field: its label, help and faults, tied to the control that `children` draws with the wiring. The id is the field's
 * `name` where that is given, so that a summary of faults can lead to it.
 */
export function Field({label, help, faults = [], required = false, optional = false, name, children}: {
  label: string;
  help?: ComponentChildren;
  faults?: string[];
  required?: boolean;
  optional?: boolean;
  name?: string;
  children: (wiring: Wiring) => ComponentChildren;
}) {
  const own = useId();
  const id = name ?? own;
  const described = [help ? `${id}-help` : '', faults.length > 0 ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div class={faults.length > 0 ? 'w-field w-field-invalid' : 'w-field'}>
      <label class="utrecht-form-label" for={id}>
        {label}
        {optional && <span class="w-field-optional"> ({words.value.optional})</span>}
      </label>
      {help && (
        <div class="utrecht-form-field-description" id={`${id}-help`}>
          {help}
        </div>
      )}
      <FaultLine id={`${id}-fault`} faults={faults} />
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': faults.length > 0 || undefined,
        'aria-required': required || undefined,
      })}
    </div>
  );
}

/** The same for a group of controls (checkboxes, radio buttons, the parts of an object). */
export function FieldGroup({label, help, faults = [], optional = false, name, children}: {
  label: string;
  help?: ComponentChildren;
  faults?: string[];
  optional?: boolean;
  name?: string;
  children: ComponentChildren;
}) {
  const own = useId();
  const id = name ?? own;
  const described = [help ? `${id}-help` : '', faults.length > 0 ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <fieldset class={`w-fieldset ${faults.length > 0 ? 'w-fieldset-invalid' : ''}`} id={id} tabIndex={-1} aria-describedby={described || undefined}>
      <legend class="utrecht-form-label">
        {label}
        {optional && <span class="w-field-optional"> ({words.value.optional})</span>}
      </legend>
      {help && (
        <div class="utrecht-form-field-description" id={`${id}-help`}>
          {help}
        </div>
      )}
      <FaultLine id={`${id}-fault`} faults={faults} />
      {children}
    </fieldset>
  );
}

/** The faults of one control, to be named in its `aria-describedby`. */
export function FaultLine({id, faults}: {id: string; faults: string[]}) {
  if (faults.length === 0) return null;
  return (
    <div class="utrecht-form-field-error-message" id={id}>
      {faults.map((fault) => (
        <div key={fault}>
          <span class="w-hidden">{words.value.faults.fault} </span>
          {fault}
        </div>
      ))}
    </div>
  );
}

/** All faults of a form, each a link to its field; gets the focus when it appears. */
export function FaultSummary({faults}: {faults: {target: string; label: string; message: string}[]}) {
  if (faults.length === 0) return null;
  const all = words.value.faults;
  return (
    <div class="utrecht-alert utrecht-alert--error w-fault-summary" role="alert" tabIndex={-1} ref={(element) => element?.focus()}>
      <h2>{faults.length === 1 ? all.one : all.many(faults.length)}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.target + fault.message}>
            <a
              href={`#${fault.target}`}
              onClick={(event) => {
                event.preventDefault();
                const field = document.getElementById(fault.target);
                field?.scrollIntoView({block: 'center'});
                field?.focus();
              }}
            >
              {fault.label ? `${fault.label}: ` : ''}
              {fault.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
