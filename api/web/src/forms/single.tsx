import type {JSX} from 'preact';

import type {Schema} from '../api/types';
import type {Wiring} from '../parts/field';
import {words} from '../parts/words';
import {say} from '../words/language';
import {useOrganisations} from '../words/vocabulary';
import type {Value} from './schema';

export const textOf = (value: Value): string => (value === undefined || value === null ? '' : String(value));

/** A field for one text, number, day, organisation or ministry. */
export function Single({schema, value, onChange, wiring, control}: {
  schema: Schema;
  value: Value;
  onChange: (value: Value) => void;
  wiring: Wiring;
  control: string;
}) {
  const organisations = useOrganisations();
  const take = (event: JSX.TargetedEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => {
    const text = event.currentTarget.value;
    if (control === 'number') onChange(text === '' ? undefined : Number(text));
    else onChange(text);
  };
  const limits = {maxLength: schema.maxLength, value: textOf(value), onInput: take};
  if (control === 'longText') return <textarea {...wiring} {...limits} class="utrecht-textarea" rows={4} />;
  if (control === 'organisation' || control === 'ministry') {
    const known = control === 'ministry'
      ? organisations.ministries.map((each) => ({code: each.tooi ?? '', name: say(each.name)}))
      : organisations.all.map((each) => ({code: each.oin, name: say(each.name)}));
    known.sort((a, b) => a.name.localeCompare(b.name));
    return (
      <select {...wiring} class="utrecht-select utrecht-select--html-select" value={textOf(value)} onChange={take}>
        <option value="">{words.value.choose}</option>
        {known.map((each) => <option key={each.code} value={each.code}>{each.name}</option>)}
      </select>
    );
  }
  const type = control === 'number' ? 'number' : control === 'date' ? 'date' : schema.format === 'email' ? 'email' : schema.format === 'uri' ? 'url' : 'text';
  return (
    <input
      {...wiring}
      {...limits}
      type={type}
      min={schema.minimum}
      max={schema.maximum}
      class={`utrecht-textbox ${control === 'date' || control === 'number' ? 'w-short' : ''}`}
    />
  );
}
