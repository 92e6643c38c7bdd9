/** What every part of the overview needs: the numbers, where their cases are, and what they mean. */
import {createContext} from 'preact';
import {useContext} from 'preact/hooks';

import type {Definition} from '../../api/status';
import {casesHref} from './address';
import type {LinkTo} from './numbers';

interface Shared {
  /** The address of the list that finds what was counted, with these filters. */
  link: LinkTo;
  definitions: Definition[];
  /** Whether the register tells which cases are stuck or overdue. */
  tells: boolean;
}

export const Context = createContext<Shared>({link: casesHref, definitions: [], tells: false});
export const useShared = (): Shared => useContext(Context);
