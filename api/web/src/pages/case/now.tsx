/** Whose turn it is, until when and since when: of the case, and of each leg that is open. */
import type {Me, Owner} from '../../api/types';
import {Card} from '../../parts/card';
import {Day, Due, When} from '../../parts/moment';
import {Tag} from '../../parts/tag';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {holds, isTurn} from './doing';
import type {LegOfCase, WholeCase} from './types';
import {Visibility} from './visibility';
import {words} from './words';

export function Now({one, caseWords, me}: {one: WholeCase; caseWords: CaseWords; me: Me}) {
  const own = words.value.now;
  const legs = one.legs.filter((leg) => leg.endedAt === null);
  const closed = one.phase === 'closed';
  // As long as a leg runs the lifecycle waits for it, and the leg says whose turn it is.
  const treated = legs.some((leg) => !leg.overlay);
  return (
    <Card title={own.title}>
      {legs.map((leg) => (
        <OfLeg key={leg.id} leg={leg} caseWords={caseWords} me={me} mine={isTurn(me, one, leg)} />
      ))}
      <div class="w-case-turn">
        {!treated && !closed && one.lifecycle && (
          <p class="w-row w-case-tight">
            <strong>{one.lifecycle.states.map((state) => say(state.title)).join(', ')}</strong>
            {isTurn(me, one, null) && (
              <Tag tone="primary" icon="user">
                {own.yourTurn}
              </Tag>
            )}
          </p>
        )}
        <dl class="w-case-facts">
          {closed ? (
            <div>
              <dt>{own.turn}</dt>
              <dd>{own.nobody}</dd>
            </div>
          ) : (
            <Who
              label={treated ? own.lead : `${own.lead}, ${own.turn.toLowerCase()}`}
              owner={one.owner}
              caseWords={caseWords}
            />
          )}
          {one.offer && (
            <Who
              label={own.offeredTo}
              owner={one.offer.to}
              caseWords={caseWords}
              mine={holds(me, one.offer.to) ? own.yourOffer : ''}
            />
          )}
          {(one.lifecycle?.waitingOn ?? []).map(
            (each, at) =>
              each.organisation && (
                <Who
                  key={at}
                  label={own.waitsOn}
                  owner={{
                    organisation: each.organisation,
                    role: each.role ?? '',
                    ...(each.mailbox ? {mailbox: each.mailbox} : {}),
                  }}
                  caseWords={caseWords}
                />
              ),
          )}
          {closed && one.closedAt && (
            <div>
              <dt>{own.closedOn}</dt>
              <dd>
                <Day at={one.closedAt} />
              </dd>
            </div>
          )}
          {!closed && one.lifecycle && <Times since={one.lifecycle.since} due={one.lifecycle.due} quiet={treated} />}
          <Visibility one={one} />
        </dl>
      </div>
    </Card>
  );
}

function OfLeg({leg, caseWords, me, mine}: {leg: LegOfCase; caseWords: CaseWords; me: Me; mine: boolean}) {
  const own = words.value.now;
  const offered = leg.status === 'offered';
  const waiting = leg.waitingOn.flatMap((each): Owner[] =>
    each.organisation
      ? [{organisation: each.organisation, role: each.role ?? '', ...(each.mailbox ? {mailbox: each.mailbox} : {})}]
      : [],
  );
  return (
    <div class="w-case-turn">
      <p class="w-soft w-small">
        {caseWords.leg(leg)}
        {leg.ministry ? `, ${caseWords.ministry(leg.ministry)}` : ''}
      </p>
      <p class="w-row w-case-tight">
        <strong>
          {leg.states
            .map((state) => say(state.title))
            .filter(Boolean)
            .join(', ')}
        </strong>
        {mine && (
          <Tag tone="primary" icon="user">
            {offered ? own.yourOffer : own.yourTurn}
          </Tag>
        )}
      </p>
      <dl class="w-case-facts">
        {offered ? (
          waiting.map((each, at) => <Who key={at} label={own.offeredTo} owner={each} caseWords={caseWords} />)
        ) : (
          <Who label={own.turn} owner={leg.owner} caseWords={caseWords} />
        )}
        {offered && <Who label={own.sender} owner={leg.owner ?? leg.sender ?? null} caseWords={caseWords} />}
        {!offered && waiting.map((each, at) => <Who key={at} label={own.waitsOn} owner={each} caseWords={caseWords} />)}
        {leg.offer && (
          <Who
            label={own.offeredTo}
            owner={leg.offer.to}
            caseWords={caseWords}
            mine={holds(me, leg.offer.to) ? own.yourOffer : ''}
          />
        )}
        {leg.suspended && (
          <div>
            <dt>{own.waitsOn}</dt>
            <dd>
              {own.waits(caseWords.word('waiting', leg.suspended.kind).toLowerCase(), leg.suspended.on)}
              {leg.suspended.expected && (
                <span class="w-soft w-case-block">
                  {own.expected} <Day at={leg.suspended.expected} />
                </span>
              )}
            </dd>
          </div>
        )}
        <Times since={leg.since} due={leg.due} />
      </dl>
    </div>
  );
}

/** Since when it stands there and until when it may. `quiet`: that no term runs goes without saying. */
function Times({since, due, quiet = false}: {since: string; due: string | null; quiet?: boolean}) {
  const own = words.value.now;
  return (
    <>
      <div class="w-case-half">
        <dt>{own.since}</dt>
        <dd>
          <When at={since} />
        </dd>
      </div>
      {(due || !quiet) && (
        <div class="w-case-half">
          <dt>{own.until}</dt>
          <dd>{due ? <Due due={due} /> : <span class="w-soft">{own.noTerm}</span>}</dd>
        </div>
      )}
    </>
  );
}

export function Who({
  label,
  owner,
  caseWords,
  mine = '',
}: {
  label: string;
  owner: Owner | null;
  caseWords: CaseWords;
  mine?: string;
}) {
  if (!owner) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {say(owner.organisation.name) || caseWords.organisation(owner.organisation.oin)}
        {mine && (
          <>
            {' '}
            <Tag tone="primary" icon="user">
              {mine}
            </Tag>
          </>
        )}
        {owner.role && <span class="w-soft w-case-block">{caseWords.role(owner.role)}</span>}
        {owner.mailbox && (
          <a class="w-case-block w-case-mail" href={`mailto:${owner.mailbox}`}>
            {owner.mailbox}
          </a>
        )}
      </dd>
    </div>
  );
}
