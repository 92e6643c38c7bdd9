/** The terms that run, each with its account: which days count and why, where it stood still, how it was extended. */
import {useDocument} from '../../api/query';
import type {Page} from '../../api/types';
import {Card} from '../../parts/card';
import {Day} from '../../parts/moment';
import {Failure, Loading} from '../../parts/notice';
import {Tag, type Tone} from '../../parts/tag';
import {shortDay} from '../../words/format';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {daysOf} from './days';
import {pathOf} from './following';
import {sectionWords} from './section-words';
import type {Term, WholeCase} from './types';

const tones: Record<Term['status'], Tone> = {running: 'primary', stopped: 'stuck', passed: 'late'};

export function useTerms(id: string) {
  return useDocument<Page<Term>>(`${pathOf(id)}/terms`);
}

export function Terms({one, caseWords, title}: {one: WholeCase; caseWords: CaseWords; title: string}) {
  const own = sectionWords.value.terms;
  const {data, error, refetch} = useTerms(one.id);
  return (
    <Card title={title} id="terms">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={5} />}
      {data?.data.items.length === 0 && <p class="w-soft">{own.none}</p>}
      {data?.data.items.map((term) => (
        <OneTerm key={term.leg ?? ''} term={term} one={one} caseWords={caseWords} />
      ))}
    </Card>
  );
}

function OneTerm({term, one, caseWords}: {term: Term; one: WholeCase; caseWords: CaseWords}) {
  const own = sectionWords.value.terms;
  const leg = one.legs.find((each) => each.id === term.leg);
  const kinds = [...new Set((term.account ?? []).map((line) => line.kind))];
  return (
    <div class="w-case-term">
      <h3>
        {leg ? caseWords.leg(leg) : own.lifecycle}: {say(term.state.title)}
      </h3>
      <p class="w-row w-case-tight">
        <Tag tone={tones[term.status]}>{own[term.status]}</Tag>
        <span>{say(term.title)}</span>
      </p>
      <p>{say(term.outcome)}</p>
      {term.account && term.account.length > 0 && (
        <>
          <p class="w-hidden">{own.strip}</p>
          <div class="w-case-days" aria-hidden="true">
            {daysOf(term.account).map((day) => (
              <span key={day.date} class={`w-case-day w-case-day-${day.kind}`} title={shortDay(day.date)} />
            ))}
          </div>
          <ul class="w-plain-list w-row w-small w-soft w-case-legend" aria-hidden="true">
            {kinds.map((kind) => (
              <li key={kind}>
                <span class={`w-case-day w-case-day-${kind}`} /> {own.legend[kind as keyof typeof own.legend]}
              </li>
            ))}
          </ul>
          <details class="w-case-details">
            <summary>{own.account}</summary>
            <ol class="w-plain-list w-case-account">
              {term.account.map((line) => (
                <li key={line.from}>
                  <span class="w-soft">
                    {line.to === undefined
                      ? own.onwards(shortDay(line.from))
                      : line.to === line.from
                        ? shortDay(line.from)
                        : own.range(shortDay(line.from), shortDay(line.to))}
                  </span>
                  <span>{say(line.text)}</span>
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
      {term.suspensions.length > 0 && (
        <div>
          <h4>{own.suspensions}</h4>
          <ul class="w-case-list">
            {term.suspensions.map((each) => (
              <li key={each.from}>
                {own.suspension(
                  shortDay(each.from),
                  each.until ? shortDay(each.until) : '',
                  caseWords.word('waiting', each.kind),
                  each.on,
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {term.extensions.length > 0 && (
        <div>
          <h4>{own.extensions}</h4>
          <ul class="w-case-list">
            {term.extensions.map((each) => (
              <li key={each.at}>
                {own.extension(caseWords.own.duration(each.by), shortDay(each.at))}
                <span class="w-case-block w-read-text">
                  {each.reason === null ? <span class="w-soft">{own.erased}</span> : each.reason}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="w-soft w-small">
        {own.started} <Day at={term.startedAt} />
      </p>
    </div>
  );
}
