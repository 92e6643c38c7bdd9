import {useEffect, useState} from 'preact/hooks';

/** How many of `count` things are drawn now: some more in each frame, so that no task of the browser gets long. */
export function useSteps(count: number, step: number): number {
  const [drawn, setDrawn] = useState(step);
  useEffect(() => {
    if (drawn >= count) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + step));
    return () => cancelAnimationFrame(frame);
  }, [drawn, count, step]);
  return Math.min(drawn, count);
}
