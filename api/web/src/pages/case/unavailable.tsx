/** An action that was asked for, or was being filled in, and that cannot be done: says so, and saves what was typed. */
import {useEffect, useRef} from 'preact/hooks';

import type {Schema} from '../../api/types';
import {resolved, type Members, type Value} from '../../forms/schema';
import {Button} from '../../parts/button';
import {tell} from '../../shell/toasts';
import {say} from '../../words/language';
import {Notice} from '../../parts/notice';
import type {Doing} from './doing';
import {words} from './words';

/**
 * What somebody typed, as text to copy: each answer below its label. Choices are left out; there is nothing in them
 * to lose.
 */
export function typedText(value: Members, schema: Schema): string {
  return Object.entries(value)
    .flatMap(([name, each]) => {
      const part = schema.properties?.[name] ? resolved(schema.properties[name], schema) : {};
      const text = textOf(each, part);
      return text === '' ? [] : [`${say(part.label) || name}\n${text}`];
    })
    .join('\n\n');
}

function textOf(value: Value, schema: Schema): string {
  if (typeof value === 'string') return schema.enum ? '' : value.trim();
  if (Array.isArray(value))
    return value
      .map((each) => textOf(each, schema.items ?? {}))
      .filter(Boolean)
      .join('\n');
  return '';
}

export function Unavailable({
  doing,
  label,
  typed,
  onClose,
}: {
  doing: Doing | null;
  label?: string;
  typed: string;
  onClose: () => void;
}) {
  const own = words.value.doing;
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.scrollIntoView({block: 'start'}), []);
  const copy = () =>
    void navigator.clipboard?.writeText(typed).then(
      () => tell(own.copied),
      () => undefined,
    );
  return (
    <section
      ref={place}
      class="w-card w-case-form w-no-print"
      aria-labelledby={doing ? 'doing' : undefined}
      aria-label={doing ? undefined : own.goneTitle}
    >
      <div class="w-stack w-case-tight">
        {label && <p class="w-soft w-small">{label}</p>}
        {doing && <h2 id="doing">{say(doing.title)}</h2>}
      </div>
      <Notice kind="warning" title={own.goneTitle} live>
        <p>{own.gone}</p>
        {typed && <p>{own.goneTyped}</p>}
      </Notice>
      {typed && (
        <textarea
          class="utrecht-textarea"
          readOnly
          rows={Math.min(12, typed.split('\n').length + 1)}
          aria-label={own.goneTyped}
          value={typed}
        />
      )}
      <p class="w-row">
        {typed && (
          <Button kind="primary" icon="copy" onClick={copy}>
            {own.copy}
          </Button>
        )}
        <Button onClick={onClose}>{own.close}</Button>
      </p>
    </section>
  );
}
