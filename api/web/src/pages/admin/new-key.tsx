/** Makes a key, and shows it: once, since the register keeps only its hash. */
import {useRef, useState} from 'preact/hooks';

import {ask} from '../../api/client';
import {refresh} from '../../api/query';
import {Button} from '../../parts/button';
import {Dialog} from '../../parts/dialog';
import {Field, FieldGroup} from '../../parts/field';
import {Failure, Notice} from '../../parts/notice';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import type {FreshKey} from './keys';
import {words} from './words';

export function NewKey({onClose}: {onClose: () => void}) {
  const [made, setMade] = useState<FreshKey | null>(null);
  return made ? <Shown made={made} onClose={onClose} /> : <Form onMade={setMade} onClose={onClose} />;
}

function Form({onMade, onClose}: {onMade: (key: FreshKey) => void; onClose: () => void}) {
  const own = words.value.fresh;
  const organisations = useOrganisations();
  const vocabulary = useVocabulary();
  const [oin, setOin] = useState('');
  const [roles, setRoles] = useState<string[]>([]);
  const [label, setLabel] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const faults = {
    organisation: oin === '' ? [own.faults.organisation] : [],
    roles: roles.length === 0 ? [own.faults.roles] : [],
    label: [...label].length > 100 ? [own.faults.label] : [],
  };
  const shown = tried ? faults : {organisation: [], roles: [], label: []};
  const held = organisations.all.find((one) => one.oin === oin)?.roles?.map((one) => one.role) ?? [];
  const all = vocabulary.items('roles').map((one) => one.code);
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const first = (['organisation', 'roles', 'label'] as const).find((name) => faults[name].length > 0);
    if (first) {
      form.current?.querySelector<HTMLElement>(`#key-${first}`)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const {data} = await ask<FreshKey>('/v1/keys', {method: 'POST', body: {organisation: oin, roles, ...(label ? {label} : {})}});
      onMade(data);
      void refresh('/v1/keys');
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const choice = (role: string) => (
    <label key={role} class="w-choice">
      <input
        type="checkbox"
        checked={roles.includes(role)}
        onChange={(event) => setRoles(event.currentTarget.checked ? [...roles, role] : roles.filter((each) => each !== role))}
      />
      <span>{vocabulary.word('roles', role)}</span>
    </label>
  );
  const others = all.filter((role) => !held.includes(role));
  return (
    <Dialog title={own.title} onClose={onClose} wide>
      <form ref={form} onSubmit={submit} noValidate class="w-stack">
        <Field label={own.organisation} name="key-organisation" faults={shown.organisation} required>
          {(wiring) => (
            <select {...wiring} class="utrecht-select utrecht-select--html-select" value={oin} onChange={(event) => setOin(event.currentTarget.value)}>
              <option value="">{own.choose}</option>
              {organisations.all.map((one) => <option key={one.oin} value={one.oin}>{say(one.name)}</option>)}
            </select>
          )}
        </Field>
        <FieldGroup label={own.roles} name="key-roles" help={own.rolesHelp} faults={shown.roles}>
          {held.length > 0 && <p class="w-small w-soft">{own.held}</p>}
          {held.length > 0 && <div class="w-choices-many">{held.map(choice)}</div>}
          {held.length > 0 && <p class="w-small w-soft">{own.others}</p>}
          <div class="w-choices-many">{others.map(choice)}</div>
        </FieldGroup>
        <Field label={own.label} name="key-label" help={own.labelHelp} faults={shown.label} optional>
          {(wiring) => <input {...wiring} class="utrecht-textbox" value={label} onInput={(event) => setLabel(event.currentTarget.value)} />}
        </Field>
        {error !== null && <Failure error={error} />}
        <p><Button kind="primary" type="submit" busy={busy}>{own.submit}</Button></p>
      </form>
    </Dialog>
  );
}

function Shown({made, onClose}: {made: FreshKey; onClose: () => void}) {
  const own = words.value.fresh;
  const [copied, setCopied] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  const close = () => (copied ? onClose() : setAsking(true));
  if (asking) {
    return (
      <Dialog title={own.made} onClose={() => setAsking(false)}>
        <p>{own.sure}</p>
        <div class="w-row">
          <Button kind="primary" onClick={onClose}>{own.done}</Button>
          <Button onClick={() => setAsking(false)}>{own.back}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={own.made} onClose={close}>
      <Notice kind="warning" title={own.once}><p>{own.onceText}</p></Notice>
      <Field label={own.key}>
        {(wiring) => (
          <input {...wiring} class="utrecht-textbox w-admin-key" readOnly value={made.key} autocomplete="off" spellcheck={false} onFocus={(event) => event.currentTarget.select()} />
        )}
      </Field>
      <div class="w-row">
        <Button kind="primary" icon="copy" onClick={() => void copy()}>{own.copy}</Button>
        <Button onClick={onClose}>{own.done}</Button>
        <span role="status">{copied === null ? '' : copied ? own.copied : own.notCopied}</span>
      </div>
    </Dialog>
  );
}
