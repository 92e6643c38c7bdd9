/** What every part of the overview needs: the numbers, where their cases are, and what they mean. */
import {createContext} from 'preact';
import {useContext} from 'preact/hooks';

import type {Definition} from '../../api/status';
import type {LinkTo} from './numbers';

interface Shared {
  /** The address of the list with these filters; null where no filter finds what was counted. */
  link: LinkTo;
  /** Whether there are such addresses at all. */
  linked: boolean;
  definitions: Definition[];
  /** Whether the register tells which cases are stuck or overdue. */
  tells: boolean;
}

export const Context = createContext<Shared>({link: () => null, linked: false, definitions: [], tells: false});
export const useShared = (): Shared => useContext(Context);
