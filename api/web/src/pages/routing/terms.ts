/** The names that the routing table's rules use, in words: fields by their labels, codes by the vocabulary. Pure. */
import type {Schema, VocabularyList, Words} from '../../api/types';
import {resolved, schemaAt} from '../../forms/schema';
import type {Table} from './table';

export type Lang = keyof Words;

export interface Terms {
  lang: Lang;
  /**
   * The field at a dotted path, such as `report.harm.severity`; undefined where nothing is known of it. `within`: the list that
   * the sentence names already.
   */
  field(path: string, within?: string): string | undefined;
  /** The words for a value of that field. */
  value(path: string, value: unknown): string;
  /** The title of a named condition. */
  condition(name: string): string | undefined;
}

/** What a rule sees beside the report. */
const beside: Record<string, Words> = {
  reporters: {nl: 'Aantal organisaties dat dit meldt', en: 'Number of organisations that report this'},
  today: {nl: 'vandaag', en: 'today'},
  now: {nl: 'nu', en: 'now'},
  actMinistry: {nl: 'Het ministerie van de wet in de melding', en: 'The ministry of the act in the report'},
};

/** `report.attempts.level` is the member `level` of each item of the list. */
function schemaOf(path: string, root: Schema): {schema: Schema; labels: Schema[]} | undefined {
  const names = path.split('.');
  if (names.shift() !== 'report' || names.length === 0) return undefined;
  const labels: Schema[] = [];
  let here: Schema = root;
  for (const name of names) {
    if (here.type === 'array' && /^\d+$/.test(name)) {
      here = resolved(here.items ?? {}, root);
      continue;
    }
    const whole = here.type === 'array' ? resolved(here.items ?? {}, root) : here;
    const next = schemaAt(`/${name}`, {...whole, ...(root.$defs ? {$defs: root.$defs} : {})});
    if (!next) return undefined;
    here = next;
    labels.push(here);
  }
  return {schema: here, labels};
}

export function termsOf(lang: Lang, schema: Schema, lists: VocabularyList[], table: Table, ministry: (tooi: string) => string): Terms {
  const field = (path: string, within = '') => {
    const known = beside[path];
    if (known) return known[lang];
    const found = schemaOf(path, schema);
    if (!found) return undefined;
    const named = within === '' ? 0 : schemaOf(within, schema)?.labels.length ?? 0;
    const labels = found.labels.slice(named).map((each) => each.label?.[lang] ?? '').filter(Boolean);
    return labels.length === 0 ? undefined : `“${labels.join(' › ')}”`;
  };
  return {
    lang,
    field,
    value: (path, value) => {
      if (value === true) return lang === 'nl' ? 'ja' : 'yes';
      if (value === false) return lang === 'nl' ? 'nee' : 'no';
      const found = schemaOf(path, schema)?.schema;
      const items = found?.items ? resolved(found.items, schema) : undefined;
      const list = found?.vocabulary ?? items?.vocabulary;
      const word = lists.find((each) => each.id === list)?.items.find((each) => each.code === value)?.title[lang];
      if (word) return word;
      const text = String(value);
      if (typeof value === 'string' && value.startsWith('https://')) return ministry(value);
      return typeof value === 'number' ? new Intl.NumberFormat(lang === 'nl' ? 'nl-NL' : 'en-GB').format(value) : text;
    },
    condition: (name) => table.conditions?.[name]?.title[lang],
  };
}
