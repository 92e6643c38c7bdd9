/** How many went from where to where: bands as thick as their number, from left to right. */
import {sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode} from 'd3-sankey';
import {Link} from 'wouter-preact';

import {ChartFrame, linesOf} from './frame';

export interface FlowNode {
  id: string;
  label: string;
  /** Which of the six colours of series; a band has that of the node that names it. */
  series: number;
}

export interface FlowLink {
  source: string;
  target: string;
  value: number;
  /** The node whose colour it has. */
  colour: string;
  /** What it says, for who hears it. */
  label: string;
  href: string | null;
}

type Node = SankeyNode<FlowNode, FlowLink>;
type Band = SankeyLink<FlowNode, FlowLink>;

const lines = {size: 1.25, most: 2};

export default function Sankey({
  title,
  description,
  nodes,
  links,
  number,
}: {
  title: string;
  description: string;
  nodes: FlowNode[];
  links: FlowLink[];
  number: (value: number) => string;
}) {
  const columns = columnsOf(nodes, links);
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  return (
    <ChartFrame
      title={title}
      description={description}
      interactive
      narrowest={560}
      height={({text}) => (tallest * 5.4 + 3) * text}
    >
      {({width, height, text}) => {
        const right = Math.min(14 * text, width * 0.26);
        const graph = sankey<FlowNode, FlowLink>()
          .nodeId((node) => node.id)
          .nodeWidth(10)
          .nodePadding(lines.size * text * lines.most + 10)
          // As they were given, which is the order of the vocabulary: nothing jumps when a number changes.
          .nodeSort(null)
          .linkSort(null)
          .extent([
            [1, lines.size * text * lines.most],
            [width - right, height - 4],
          ])({
          nodes: nodes.map((node) => ({...node})),
          links: links.map((link) => ({...link})),
        });
        const path = sankeyLinkHorizontal<FlowNode, FlowLink>();
        const colours = new Map(nodes.map((node) => [node.id, node.series]));
        return (
          <>
            {graph.links.map((link) => (
              <BandOf
                key={`${idOf(link.source)} ${idOf(link.target)}`}
                link={link}
                path={path(link) ?? ''}
                series={colours.get(link.colour) ?? 5}
              />
            ))}
            {graph.nodes.map((node) => (
              <NodeOf
                key={node.id}
                node={node}
                text={text}
                number={number}
                room={
                  node.targetLinks?.length && !node.sourceLinks?.length
                    ? right - 8
                    : (width - right) / (columns.length - 1 || 1) - 24
                }
              />
            ))}
          </>
        );
      }}
    </ChartFrame>
  );
}

const idOf = (end: unknown) => (end as Node).id;

/** The nodes by how far they are from the beginning. */
function columnsOf(nodes: FlowNode[], links: FlowLink[]): string[][] {
  const made: string[][] = [];
  let here = nodes.filter((node) => !links.some((link) => link.target === node.id)).map((node) => node.id);
  while (here.length > 0 && made.length <= nodes.length) {
    made.push(here);
    here = [...new Set(links.filter((link) => here.includes(link.source)).map((link) => link.target))];
  }
  return made;
}

function BandOf({link, path, series}: {link: Band; path: string; series: number}) {
  const width = Math.max(2, link.width ?? 0);
  const drawn = (
    <path d={path} class={`w-chart-band w-chart-s${series}`} stroke-width={width}>
      <title>{link.label}</title>
    </path>
  );
  if (link.href === null) return drawn;
  return (
    <Link href={link.href} aria-label={link.label} class="w-chart-band-link">
      {/* The ring of the focus follows the band; the browser's own would be a box around half of the drawing. */}
      <path d={path} class="w-chart-ring" stroke-width={width + 10} />
      <path d={path} class="w-chart-ring-inner" stroke-width={width + 4} />
      {drawn}
    </Link>
  );
}

function NodeOf({
  node,
  text,
  number,
  room,
}: {
  node: Node;
  text: number;
  number: (value: number) => string;
  room: number;
}) {
  const {x0 = 0, x1 = 0, y0 = 0, y1 = 0} = node;
  const isEnd = !node.sourceLinks?.length;
  const count = number(node.value ?? 0);
  const label = linesOf(node.label, room, text, lines.most, count);
  const step = lines.size * text;
  // At its end a band stands beside its label; on the way the label stands above, where no band is.
  const x = isEnd ? x1 + 8 : x0;
  const y = isEnd ? (y0 + y1) / 2 - ((label.length - 1) * step) / 2 : y0 - 6 - (label.length - 1) * step;
  return (
    <g aria-hidden="true">
      <rect
        x={x0}
        y={y0}
        width={x1 - x0}
        height={Math.max(2, y1 - y0)}
        class={`w-chart-node w-chart-s${node.series}`}
      />
      <text class="w-chart-label" y={y} dy={isEnd ? '0.35em' : 0}>
        {label.map((line, at) => (
          <tspan key={at} x={x} dy={at > 0 ? step : undefined}>
            {at < label.length - 1 ? (
              line
            ) : (
              <>
                {line.slice(0, -count.length)}
                <tspan class="w-chart-count">{count}</tspan>
              </>
            )}
          </tspan>
        ))}
      </text>
    </g>
  );
}
