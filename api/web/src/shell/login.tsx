import {useEffect, useRef, useState} from 'preact/hooks';

import {ApiError} from '../api/client';
import {Button} from '../parts/button';
import {Field} from '../parts/field';
import {Failure, Notice} from '../parts/notice';
import {isDemonstration} from './demonstration';
import {logIn} from './session';
import {words} from './words';

/** Exchanges an API key for a session. Shown in place of the page that was asked for, which follows afterwards. */
export function Login({expired}: {expired: boolean}) {
  const [key, setKey] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const own = words.value.login;
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    setError(null);
    if (key.trim() === '') {
      setFault(own.empty);
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await logIn(key.trim());
    } catch (failure) {
      const known = failure instanceof ApiError ? failure : new ApiError(0, null);
      if (known.status === 401 || known.status === 400) {
        setFault(own.wrong);
        field.current?.focus();
      } else {
        setError(known);
      }
      setBusy(false);
    }
  };

  return (
    <div class="w-login">
      <h1>{own.title}</h1>
      {expired ? <Notice kind="warning" live><p>{own.expired}</p></Notice> : <p>{own.intro}</p>}
      <form onSubmit={submit} noValidate class="w-stack">
        {/* Password managers look for a name beside the key. */}
        <input type="text" autocomplete="username" hidden readOnly value="Wissel" />
        <Field label={own.key} help={own.help} faults={fault ? [fault] : []} required>
          {(wiring) => (
            <input
              {...wiring}
              ref={field}
              class="utrecht-textbox"
              type={shown ? 'text' : 'password'}
              autocomplete="current-password"
              spellcheck={false}
              value={key}
              onInput={(event) => {
                setKey(event.currentTarget.value);
                setFault(null);
              }}
            />
          )}
        </Field>
        <label class="w-choice">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
          <span>{own.show}</span>
        </label>
        {error && <Failure error={error} />}
        <p>
          <Button kind="primary" type="submit" busy={busy}>{own.submit}</Button>
        </p>
      </form>
      {isDemonstration && <p class="w-soft w-small">{own.demo}</p>}
    </div>
  );
}
