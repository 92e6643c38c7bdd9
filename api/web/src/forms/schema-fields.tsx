/** Draws the members of a schema as fields. It keeps nothing itself: the value comes in, each change goes out. */
import {useRef} from 'preact/hooks';

import type {Schema} from '../api/types';
import {Button} from '../parts/button';
import {FaultLine, Field, FieldGroup} from '../parts/field';
import {words} from '../parts/words';
import {say} from '../words/language';
import {useOrganisations, useVocabulary} from '../words/vocabulary';
import {controlOf, idOf, isEmpty, isMembers, requiredNow, resolved, type Members, type Value} from './schema';
import {Single, textOf} from './single';

/** The faults of each member, by its JSON Pointer. */
export type Faults = Record<string, string[]>;

interface Around {
  root: Schema;
  faults: Faults;
  /** Fields that are not required get no mark "optional" where most of them are (the report). */
  quiet?: boolean;
}

/** All members of `schema`, or those in `only`, in their order. `at`: the pointer of the object in the whole. */
export function SchemaFields({schema, value, onChange, root, faults, quiet, only, at = ''}: Around & {
  schema: Schema;
  value: Members;
  onChange: (value: Members) => void;
  only?: string[];
  at?: string;
}) {
  // A browser may fill in several fields before the next drawing; what the first of them brought must not be lost.
  const latest = useRef(value);
  latest.current = value;
  const required = requiredNow(schema, value);
  const names = only ?? Object.keys(schema.properties ?? {});
  // Of these one is enough, so none of them is optional by itself.
  const either = schema.anyOf?.flatMap((each) => each.required ?? []) ?? [];
  const labelOf = (name: string) => say(resolved(schema.properties?.[name] ?? {}, root).label) || name;
  return (
    <>
      {either.length > 0 && <p class="w-small">{words.value.either(either.map((name) => `“${labelOf(name)}”`))}</p>}
      {names.map((name) => {
        const given = schema.properties?.[name];
        if (given === undefined) return null;
        return (
          <SchemaField
            key={name}
            name={name}
            given={given}
            value={value[name]}
            onChange={(changed) => {
              latest.current = {...latest.current, [name]: changed};
              onChange(latest.current);
            }}
            required={required.has(name)}
            at={`${at}/${name}`}
            root={root}
            faults={faults}
            {...(quiet === undefined && !either.includes(name) ? {} : {quiet: quiet === true || either.includes(name)})}
          />
        );
      })}
    </>
  );
}

interface One extends Around {
  name: string;
  given: Schema;
  value: Value;
  onChange: (value: Value) => void;
  required: boolean;
  at: string;
}

export function SchemaField(one: One) {
  const schema = resolved(one.given, one.root);
  const control = controlOf(one.name, one.given, one.root);
  const common = {
    label: say(schema.label) || one.name,
    help: say(schema.help) || undefined,
    faults: one.faults[one.at] ?? [],
    optional: !one.required && !one.quiet,
    name: idOf(one.at),
  };
  switch (control) {
    case 'choice':
      return <Choice one={one} schema={schema} common={common} />;
    case 'choices':
    case 'ministries':
      return <Choices one={one} schema={schema} common={common} control={control} />;
    case 'group':
      return (
        <FieldGroup {...common}>
          <div class="w-group">
            <SchemaFields {...around(one)} schema={schema} value={isMembers(one.value) ? one.value : {}} onChange={one.onChange} at={one.at} />
            <Clear one={one} label={common.label} />
          </div>
        </FieldGroup>
      );
    case 'groups':
    case 'texts':
      return <Repeated one={one} schema={schema} common={common} />;
    case 'check':
      return one.required ? <YesOrNo one={one} common={common} /> : <Check one={one} common={common} />;
    default:
      return (
        <Field {...common} required={one.required}>
          {(wiring) => <Single schema={schema} value={one.value} onChange={one.onChange} wiring={wiring} control={control} />}
        </Field>
      );
  }
}

type Common = {label: string; help: string | undefined; faults: string[]; optional: boolean; name: string};
const around = (one: One): Around => ({root: one.root, faults: one.faults, ...(one.quiet === undefined ? {} : {quiet: one.quiet})});

