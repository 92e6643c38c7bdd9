import {useEffect, useState} from 'preact/hooks';

/** Whether a media query holds now; what depends on it is drawn anew when that changes. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = () => setHolds(list.matches);
    look();
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, [query]);
  return holds;
}

/** So narrow that a table does not fit: a telephone, or a window at 400 %. */
export const narrow = '(max-width: 52rem)';
