/** The same cases along time: when each was reported, and when it was closed or is due. */
import {memo} from 'preact/compat';
import {Link} from 'wouter-preact';

import type {CaseRow} from '../../api/types';
import {closedAt, firstDue} from '../../parts/case-facts';
import {Marks, titleOf} from '../../parts/case-marks';
import {More, type Pages} from '../../parts/pager';
import {narrow, useMedia} from '../../parts/use-media';
import {useSteps} from '../../parts/use-steps';
import {isoDay, lastDay, shortDay} from '../../words/format';
import {language} from '../../words/language';
import './timeline.css';
import {barsOf, monthsOf, scaleOf, type Part, type Scale} from './timeline-scale';
import type {Asked} from './use-question';
import {words} from './words';

const spans = [13, 26, 52, 0];

export function Timeline({pages, asked}: {pages: Pages<CaseRow>; asked: Asked}) {
  const own = words.value.timeline;
  const today = isoDay(new Date());
  const scale = scaleOf(pages.items, asked.question.weeks, today);
  const rows = pages.items.slice(0, useSteps(pages.items.length, 20));
  const mark = `${language.value} ${scale.from} ${scale.days} ${today}`;
  return (
    <>
      <div class="w-spread">
        <Key />
        <label class="w-cases-order">
          <span class="w-soft w-small">{own.span}</span>
          <select
            class="utrecht-select utrecht-select--html-select"
            value={String(asked.question.weeks)}
            onChange={(event) => asked.ask({weeks: Number(event.currentTarget.value)})}
          >
            {[...new Set([...spans, asked.question.weeks])].map((each) => <option key={each} value={String(each)}>{own.spans[each] ?? own.weeks(each)}</option>)}
          </select>
        </label>
      </div>
      <div class="w-card w-timeline">
        <Head scale={scale} today={today} />
        <ol class="w-plain-list" aria-label={own.label}>
          {rows.map((row) => <Line key={row.id} row={row} scale={scale} today={today} mark={mark} />)}
        </ol>
        <p class="w-small w-soft">{scale.step === 1 ? own.week : own.weeks(scale.step)}</p>
      </div>
      {rows.length === pages.items.length && <More pages={pages} />}
    </>
  );
}

const parts: Part[] = ['open', 'rest', 'late', 'closed'];

function Key() {
  const own = words.value.timeline.key;
  return (
    <ul class="w-plain-list w-row w-small w-timeline-key">
      {parts.map((part) => (
        <li key={part} class="w-row">
          <svg width="28" height="12" aria-hidden="true" class="w-timeline-bar"><rect class={`w-timeline-${part}`} x="1" y="1" width="26" height="10" rx="2" /></svg>
          {own[part]}
        </li>
      ))}
    </ul>
  );
}

function Head({scale, today}: {scale: Scale; today: string}) {
  const isNarrow = useMedia(narrow);
  const locale = language.value === 'nl' ? 'nl-NL' : 'en-GB';
  const name = (day: string) =>
    new Intl.DateTimeFormat(locale, {month: 'short', ...(day.slice(5, 7) === '01' || scale.days > 500 ? {year: 'numeric'} : {})}).format(new Date(`${day}T12:00:00Z`));
  const now = scale.at(today);
  return (
    <div class="w-timeline-head" aria-hidden="true">
      <div class="w-timeline-months">
        {monthsOf(scale, isNarrow ? 4 : 12)
          // Room for "today", which stands before its line where it is narrow, and around it where it is not.
          .filter((day) => scale.at(day) < 95 && (scale.at(day) < now - (isNarrow ? 42 : 9) || scale.at(day) > now + (isNarrow ? 2 : 5)))
          .map((day) => <span key={day} style={{insetInlineStart: `${scale.at(day)}%`}}>{name(day)}</span>)}
        <span class="w-timeline-now" style={{insetInlineStart: `${now}%`}}>{words.value.timeline.key.today}</span>
      </div>
    </div>
  );
}

interface LineProps {
  row: CaseRow;
  scale: Scale;
  today: string;
  mark: string;
}

const Line = memo(({row, scale, today}: LineProps) => {
  const own = words.value.timeline;
  const closed = closedAt(row);
  const due = firstDue(row);
  const end = closed !== null ? own.closed(shortDay(closed)) : due !== null ? own.due(shortDay(lastDay(due))) : own.noDue;
  const step = (100 * 7 * scale.step) / scale.days;
  return (
    <li class="w-timeline-line">
      <div class="w-timeline-name">
        <Link href={`/cases/${row.id}`} class="w-cases-title">{titleOf(row)}</Link>
        <p class="w-small w-soft">{own.reported(shortDay(row.submittedAt))} · {end}</p>
        <span class="w-row w-cases-under"><span class="w-small w-soft w-number">{row.reference}</span><Marks row={row} /></span>
      </div>
      <div class="w-timeline-track">
        <svg class="w-timeline-bar" width="100%" height="100%" aria-hidden="true">
          <g class="w-timeline-grid">
            {Array.from({length: Math.ceil(100 / step) - 1}, (_, at) => <line key={at} x1={`${(at + 1) * step}%`} x2={`${(at + 1) * step}%`} y1="0" y2="100%" />)}
          </g>
          <svg y="50%" overflow="visible">
            {barsOf(row, scale, today).map((bar) => (
              <rect key={bar.part} class={`w-timeline-${bar.part}`} x={`${bar.from}%`} width={`${bar.to - bar.from}%`} y="-7" height="14" rx="3" />
            ))}
          </svg>
          <line class="w-timeline-today" x1={`${scale.at(today)}%`} x2={`${scale.at(today)}%`} y1="0" y2="100%" />
        </svg>
      </div>
    </li>
  );
}, (before, after) => before.row === after.row && before.mark === after.mark);
