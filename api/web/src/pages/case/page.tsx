/** One case: what is the matter, where it stands, whose turn it is, why, and what one can do. */
import {useEffect, useRef} from 'preact/hooks';
import {Link} from 'wouter-preact';

import {ApiError} from '../../api/client';
import type {Me} from '../../api/types';
import {Button} from '../../parts/button';
import {Day, When} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {entry} from '../../shell/session';
import {PageBody} from '../../shell/page';
import {useVocabulary} from '../../words/vocabulary';
import {Actions} from './actions';
import {useCaseWords} from './case-words';
import {isTurn} from './doing';
import {useFollowedCase} from './following';
import {History} from './history';
import {Ledger} from './ledger';
import {Matter} from './matter';
import {News} from './news';
import {Now} from './now';
import {OpenForm} from './open-form';
import {useOwnHeight} from './own-height';
import {Routing} from './routing';
import {Standing} from './standing';
import {Talk} from './talk';
import {Terms} from './terms';
import type {WholeCase} from './types';
import {useDoings} from './use-doings';
import {words} from './words';
import './case.css';

export default function Case({id}: {id: string}) {
  const followed = useFollowedCase(id);
  const own = words.value;
  const one = followed.answer?.data;
  // While the session is renewed the page stays as it is, for whoever was logged in.
  const now = entry.value;
  const last = useRef<Me | null>(null);
  if (now.state === 'in') last.current = now.me;
  if (one === undefined || last.current === null) {
    const absent =
      followed.error instanceof ApiError && (followed.error.status === 404 || followed.error.status === 400);
    return (
      <PageBody title={absent ? own.failure.absent.title : own.page}>
        {absent ? (
          <>
            <p>{own.failure.absent.text}</p>
            <p>
              <Link href="/cases">{own.all}</Link>
            </p>
          </>
        ) : followed.error ? (
          <Failure error={followed.error} retry={followed.again} />
        ) : (
          <Loading lines={12} />
        )}
      </PageBody>
    );
  }
  return <Whole one={one} me={last.current} followed={followed} />;
}

function Whole({one, me, followed}: {one: WholeCase; me: Me; followed: ReturnType<typeof useFollowedCase>}) {
  const side = useOwnHeight<HTMLDivElement>();
  const own = words.value;
  const caseWords = useCaseWords(one);
  const doings = useDoings(one, me, followed);
  useHash();
  useOpenOnPaper();
  const title = one.reports[0]?.report['title'];
  const sections = own.sections;
  const mine = [null, ...one.legs].some((leg) => isTurn(me, one, leg));
  return (
    <PageBody
      title={typeof title === 'string' ? title : own.erasedTitle}
      lead={<Head one={one} />}
      aside={
        <Button icon="print" kind="subtle" onClick={() => print()}>
          {own.print}
        </Button>
      }
    >
      <News news={followed.news} one={one} caseWords={caseWords} onAway={followed.putAway} />
      <nav class="w-case-nav w-no-print" aria-label={own.contents}>
        <ul class="w-plain-list">
          {Object.entries(sections).map(([name, text]) => (
            <li key={name}>
              <a href={`#${name}`}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="w-case">
        <div class="w-case-side" ref={side}>
          {/* Who is waited for came to do something; all others to see how it stands. */}
          {!mine && <Now one={one} caseWords={caseWords} me={me} />}
          <Actions
            key="do"
            one={one}
            me={me}
            doings={doings.all}
            open={doings.open}
            caseWords={caseWords}
            onOpen={doings.show}
          />
          {mine && <Now one={one} caseWords={caseWords} me={me} />}
        </div>
        <div class="w-case-main">
          <OpenForm doings={doings} one={one} caseWords={caseWords} followed={followed} />
          <Matter one={one} caseWords={caseWords} title={sections.matter} />
          <Standing one={one} caseWords={caseWords} title={sections.standing} />
          <Routing one={one} caseWords={caseWords} title={sections.routing} />
          <Terms one={one} caseWords={caseWords} title={sections.terms} />
          <Talk one={one} caseWords={caseWords} me={me} followed={followed} title={sections.talk} />
          <History one={one} caseWords={caseWords} title={sections.history} />
          <Ledger one={one} caseWords={caseWords} title={sections.ledger} />
        </div>
      </div>
    </PageBody>
  );
}

function Head({one}: {one: WholeCase}) {
  const own = words.value;
  const {word} = useVocabulary();
  const stuck = one.legs.find((leg) => leg.overlay && leg.endedAt === null);
  const taken = stuck !== undefined && stuck.states.some((state) => !['signalled', 'explained'].includes(state.name));
  return (
    <div class="w-row w-case-head">
      <span>
        <Link href="/cases" class="w-no-print">
          {own.all}
        </Link>
        <span class="w-no-print" aria-hidden="true">
          {' '}
          /{' '}
        </span>
        <strong>{one.reference}</strong>
      </span>
      <Tag tone="primary">
        {one.closedAs ? own.closedAs(word('closedAs', one.closedAs)) : word('phases', one.phase)}
      </Tag>
      {one.routing?.urgency.urgent && (
        <Tag tone="info" icon="clock">
          {own.urgent}
        </Tag>
      )}
      {stuck && (
        <Tag tone="stuck" icon="stuck">
          {taken ? own.stuck : own.signalled}
        </Tag>
      )}
      <span>
        {own.reported} <Day at={one.submittedAt} />
      </span>
      <span>
        {own.changed} <When at={one.changedAt} />
      </span>
    </div>
  );
}

/** A link to a part of the page leads there, and stays there while what stands above it is still coming in. */
function useHash(): void {
  useEffect(() => {
    const name = location.hash.slice(1);
    const place = /^[a-z]+$/.test(name) ? document.getElementById(name) : null;
    const around = place?.parentElement;
    if (!place || !around) return;
    const watch = new ResizeObserver(() => place.scrollIntoView());
    const stop = () => watch.disconnect();
    watch.observe(around);
    const timer = setTimeout(stop, 4_000);
    // Whoever moves on by himself is not pulled back.
    const inputs = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
    inputs.forEach((input) => addEventListener(input, stop, {once: true, passive: true}));
    return () => {
      stop();
      clearTimeout(timer);
      inputs.forEach((input) => removeEventListener(input, stop));
    };
  }, []);
}

/** On paper nothing can be opened, so all of it is; afterwards it is as it was. */
function useOpenOnPaper(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('.w-case details:not([open])')];
      opened.forEach((each) => (each.open = true));
    };
    const close = () => opened.forEach((each) => (each.open = false));
    addEventListener('beforeprint', open);
    addEventListener('afterprint', close);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', close);
    };
  }, []);
}
