import type {Answered} from '../../forms/told';
import {Tag} from '../../parts/tag';
import {words} from './words';

/** Questions with their answers, to read. */
export function Answers({answers}: {answers: Answered[]}) {
  return (
    <dl class="w-report-told">
      {answers.map((answer) => (
        <div key={answer.name}>
          <dt>
            {answer.label}{' '}
            {answer.kind === 'opinion' && <Tag tone="info">{words.value.check.apart}</Tag>}
          </dt>
          <dd>
            {answer.lines.length === 1 ? answer.lines[0] : <ul>{answer.lines.map((line) => <li key={line}>{line}</li>)}</ul>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
