/** The ground of a drawing: as wide as its place, with a title and a description for who does not see it. */
import type {ComponentChildren} from 'preact';
import {useId, useLayoutEffect, useRef, useState} from 'preact/hooks';

import './charts.css';

export interface Size {
  width: number;
  /** The size of small text in pixels, which grows with what the reader chose. */
  text: number;
}

/**
 * Draws `children` at the width that there is, `height` (of that size) high. `interactive`: there are links in it, so that
 * it is a group and no picture. `narrowest`: below this the drawing scrolls in its own box.
 */
export function ChartFrame({
  title,
  description,
  height,
  narrowest = 0,
  interactive = false,
  children,
}: {
  title: string;
  description: string;
  height: (size: Size) => number;
  narrowest?: number;
  interactive?: boolean;
  children: (size: Size & {height: number}) => ComponentChildren;
}) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => {
      const text = 0.875 * parseFloat(getComputedStyle(document.documentElement).fontSize);
      const width = Math.floor(element.clientWidth);
      if (width > 0) setRoom((before) => (before?.width === width && before.text === text ? before : {width, text}));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scrolls = room !== null && room.width < narrowest;
  const size = room && {...room, width: Math.max(room.width, narrowest)};
  const tall = size ? height(size) : 0;
  return (
    <div
      ref={place}
      class="w-chart"
      style={{minBlockSize: `${tall}px`}}
      {...(scrolls ? {tabIndex: 0, role: 'region', 'aria-label': title} : {})}
    >
      {size && (
        <svg
          width={size.width}
          height={tall}
          viewBox={`0 0 ${size.width} ${tall}`}
          role={interactive ? 'group' : 'img'}
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-text`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-text`}>{description}</desc>
          {children({...size, height: tall})}
        </svg>
      )}
    </div>
  );
}

/** How wide a text of this font is, nearly: enough to break a label, not to align by. */
const nearly = (text: string, size: number) => text.length * size * 0.52;

/**
 * The words of a label over lines that fit `width`, its number `end` last; words that do not fit the last line end in an
 * ellipsis, the number never does.
 */
export function linesOf(text: string, width: number, size: number, most: number, end: string): string[] {
  const lines: string[] = [];
  for (const word of [...text.split(' '), end]) {
    const last = lines.at(-1);
    if (last !== undefined && nearly(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  let kept = lines
    .slice(most - 1)
    .join(' ')
    .slice(0, -end.length)
    .trimEnd();
  while (kept.length > 1 && nearly(`${kept}… ${end}`, size) > width) kept = kept.slice(0, -1);
  return [...lines.slice(0, most - 1), `${kept.trimEnd()}… ${end}`];
}
