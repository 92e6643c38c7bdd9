/** All cases that one may see: search, filters, and three ways to look at what they find. */
import type {ComponentChildren} from 'preact';
import {useState} from 'preact/hooks';

import type {CaseRow} from '../../api/types';
import {LinkButton} from '../../parts/button';
import {Empty, Failure, Loading} from '../../parts/notice';
import {usePages, type Pages} from '../../parts/pager';
import {PageBody} from '../../shell/page';
import {Board} from './board';
import './cases.css';
import {Chips} from './chips';
import {FilterPanel} from './filter-panel';
import {chosen, pathOf} from './filters';
import {List} from './list';
import {Refused} from './refused';
import {Saved} from './saved';
import {SearchRow} from './search-row';
import {Timeline} from './timeline';
import {Columns, Count, Csv, Order, Views} from './tools';
import {useQuestion, type Asked} from './use-question';
import {words} from './words';

const panel = 'cases-filters';

export default function Cases() {
  const own = words.value;
  const asked = useQuestion();
  const [open, setOpen] = useState(false);
  return (
    <PageBody title={own.title} lead={own.lead} aside={<LinkButton href="/report" icon="report">{own.report}</LinkButton>}>
      <div class="w-stack">
        <SearchRow asked={asked} panel={panel} open={open} toggle={() => setOpen(!open)} />
        {open ? <FilterPanel asked={asked} id={panel} /> : <div id={panel} hidden />}
        <Chips asked={asked} />
      </div>
      {asked.question.view === 'board' ? <Board asked={asked} /> : <Listed asked={asked} />}
    </PageBody>
  );
}

/** The list and the timeline: the same pages, drawn in two ways. */
function Listed({asked}: {asked: Asked}) {
  const {question} = asked;
  const path = pathOf(question);
  const pages = usePages<CaseRow>(path);
  const isList = question.view === 'list';
  return (
    <div class="w-stack w-cases-found">
      <div class="w-cases-tools">
        <Views asked={asked} />
        <div class="w-row">
          <Order asked={asked} />
          {isList && <Columns />}
          <Saved asked={asked} />
          <Csv question={question} />
        </div>
      </div>
      <Count key={path} question={question} pages={pages} />
      <Found pages={pages} asked={asked}>
        {isList ? <List pages={pages} /> : <Timeline pages={pages} asked={asked} />}
      </Found>
    </div>
  );
}

/** What was found, or in words why there is nothing. */
function Found({pages, asked, children}: {pages: Pages<CaseRow>; asked: Asked; children: ComponentChildren}) {
  const own = words.value;
  if (pages.error && pages.items.length === 0) return <Refused error={pages.error} again={pages.again} />;
  if (pages.loading) return <div class="w-cases-room"><Loading lines={12} /></div>;
  if (pages.items.length === 0) {
    const narrowed = asked.question.q !== '' || chosen(asked.question.filter).length > 0;
    const empty = narrowed ? own.empty.filtered : own.empty.none;
    return (
      <div class="w-card">
        <Empty title={empty.title}>
          <p>{empty.text}</p>
          {!narrowed && <LinkButton href="/report" icon="report">{own.report}</LinkButton>}
        </Empty>
      </div>
    );
  }
  return (
    <>
      {children}
      {pages.error && <Failure error={pages.error} retry={pages.again} />}
    </>
  );
}
