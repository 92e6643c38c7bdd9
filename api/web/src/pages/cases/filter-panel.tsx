/** All filters. Each choice counts at once; the address bar has it, so that "back" undoes it. */
import type {ComponentChildren} from 'preact';
import {useEffect, useState} from 'preact/hooks';

import {useDocument} from '../../api/query';
import type {Coded, Page, WorkflowSummary} from '../../api/types';
import {useFlows} from '../../flow/use-flows';
import {Button} from '../../parts/button';
import {Field, FieldGroup} from '../../parts/field';
import {entry, seesAll} from '../../shell/session';
import {say} from '../../words/language';
import {useOrganisations, useVocabulary} from '../../words/vocabulary';
import {changed, noRoute, parameters, type Filter, type Parameter} from './filters';
import {useBands} from './use-bands';
import type {Asked} from './use-question';
import {words} from './words';

interface One {
  parameter: Parameter;
  values: readonly string[];
  choose: (values: readonly string[]) => void;
}

export function FilterPanel({asked, id}: {asked: Asked; id: string}) {
  const {filter} = asked.question;
  const one = (parameter: Parameter): One => ({
    parameter,
    values: filter[parameter.name] ?? [],
    choose: (values) => asked.ask({filter: changed(filter, parameter.name, values)}),
  });
  const all = parameters.filter((parameter: Parameter) => !parameter.linked).map((parameter) => one(parameter));
  const choices = all.filter((each) => each.parameter.kind === 'code');
  const others = all.filter((each) => each.parameter.kind !== 'code');
  return (
    <section class="w-card w-cases-panel" id={id} aria-label={words.value.filtersTitle}>
      <div class="w-cases-choices">{choices.map((each) => <Codes key={each.parameter.name} {...each} />)}</div>
      <div class="w-cases-selects">{others.map((each) => <Chooser key={each.parameter.name} one={each} filter={filter} />)}</div>
    </section>
  );
}

