/** What the caller can do, each as a link to its form: the address says which form is open, so a sent link opens it. */
import type {Me} from '../../api/types';
import {Card} from '../../parts/card';
import {Loading} from '../../parts/notice';
import {Tag} from '../../parts/tag';
import {Button} from '../../parts/button';
import {say} from '../../words/language';
import type {CaseWords} from './case-words';
import {isTurn, keyOf, type Doing} from './doing';
import type {WholeCase} from './types';
import {words} from './words';

/** So many stand there at once; the rest comes on demand. */
const shownMax = 4;

/** What a form is about: a leg by its route, or the case. */
export function aboutOf(doing: Doing, one: WholeCase, caseWords: CaseWords): string {
  const leg = one.legs.find((each) => each.id === doing.leg);
  return leg ? words.value.doing.ofLeg(caseWords.leg(leg)) : words.value.doing.ofCase;
}

export function Actions({
  one,
  me,
  doings,
  open,
  caseWords,
  onOpen,
}: {
  one: WholeCase;
  me: Me;
  doings: Doing[] | null;
  /** The key of the form that is open. */
  open: string | null;
  caseWords: CaseWords;
  onOpen: (doing: Doing) => void;
}) {
  const own = words.value.doing;
  if (doings === null)
    return (
      <Card title={own.title}>
        <Loading lines={4} />
      </Card>
    );
  const legs = [...new Set(doings.filter((each) => each.group === 'leg').map((each) => each.leg))];
  const groups = [
    ...legs.map((leg) => ({
      mine: isTurn(me, one, one.legs.find((each) => each.id === leg) ?? null),
      title: own.ofLeg(nameOf(leg, one, caseWords)),
      doings: doings.filter((each) => each.group === 'leg' && each.leg === leg),
    })),
    {mine: isTurn(me, one, null), title: own.ofCase, doings: doings.filter((each) => each.group === 'case')},
    {mine: false, title: own.hold, doings: doings.filter((each) => each.group === 'hold')},
  ].filter((group) => group.doings.length > 0);
  const button = (doing: Doing, first: boolean, about: string) => (
    <li key={keyOf(doing)}>
      <Button
        class="w-case-do"
        kind={first ? 'primary' : 'secondary'}
        aria-expanded={open === keyOf(doing)}
        onClick={() => onOpen(doing)}
      >
        {about ? own.holdOf(say(doing.title), about) : say(doing.title)}
      </Button>
    </li>
  );
  return (
    <div class="w-no-print">
      <Card
        title={own.title}
        aside={
          groups.some((group) => group.mine) ? (
            <Tag tone="primary" icon="user">
              {words.value.now.yourTurn}
            </Tag>
          ) : undefined
        }
      >
        {groups.length === 0 && <p class="w-soft">{own.none}</p>}
        {groups.map((group) => {
          const about = (doing: Doing) => (doing.group === 'hold' ? nameOf(doing.leg, one, caseWords) : '');
          const rest = group.doings.slice(shownMax);
          const hold = group.title === own.hold;
          const list = (some: Doing[], first: boolean) => (
            <ul class="w-plain-list w-case-dos">
              {some.map((doing, index) => button(doing, first && group.mine && index === 0, about(doing)))}
            </ul>
          );
          return (
            <div key={group.title} class="w-stack w-case-tight">
              {!hold && <h3>{group.title}</h3>}
              {hold ? (
                <details class="w-case-details">
                  <summary>{group.title}</summary>
                  {list(group.doings, false)}
                </details>
              ) : (
                list(group.doings.slice(0, shownMax), true)
              )}
              {!hold && rest.length > 0 && (
                <details class="w-case-details">
                  <summary>{own.more}</summary>
                  {list(rest, false)}
                </details>
              )}
            </div>
          );
        })}
      </Card>
    </div>
  );
}

function nameOf(leg: string | null, one: WholeCase, caseWords: CaseWords): string {
  const found = one.legs.find((each) => each.id === leg);
  return found ? caseWords.leg(found) : words.value.doing.lifecycle;
}
