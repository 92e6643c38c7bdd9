import {Card} from '../../parts/card';
import {PageBody} from '../../shell/page';
import {day} from '../../words/format';
import {dated, statement} from './statement';
import './help.css';

/** What is known of how accessible Wissel is, and what is not. */
export default function Accessibility() {
  const own = statement.value;
  return (
    <PageBody title={own.title} lead={own.lead}>
      {own.sections.map((section) => (
        <Card key={section.title} title={section.title}>
          {section.text?.map((text) => <p key={text} class="w-help-text">{text}</p>)}
          {section.list && <ul class="w-help-text">{section.list.map((text) => <li key={text}>{text}</li>)}</ul>}
        </Card>
      ))}
      <p class="w-soft">{own.date(day(dated))}</p>
    </PageBody>
  );
}