/** Up to six ways to answer stand there to be seen; more are a list to choose from. */
function Choice({one, schema, common}: {one: One; schema: Schema; common: Common}) {
  const vocabulary = useVocabulary();
  const codes = (schema.enum ?? []).filter((code) => code !== null).map(String);
  const word = (code: string) => say(schema.words?.[code]) || (schema.vocabulary ? vocabulary.word(schema.vocabulary, code) : code);
  if (codes.length > 6) {
    return (
      <Field {...common} required={one.required}>
        {(wiring) => (
          <select {...wiring} class="utrecht-select utrecht-select--html-select" value={textOf(one.value)} onChange={(event) => one.onChange(event.currentTarget.value || undefined)}>
            <option value="">{words.value.choose}</option>
            {codes.map((code) => <option key={code} value={code}>{word(code)}</option>)}
          </select>
        )}
      </Field>
    );
  }
  return (
    <FieldGroup {...common}>
      <div>
        {codes.map((code) => (
          <label key={code} class="w-choice">
            <input type="radio" name={common.name} checked={one.value === code} onChange={() => one.onChange(code)} />
            <span>
              {word(code)}
              {schema.vocabulary && vocabulary.describe(schema.vocabulary, code) && (
                <span class="w-soft w-small w-choice-about">{vocabulary.describe(schema.vocabulary, code)}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      <Clear one={one} label={common.label} />
    </FieldGroup>
  );
}

function Choices({one, schema, common, control}: {one: One; schema: Schema; common: Common; control: string}) {
  const vocabulary = useVocabulary();
  const organisations = useOrganisations();
  const items = resolved(schema.items ?? {}, one.root);
  const list = items.vocabulary ?? schema.vocabulary;
  const offered = control === 'ministries'
    ? organisations.ministries.map((each) => ({code: each.tooi ?? '', name: say(each.name)})).sort((a, b) => a.name.localeCompare(b.name))
    : (items.enum ?? []).map(String).map((code) => ({code, name: say(items.words?.[code]) || (list ? vocabulary.word(list, code) : code)}));
  const chosen = Array.isArray(one.value) ? (one.value as string[]) : [];
  return (
    <FieldGroup {...common}>
      <div class={offered.length > 8 ? 'w-choices w-choices-many' : 'w-choices'}>
        {offered.map(({code, name}) => (
          <label key={code} class="w-choice">
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(event) => one.onChange(event.currentTarget.checked ? [...chosen, code] : chosen.filter((each) => each !== code))}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** A way back from an answer that need not be given: a radio button cannot be let go of. */
function Clear({one, label}: {one: One; label: string}) {
  if (one.required || isEmpty(one.value)) return null;
  return (
    <p><Button kind="subtle" icon="undo" onClick={() => one.onChange(undefined)} aria-label={words.value.clearOf(label)}>{words.value.clear}</Button></p>
  );
}

/** A required yes or no: leaving a box empty would not tell "no" from "not answered". */
function YesOrNo({one, common}: {one: One; common: Common}) {
  return (
    <FieldGroup {...common}>
      <div>
        {[true, false].map((each) => (
          <label key={String(each)} class="w-choice">
            <input type="radio" name={common.name} checked={one.value === each} onChange={() => one.onChange(each)} />
            <span>{each ? words.value.yes : words.value.no}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

function Check({one, common}: {one: One; common: Common}) {
  return (
    <div class="w-field">
      <label class="w-choice">
        <input
          type="checkbox"
          id={common.name}
          checked={one.value === true}
          aria-describedby={common.help ? `${common.name}-help` : undefined}
          onChange={(event) => one.onChange(event.currentTarget.checked ? true : undefined)}
        />
        <span>{common.label}</span>
      </label>
      {common.help && <div class="utrecht-form-field-description" id={`${common.name}-help`}>{common.help}</div>}
    </div>
  );
}

/** A list that grows: of texts or of groups of fields. There is always one to fill in. */
function Repeated({one, schema, common}: {one: One; schema: Schema; common: Common}) {
  const items = resolved(schema.items ?? {}, one.root);
  const given = Array.isArray(one.value) && one.value.length > 0 ? (one.value as Value[]) : [undefined];
  // Whoever asks for one more goes on in it.
  const add = () => {
    one.onChange([...given, items.type === 'object' ? {} : '']);
    const made = idOf(`${one.at}/${given.length}`);
    requestAnimationFrame(() => {
      const there = document.getElementById(made);
      (there?.matches('input') ? there : there?.querySelector<HTMLElement>('input, select, textarea'))?.focus();
    });
  };
  const set = (index: number, changed: Value) => one.onChange(given.map((each, at) => (at === index ? changed : each)));
  return (
    <FieldGroup {...common}>
      <ol class="w-plain-list w-repeated">
        {given.map((each, index) => {
          const pointer = `${one.at}/${index}`;
          const id = idOf(pointer);
          const own = one.faults[pointer] ?? [];
          return (
            <li key={index} {...(items.type === 'object' ? {class: 'w-group', id, tabIndex: -1} : {class: 'w-repeated-text'})}>
              {own.length > 0 && <FaultLine id={`${id}-fault`} faults={own} />}
              {items.type === 'object' ? (
                <SchemaFields {...around(one)} schema={items} value={isMembers(each) ? each : {}} onChange={(changed) => set(index, changed)} at={pointer} />
              ) : (
                <input
                  class="utrecht-textbox"
                  id={id}
                  aria-label={`${common.label} ${index + 1}`}
                  aria-invalid={own.length > 0 || undefined}
                  aria-describedby={own.length > 0 ? `${id}-fault` : undefined}
                  value={textOf(each)}
                  maxLength={items.maxLength}
                  type={items.format === 'uri' ? 'url' : 'text'}
                  onInput={(event) => set(index, event.currentTarget.value)}
                />
              )}
              {(given.length > 1 || (items.type === 'object' && !isEmpty(each))) && (
                <Button
                  kind="subtle"
                  icon="close"
                  aria-label={words.value.removeOf(`${common.label} ${index + 1}`)}
                  onClick={() => one.onChange(given.filter((_, at) => at !== index))}
                >
                  {items.type === 'object' ? words.value.remove : null}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {given.length < (schema.maxItems ?? 50) && (
        <p>
          <Button kind="subtle" icon="report" onClick={add}>{words.value.add}</Button>
        </p>
      )}
    </FieldGroup>
  );
}
