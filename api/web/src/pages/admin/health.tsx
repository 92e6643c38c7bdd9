/** How the server does, in words. */
import {ApiError, ask} from '../../api/client';
import {useDocument, useQuery} from '../../api/query';
import type {Me} from '../../api/types';
import {Card} from '../../parts/card';
import {When} from '../../parts/moment';
import {Loading, Notice} from '../../parts/notice';
import {clock, moment, number} from '../../words/format';
import {words} from './words';

type State = {state: 'ready' | 'notReady' | 'gone'; at: Date};

/** An answer of 503 is one, too; it is not tried again as other questions are. */
async function look(): Promise<State> {
  const at = new Date();
  try {
    await ask('/health/ready');
    return {state: 'ready', at};
  } catch (error) {
    return {state: error instanceof ApiError && error.status !== 0 ? 'notReady' : 'gone', at};
  }
}

export function Health() {
  const own = words.value.health;
  const {data} = useQuery<State>({queryKey: ['health'], queryFn: look, refetchInterval: 15_000, staleTime: 0});
  const me = useDocument<Me & {server?: {version: string; apiVersion: string}}>('/v1/me');
  const status = useDocument<{asOf: string; sequence: number}>('/v1/status');
  const server = me.data?.data.server;
  return (
    <>
      {data === undefined && <Loading lines={3} />}
      {data && (
        <Notice kind={data.state === 'ready' ? 'ok' : 'error'} title={own[data.state]}>
          <p>{own[`${data.state}Text`]}</p>
          <p class="w-small w-soft">{own.looked(clock(data.at))}</p>
        </Notice>
      )}
      <Card>
        <dl class="w-facts">
          {server && <><dt>{own.version}</dt><dd>{server.version}</dd></>}
          {server && <><dt>{own.api}</dt><dd>{server.apiVersion}</dd></>}
          {status.data && <><dt>{own.asOf}</dt><dd>{moment(status.data.data.asOf)} (<When at={status.data.data.asOf} />)</dd></>}
          {status.data && <><dt>{own.sequence}</dt><dd class="w-number">{number(status.data.data.sequence)}</dd></>}
          {me.data && <><dt>{own.demonstration}</dt><dd>{me.data.data.demonstration ? own.isDemonstration : own.isReal}</dd></>}
        </dl>
        <p class="w-soft w-small">{own.more}</p>
      </Card>
    </>
  );
}
