/** The schema of a report, with its questions in the order in which people are asked. */
import type {QueryObserverResult} from '@tanstack/query-core';
import {useMemo} from 'preact/hooks';

import type {Answer} from '../api/client';
import {useDocument} from '../api/query';
import type {Schema} from '../api/types';

/**
 * The members of a JSON object have no order, and the API gives them by their names. This is the order of the form, at any
 * depth; a member that is not named here comes behind those that are.
 */
const order = `title description matter joins dataCategories sensitivity
  holders requester onBehalfOf purpose
  legalBasis secrecy checkedWith barriers primaryBarrier ministries involved leadMinistry lead scope valuesCollide
  affected harm exchangeEnds deadline underWay tried attempts refusedBy occursElsewhere elsewhere
  proposal documents sources endorsed ownReference mailbox confirmedNotBsn
  organisation name private arrangement task act article who document severity number source
  date kind cause reference covers stage with level result what version place keeper public`.split(/\s+/);

const placeOf = (name: string) => (order.indexOf(name) + order.length + 1) % (order.length + 1);

/** The schema with the members of every object in that order. */
export function inOrder(schema: Schema): Schema {
  const each = (members: Record<string, Schema>, sorted: boolean) => {
    const entries = Object.entries(members).map(([name, member]) => [name, inOrder(member)] as const);
    if (sorted) entries.sort(([a], [b]) => placeOf(a) - placeOf(b));
    return Object.fromEntries(entries);
  };
  return {
    ...schema,
    ...(schema.properties ? {properties: each(schema.properties, true)} : {}),
    ...(schema.$defs ? {$defs: each(schema.$defs, false)} : {}),
    ...(schema.items ? {items: inOrder(schema.items)} : {}),
  };
}

export function useReportSchema(): Pick<QueryObserverResult<Answer<Schema>, Error>, 'error' | 'refetch'> & {schema: Schema | undefined} {
  const {data, error, refetch} = useDocument<Schema>('/v1/schemas/report', {staleTime: 10 * 60_000});
  const schema = useMemo(() => (data ? inOrder(data.data) : undefined), [data]);
  return {schema, error, refetch};
}
