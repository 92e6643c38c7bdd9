/** What a form asks of a JSON Schema: which control a member gets, what is required now, what is left empty. Pure. */
import type {Schema} from '../api/types';

export type Value = unknown;
export type Members = Record<string, Value>;

export type Control =
  | 'text' | 'longText' | 'number' | 'date' | 'choice' | 'choices' | 'check' | 'organisation' | 'ministry' | 'ministries'
  | 'texts' | 'groups' | 'group';

/** The schema with its `$ref` (into `$defs` of `root`) followed; words beside the reference win. */
export function resolved(schema: Schema, root: Schema): Schema {
  const {$ref, ...beside} = schema;
  if ($ref === undefined) return schema;
  const target = root.$defs?.[$ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`no ${$ref} in this schema`);
  return {...resolved(target, root), ...beside};
}

const ministryNames = new Set(['ministry', 'lead']);

/** Which control the member `name` gets. */
export function controlOf(name: string, given: Schema, root: Schema): Control {
  const schema = resolved(given, root);
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'check';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'object') return 'group';
  if (schema.type === 'array') {
    const items = resolved(schema.items ?? {}, root);
    if (items.enum) return 'choices';
    if (items.type === 'object') return 'groups';
    return isMinistry(given.items ?? {}, '') ? 'ministries' : 'texts';
  }
  if (schema.format === 'date') return 'date';
  if (schema.format === 'oin') return 'organisation';
  if (isMinistry(given, name)) return 'ministry';
  return (schema.maxLength ?? 0) > 300 && schema.format === undefined ? 'longText' : 'text';
}

function isMinistry(given: Schema, name: string): boolean {
  return given.$ref === '#/$defs/ministry' || (given.format === 'uri' && ministryNames.has(name));
}

/** Whether `value` meets what a condition of the schema (`if`) asks; only what our schemas use there. */
export function meets(condition: Schema, value: Value): boolean {
  if ('const' in condition && value !== condition.const) return false;
  if (condition.enum && !condition.enum.includes(value as never)) return false;
  const members = isMembers(value) ? value : {};
  if (condition.required?.some((name) => isEmpty(members[name]))) return false;
  for (const [name, each] of Object.entries(condition.properties ?? {})) {
    if (name in members && !isEmpty(members[name]) && !meets(each, members[name])) return false;
  }
  if (condition.allOf && !condition.allOf.every((each) => meets(each, value))) return false;
  if (condition.anyOf && !condition.anyOf.some((each) => meets(each, value))) return false;
  const not = condition['not'] as Schema | undefined;
  return !(not && meets(not, value));
}

/** The members that must be there, given what is filled in now. */
export function requiredNow(schema: Schema, value: Members): Set<string> {
  const required = new Set(schema.required ?? []);
  for (const part of [schema, ...(schema.allOf ?? [])]) {
    const branch = part.if ? (meets(part.if, value) ? part.then : part.else) : undefined;
    branch?.required?.forEach((name) => required.add(name));
    if (part !== schema) part.required?.forEach((name) => required.add(name));
  }
  return required;
}

export function isMembers(value: Value): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing was filled in: no text, no choice, nothing in it. `false` and 0 are answers. */
export function isEmpty(value: Value): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isEmpty);
  return isMembers(value) && Object.values(value).every(isEmpty);
}

/** The value as it is sent: without what was left empty, at any depth. */
export function filled(value: Value): Value {
  if (Array.isArray(value)) return value.filter((each) => !isEmpty(each)).map(filled);
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => !isEmpty(each)).map(([name, each]) => [name, filled(each)]));
}

/** JSON Pointers of what is required and still empty, at any depth that is begun; of an object of which one member is enough, its own. */
export function missing(schema: Schema, value: Members, root: Schema = schema, at = ''): string[] {
  const found: string[] = [];
  const required = requiredNow(schema, value);
  const either = schema.anyOf ?? [];
  if (either.length > 0 && !either.some((each) => each.required?.every((name) => !isEmpty(value[name])) ?? true)) found.push(at);
  for (const [name, given] of Object.entries(schema.properties ?? {})) {
    const here = `${at}/${name}`;
    const one = value[name];
    if (isEmpty(one)) {
      if (required.has(name)) found.push(here);
      continue;
    }
    const part = resolved(given, root);
    if (isMembers(one) && part.type === 'object') found.push(...missing(part, one, root, here));
    if (Array.isArray(one) && part.items) {
      const items = resolved(part.items, root);
      one.forEach((each, index) => {
        if (isMembers(each) && !isEmpty(each)) found.push(...missing(items, each, root, `${here}/${index}`));
      });
    }
  }
  return found;
}

/** The id of the control for the member at a JSON Pointer. */
export function idOf(pointer: string): string {
  return `field${pointer.replaceAll('/', '-')}`;
}

/** The schema at a JSON Pointer; undefined where it has none. */
export function schemaAt(pointer: string, root: Schema): Schema | undefined {
  let here: Schema | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    if (here === undefined) return undefined;
    const whole: Schema = resolved(here, root);
    here = /^\d+$/.test(step) && whole.type === 'array' ? whole.items : whole.properties?.[step];
  }
  return here && resolved(here, root);
}