function Codes({parameter, values, choose}: One) {
  const vocabulary = useVocabulary();
  const choices = vocabulary.items(parameter.list ?? '').map(({code, title}) => ({code, text: say(title)}));
  // What has no route yet can be asked for, too.
  if (parameter.name === 'route') choices.push({code: noRoute, text: words.value.noRoute});
  return (
    <FieldGroup label={words.value.name[parameter.name] ?? parameter.name}>
      <div>
        {choices.map(({code, text}) => (
          <label key={code} class="w-choice">
            <input
              type="checkbox"
              checked={values.includes(code)}
              onChange={(event) => choose(event.currentTarget.checked ? [...values, code] : values.filter((each) => each !== code))}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

function Chooser({one, filter}: {one: One; filter: Filter}) {
  switch (one.parameter.kind) {
    case 'yesNo':
      return <YesNo {...one} />;
    case 'organisation':
    case 'ministry':
      return <Organisation {...one} />;
    case 'state':
      return <State {...one} />;
    case 'leg':
      return <LegStatus {...one} />;
    case 'legBand':
      return <LegBand {...one} />;
    case 'legCode':
      return <LegCode {...one} />;
    case 'band':
      return <Band {...one} />;
    case 'day':
      return <Day {...one} />;
    default:
      return <Text key={(filter[one.parameter.name] ?? []).join()} {...one} />;
  }
}

/** One of several, or all. Where an address names more than one, that stands there until something else is chosen. */
function Select({one, children}: {one: One; children: ComponentChildren}) {
  const own = words.value;
  const {parameter, values, choose} = one;
  const several = values.length > 1;
  return (
    <Field label={own.name[parameter.name] ?? parameter.name}>
      {(wiring) => (
        <select
          {...wiring}
          class="utrecht-select utrecht-select--html-select"
          value={several ? 'several' : (values[0] ?? '')}
          onChange={(event) => {
            const value = event.currentTarget.value;
            if (value !== 'several') choose(value === '' ? [] : [value]);
          }}
        >
          <option value="">{own.all}</option>
          {several && <option value="several">{own.several(values.length)}</option>}
          {children}
        </select>
      )}
    </Field>
  );
}

function YesNo(one: One) {
  return (
    <Select one={one}>
      <option value="true">{words.value.yes}</option>
      <option value="false">{words.value.no}</option>
    </Select>
  );
}

function Organisation(one: One) {
  const organisations = useOrganisations();
  const ministry = one.parameter.kind === 'ministry';
  const who = entry.value.state === 'in' ? entry.value.me.organisation : null;
  // What another organisation takes part in is not for everybody (docs/cases.md); what an address names stays.
  const mine = one.parameter.name === 'party' && !seesAll() ? [who?.oin, ...one.values] : null;
  const items = (ministry ? organisations.ministries : organisations.all)
    .map((each) => ({code: ministry ? (each.tooi ?? '') : each.oin, name: say(each.name)}))
    .filter((each) => each.code !== '' && (mine === null || mine.includes(each.code)))
    .sort((a, b) => a.name.localeCompare(b.name));
  return <Select one={one}>{items.map(({code, name}) => <option key={code} value={code}>{name}</option>)}</Select>;
}

/** A group of ages or of terms, as the status counts them. */
function Band(one: One) {
  const bands = useBands(true);
  return (
    <Select one={one}>
      {bands(one.parameter.list ?? '').map(({code, title}) => <option key={code} value={code}>{say(title)}</option>)}
    </Select>
  );
}

/** Counts once the day is whole: a browser tells of half a date nothing. */
function Day({parameter, values, choose}: One) {
  return (
    <Field label={words.value.name[parameter.name] ?? parameter.name}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          class="utrecht-textbox"
          value={values[0] ?? ''}
          onChange={(event) => choose(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
        />
      )}
    </Field>
  );
}

function State(one: One) {
  const {data} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 10 * 60_000});
  const ids = (data?.data.items ?? []).map((workflow) => workflow.id);
  const flows = useFlows(ids);
  return (
    <Select one={one}>
      {ids.map((id) => {
        const flow = flows.get(id);
        return flow && (
          <optgroup key={id} label={say(flow.title)}>
            {flow.places.flatMap((place) => place.leaves).map((leaf) => (
              <option key={leaf} value={`${id}/${leaf}`}>{flow.titleOf(leaf).map(say).join(' – ')}</option>
            ))}
          </optgroup>
        );
      })}
    </Select>
  );
}

/** The legs of every route, and the overlays, of which the API knows only whether they run. */
function LegStatus(one: One) {
  const {data} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 10 * 60_000});
  const vocabulary = useVocabulary();
  const statuses = vocabulary.items('legStatus');
  return (
    <Select one={one}>
      {(data?.data.items ?? []).filter(({kind}) => kind !== 'lifecycle').map((workflow) => (
        <optgroup key={workflow.id} label={say(workflow.title)}>
          {statuses.filter(({code}) => workflow.kind === 'route' || code === 'running').map(({code, title}) => (
            <option key={code} value={`${workflow.id}/${code}`}>{say(title)}</option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

interface RouteChoices {
  one: One;
  of: readonly Coded[];
}

/** The same choices for the legs of each route, and of the overlays. */
function ByRoute({one, of}: RouteChoices) {
  const {data} = useDocument<Page<WorkflowSummary>>('/v1/workflows', {staleTime: 10 * 60_000});
  return (
    <Select one={one}>
      {(data?.data.items ?? []).filter(({kind}) => kind !== 'lifecycle').map((workflow) => (
        <optgroup key={workflow.id} label={say(workflow.title)}>
          {of.map(({code, title}) => (
            <option key={code} value={`${workflow.id}/${code}`}>{say(title)}</option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

function LegBand(one: One) {
  const bands = useBands(true);
  return <ByRoute one={one} of={bands(one.parameter.list ?? '')} />;
}

function LegCode(one: One) {
  const vocabulary = useVocabulary();
  return <ByRoute one={one} of={vocabulary.items(one.parameter.list ?? '')} />;
}

function Text({parameter, values, choose}: One) {
  const own = words.value;
  const [text, setText] = useState(values[0] ?? '');
  useEffect(() => setText(values[0] ?? ''), [values[0]]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose(text.trim() === '' ? [] : [text.trim()]);
      }}
    >
      <Field label={own.name[parameter.name] ?? parameter.name} help={own.textHelp}>
        {(wiring) => (
          <span class="w-cases-text">
            <input {...wiring} type="text" class="utrecht-textbox" value={text} onInput={(event) => setText(event.currentTarget.value)} />
            <Button type="submit">{own.apply}</Button>
          </span>
        )}
      </Field>
    </form>
  );
}
