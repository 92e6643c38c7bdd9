/** The drawing itself: its size, the box that it is moved in, and what is laid over it. */
import {useEffect, useId, useMemo, useRef, useState} from 'preact/hooks';
import {Link} from 'wouter-preact';

import {number} from '../words/format';
import {say} from '../words/language';
import {Button} from './button';
import {statesOf, type ChartState} from './chart';
import {words} from './drawing-words';

const steps = [0.25, 0.4, 0.55, 0.75, 1, 1.25, 1.5, 2, 3];

interface Spot {
  left: number;
  top: number;
}

export function Sheet({drawn, root, label, ofCase, counts, casesOf}: {
  drawn: SVGSVGElement;
  root: ChartState;
  label: string;
  ofCase: boolean;
  counts: Record<string, number> | undefined;
  casesOf: (state: string) => string;
}) {
  const own = words.value;
  const keys = useId();
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const width = Number(drawn.getAttribute('width')) || 1;
  const height = Number(drawn.getAttribute('height')) || 1;
  const scale = zoom === 'fit' ? Math.min(1, room / width) : zoom;
  const spots = useMemo(() => spotsOf(drawn, width, height), [drawn]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setRoom(element.clientWidth - 2);
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  useEffect(() => {
    const image = document.importNode(drawn, true);
    image.setAttribute('aria-label', label);
    // The name of the drawing would stand over everything as a tip; those of its states are of use.
    image.querySelector(':scope > title')?.remove();
    place.current?.replaceChildren(image);
  }, [drawn, label]);
  const seen = useRef(false);
  useEffect(() => {
    if (seen.current || room === 0 || box.current === null) return;
    seen.current = true;
    // Where the case stands comes into sight, without moving the page.
    const here = drawn.querySelector('[data-mark="here"]')?.getAttribute('data-state');
    const spot = here ? spots.get(here) : undefined;
    if (spot) box.current.scrollTo({left: spot.left * width * scale - room * 0.7, top: spot.top * height * scale - 120});
  }, [room]);

  const resize = (to: number | 'fit') => {
    const element = box.current;
    if (element === null) return;
    const next = to === 'fit' ? Math.min(1, room / width) : to;
    const middle = {x: (element.scrollLeft + element.clientWidth / 2) / scale, y: (element.scrollTop + element.clientHeight / 2) / scale};
    setZoom(to);
    requestAnimationFrame(() => element.scrollTo({left: middle.x * next - element.clientWidth / 2, top: middle.y * next - element.clientHeight / 2}));
  };
  const larger = () => resize(steps.find((each) => each > scale + 0.01) ?? scale);
  const smaller = () => resize(steps.findLast((each) => each < scale - 0.01) ?? scale);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === '+' || event.key === '=') larger();
    else if (event.key === '-') smaller();
    else if (event.key === '0') resize('fit');
    else return;
    event.preventDefault();
  };

  const counted = statesOf(root).filter((state) => (counts?.[state.name] ?? 0) > 0 && spots.has(state.name));
  return (
    <>
      <div class="w-drawing-tools w-no-print" role="group" aria-label={own.zoom}>
        <Button kind="subtle" onClick={smaller} aria-label={own.smaller}><span aria-hidden="true">−</span></Button>
        <Button kind="subtle" onClick={() => resize(1)} aria-pressed={zoom === 1}>100 %</Button>
        <Button kind="subtle" onClick={larger} aria-label={own.larger}><span aria-hidden="true">+</span></Button>
        <Button kind="subtle" onClick={() => resize('fit')} aria-pressed={zoom === 'fit'}>{own.fit}</Button>
        <span class="w-hidden" role="status">{room > 0 && own.size(Math.round(scale * 100))}</span>
      </div>
      <div class="w-drawing-box" ref={box} role="region" aria-label={label} aria-describedby={keys} tabIndex={0} onKeyDown={press}>
        <div class="w-drawing-sheet" style={{inlineSize: `${Math.floor(width * scale)}px`, blockSize: `${Math.floor(height * scale)}px`}}>
          <div ref={place} class={ofCase ? 'w-drawing-image w-drawing-of-case' : 'w-drawing-image'} />
          {counted.length > 0 && (
            <ul class="w-plain-list" aria-label={own.counts}>
              {counted.map((state) => (
                <Count key={state.name} spot={spots.get(state.name)} count={number(counts?.[state.name] ?? 0)} state={say(state.title)} href={casesOf(state.name)} />
              ))}
            </ul>
          )}
        </div>
      </div>
      <p id={keys} class="w-hidden">{own.keys}</p>
      <Legend ofCase={ofCase} counted={counted.length > 0} />
    </>
  );
}

function Count({spot, count, state, href}: {spot: Spot | undefined; count: string; state: string; href: string}) {
  if (spot === undefined) return null;
  return (
    <li class="w-drawing-count" style={{insetInlineStart: `${spot.left * 100}%`, insetBlockStart: `${spot.top * 100}%`}}>
      <Link href={href} title={words.value.count(count, state)} aria-label={words.value.show(words.value.count(count, state))}>{count}</Link>
    </li>
  );
}

function Legend({ofCase, counted}: {ofCase: boolean; counted: boolean}) {
  const own = words.value;
  if (!ofCase && !counted) return null;
  return (
    <ul class="w-plain-list w-row w-small w-drawing-legend" aria-label={own.legend}>
      {counted && <li><span class="w-drawing-sample w-drawing-sample-count" aria-hidden="true">3</span> {own.counted}</li>}
      {ofCase && (['here', 'passed', 'taken', 'open'] as const).map((each) => (
        <li key={each}><span class={`w-drawing-sample w-drawing-sample-${each}`} aria-hidden="true" /> {own[each]}</li>
      ))}
    </ul>
  );
}

/** The upper right corner of each state, as shares of the drawing's width and height. */
function spotsOf(drawn: SVGSVGElement, width: number, height: number): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const group of drawn.querySelectorAll('[data-state]')) {
    const frame = group.querySelector(':scope > rect');
    const moved = /translate\(([\d.]+) ([\d.]+)\)/.exec(group.parentElement?.getAttribute('transform') ?? '');
    if (frame === null) continue;
    const of = (name: string) => Number(frame.getAttribute(name)) || 0;
    spots.set(group.getAttribute('data-state') ?? '', {
      left: (of('x') + of('width') + Number(moved?.[1] ?? 0)) / width,
      top: (of('y') + Number(moved?.[2] ?? 0)) / height,
    });
  }
  return spots;
}
