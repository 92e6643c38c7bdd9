/** From the reports over the routes to how their cases stand, as bands and as a table. */
import {lazy, Suspense} from 'preact/compat';
import {useMemo} from 'preact/hooks';
import {Link} from 'wouter-preact';

import type {CaseStatus} from '../../api/status';
import type {FlowLink, FlowNode} from '../../charts/sankey';
import {Loading} from '../../parts/notice';
import {list, number} from '../../words/format';
import {language, say} from '../../words/language';
import {useVocabulary, type Vocabulary} from '../../words/vocabulary';
import {useShared} from './context';
import {bandsOf, endingsIn, type Band} from './numbers';
import {Foot, Part, WideTable} from './part';
import {words} from './words';

const Sankey = lazy(() => import('../../charts/sankey'));

/** Below this the table says more than bands do. */
const narrow = matchMedia('(max-width: 46rem)').matches;

export function Flow({status}: {status: CaseStatus}) {
  const {link} = useShared();
  const vocabulary = useVocabulary();
  const own = words.value.flow;
  const bands = useMemo(() => bandsOf(status, link), [status, link]);
  const routeName = (route: string | null) => say(status.flow.find((row) => row.route === route)?.title);
  const endName = (closedAs: string | null) => endingName(status, vocabulary, closedAs);
  const drawn = useMemo(
    () => drawingOf(bands, routeName, endName, endingsIn(status.flow)),
    [bands, language.value, vocabulary.ready],
  );
  const rows = list(bands.routes.map((band) => `${routeName(band.route)}: ${number(band.cases)}`));
  return (
    <Part
      id="flow"
      title={own.heading}
      members={['flow', 'routes']}
      tableFirst={narrow}
      table={<FlowTable status={status} bands={bands} endName={endName} />}
    >
      <Suspense
        fallback={
          <div class="w-overview-flow-room">
            <Loading lines={6} />
          </div>
        }
      >
        <Sankey
          title={own.heading}
          description={own.description(number(status.totals.cases), `${rows}.`)}
          nodes={drawn.nodes}
          links={drawn.links}
          number={number}
        />
      </Suspense>
      <Foot>
        <p>{own.hint}</p>
      </Foot>
    </Part>
  );
}

const endingName = (status: CaseStatus, vocabulary: Vocabulary, closedAs: string | null): string => {
  const told = say(status.flow[0]?.endings.find((one) => one.closedAs === closedAs)?.title);
  return told || vocabulary.word('closedAs', closedAs);
};

/** Nodes and links of the drawing. Routes have a colour of their own; how it stands has that of the route it comes from. */
function drawingOf(
  bands: {routes: Band[]; endings: Band[]},
  routeName: (route: string | null) => string,
  endName: (closedAs: string | null) => string,
  ends: (string | null)[],
): {nodes: FlowNode[]; links: FlowLink[]} {
  const own = words.value.flow;
  const route = (code: string | null) => `route ${code ?? ''}`;
  const end = (code: string | null) => `end ${code ?? ''}`;
  // What has no route yet stands below the routes, as it is none.
  const routes = [...bands.routes].sort((a, b) => Number(a.route === null) - Number(b.route === null));
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const nodes: FlowNode[] = [
    {id: 'start', label: own.start, series: 5},
    ...routes.map((band, at) => ({
      id: route(band.route),
      label: capital(routeName(band.route)),
      series: band.route === null ? 5 : ([1, 2, 3, 4, 6][at % 5] ?? 6),
    })),
    ...ends.map((code) => ({id: end(code), label: capital(endName(code)), series: 5})),
  ];
  const links: FlowLink[] = [
    ...routes.map((band) => ({
      source: 'start',
      target: route(band.route),
      value: band.cases,
      colour: route(band.route),
      href: band.href,
      label: own.band(own.start, routeName(band.route), band.cases, number(band.cases)),
    })),
    ...routes
      .flatMap((from) => bands.endings.filter((band) => band.route === from.route))
      .map((band) => ({
        source: route(band.route),
        target: end(band.closedAs ?? null),
        value: band.cases,
        colour: route(band.route),
        href: band.href,
        label: own.band(capital(routeName(band.route)), endName(band.closedAs ?? null), band.cases, number(band.cases)),
      })),
  ];
  return {nodes, links};
}

function FlowTable({
  status,
  bands,
  endName,
}: {
  status: CaseStatus;
  bands: {routes: Band[]; endings: Band[]};
  endName: (closedAs: string | null) => string;
}) {
  const own = words.value.flow;
  const columns = endingsIn(status.flow);
  const rows = status.flow.filter((row) => row.cases > 0);
  return (
    <>
      <WideTable label={own.heading}>
        <caption class="w-hidden">{own.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{own.route}</th>
            <th scope="col" class="w-amount">
              {own.reports}
            </th>
            <th scope="col" class="w-amount">
              {own.all}
            </th>
            {columns.map((code) => (
              <th key={code} scope="col" class="w-amount w-overview-first-capital">
                {endName(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.route}>
              <th scope="row" class="w-overview-row-head w-overview-first-capital">
                {say(row.title)}
              </th>
              <td class="w-amount">
                <Count band={bands.routes.find((band) => band.route === row.route)} of="reports" label={`${say(row.title)}, ${own.reports}`} />
              </td>
              <td class="w-amount">
                <Count band={bands.routes.find((band) => band.route === row.route)} label={say(row.title)} />
              </td>
              {columns.map((code) => (
                <td key={code} class="w-amount">
                  <Count
                    band={bands.endings.find((band) => band.route === row.route && band.closedAs === code)}
                    label={`${say(row.title)}, ${endName(code)}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

function Count({band, of = 'cases', label}: {band: Band | undefined; of?: 'cases' | 'reports'; label: string}) {
  if (!band) return <>{number(0)}</>;
  return (
    <Link href={band.href} aria-label={`${number(band[of])}: ${label}`}>
      {number(band[of])}
    </Link>
  );
}
