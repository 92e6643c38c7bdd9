/** How long things took and what stands where now: of cases and routes, or of the states of one workflow. */
import {lazy, Suspense} from 'preact/compat';
import {useSearchParams} from 'wouter-preact';

import {useDocument} from '../../api/query';
import {ofRoute, type RouteStatus, type Status, type WorkflowStates} from '../../api/status';
import type {LeadTime, Words} from '../../api/types';
import type {Range} from '../../charts/ranges';
import {Loading} from '../../parts/notice';
import {number} from '../../words/format';
import {say} from '../../words/language';
import {useShared} from './context';
import {endedOn, openOn, parentTitles, usedStates, type LinkTo} from './numbers';
import {Foot, Part} from './part';
import {words} from './words-of-work';

const Ranges = lazy(() => import('../../charts/ranges'));

const rangeOf = (key: string, label: string, lead: LeadTime, measured: string | null = null): Range => ({
  key,
  label,
  measured: lead.n > 0 ? measured : null,
  times: lead,
});

/** The route itself, above its states: how long its legs took, and how many are open. */
const wholeOf = (status: RouteStatus, link: LinkTo): Range => {
  const {code, title} = status.scope;
  const {openLegs, leadTime} = status.totals;
  return {
    ...rangeOf('', say(title), leadTime, link({leg: endedOn(code)})),
    now: {
      count: openLegs,
      href: openLegs > 0 ? link({leg: openOn(code)}) : null,
      label: words.value.lead.nowLink(number(openLegs), say(title)),
    },
  };
};

export function LeadTimes({status}: {status: Status}) {
  const [search, setSearch] = useSearchParams();
  const own = words.value.lead;
  const {link} = useShared();
  const asked = search.get('states');
  const workflow =
    status.states.find((one) => one.workflow === asked) ?? (ofRoute(status) ? status.states[0] : undefined);
  const choose = (value: string) =>
    setSearch(
      (before) => {
        const made = new URLSearchParams(before);
        if (value === '') made.delete('states');
        else made.set('states', value);
        return made;
      },
      {replace: true},
    );
  return (
    <Part
      id="lead"
      title={own.heading}
      members={workflow ? ['leadTime', 'states'] : ['leadTime']}
      aside={
        !ofRoute(status) && (
          <label class="w-overview-choice">
            <span>{own.of}</span>
            <select
              class="utrecht-select utrecht-select--html-select"
              value={workflow?.workflow ?? ''}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              <option value="">{own.ofRoutes}</option>
              {status.states.map((one) => (
                <option key={one.workflow} value={one.workflow}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {workflow ? (
        <StatesOf workflow={workflow} whole={ofRoute(status) ? wholeOf(status, link) : null} />
      ) : (
        <RoutesOf status={status} />
      )}
    </Part>
  );
}

function RoutesOf({status}: {status: Status}) {
  const own = words.value.lead;
  const {link} = useShared();
  if (ofRoute(status)) return null;
  return (
    <Drawn
      caption={own.heading}
      ranges={[
        rangeOf('cases', own.cases, status.totals.leadTime, link({phase: 'closed'})),
        ...status.routes.map((route) =>
          rangeOf(route.code, say(route.title), route.leadTime, link({leg: endedOn(route.code)})),
        ),
      ]}
    />
  );
}

interface StateTree {
  title?: Words;
  states?: Record<string, StateTree>;
}

/** States that are called the same are told with the names of those around them, which stand in the workflow itself. */
function StatesOf({workflow, whole}: {workflow: WorkflowStates; whole: Range | null}) {
  const {link} = useShared();
  const own = words.value.lead;
  const used = usedStates(workflow);
  const twice = (title: Words) => used.filter((state) => say(state.title) === say(title)).length > 1;
  const nested = used.some((state) => twice(state.title));
  const {data} = useDocument<{workflow: StateTree}>(
    nested ? `/v1/workflows/${encodeURIComponent(workflow.workflow)}` : null,
    {staleTime: 10 * 60_000},
  );
  const ranges = used.map((state): Range => {
    const around = twice(state.title)
      ? parentTitles(data?.data.workflow, state.name)
          .map((title) => say(title))
          .join(', ')
      : '';
    const name = say(state.title);
    return {
      ...rangeOf(state.name, name, state.leadTime),
      note: [around, state.inForce === false ? own.earlier : ''].filter(Boolean).join(' · '),
      now: {
        count: state.machines,
        href: state.machines > 0 ? link({state: `${workflow.workflow}/${state.name}`}) : null,
        label: own.nowLink(number(state.machines), [around, name].filter(Boolean).join(', ')),
      },
    };
  });
  if (ranges.length === 0) return <p>{own.none}</p>;
  return <Drawn caption={say(workflow.title)} ranges={whole ? [whole, ...ranges] : ranges} now />;
}

function Drawn({caption, ranges, now = false}: {caption: string; ranges: Range[]; now?: boolean}) {
  const own = words.value.lead;
  return (
    <>
      <Suspense fallback={<Loading lines={ranges.length * 2} />}>
        <Ranges
          caption={caption}
          measuredLabel={own.measuredLink}
          heads={{label: own.label, ...(now ? {now: own.now} : {}), median: own.median, p90: own.p90, n: own.n}}
          ranges={ranges}
          format={number}
        />
      </Suspense>
      <Foot>
        <p>
          {own.key} {now && own.stays}
        </p>
      </Foot>
    </>
  );
}
