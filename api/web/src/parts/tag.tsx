import type {ComponentChildren} from 'preact';

import {Icon, type IconName} from './icon';

export type Tone = 'plain' | 'primary' | 'late' | 'stuck' | 'good' | 'info';

/** A short mark beside a thing: its state, its route, that it is late. The tone never says anything that the words do not. */
export function Tag({tone = 'plain', icon, children}: {tone?: Tone; icon?: IconName; children: ComponentChildren}) {
  return (
    <span class={`w-tag w-tag-${tone}`}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </span>
  );
}
