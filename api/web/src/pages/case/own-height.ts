import {useEffect, useRef, type MutableRef} from 'preact/hooks';

/**
 * Tells the stylesheet how tall the element is (`--w-side-height`): a column that stays beside what is read, and is taller than
 * the window, has to stop at its own foot. A box that scrolls by itself hides what one may do.
 */
export function useOwnHeight<T extends HTMLElement>(): MutableRef<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const side = element.current;
    if (!side) return undefined;
    const watch = new ResizeObserver(() => side.style.setProperty('--w-side-height', `${side.offsetHeight}px`));
    watch.observe(side);
    return () => watch.disconnect();
  }, []);
  return element;
}
