import type {ButtonHTMLAttributes, ComponentChildren} from 'preact';
import {Link} from 'wouter-preact';

import {Icon, type IconName} from './icon';

type Kind = 'primary' | 'secondary' | 'subtle';
const classes: Record<Kind, string> = {
  primary: 'utrecht-button utrecht-button--primary-action',
  secondary: 'utrecht-button utrecht-button--secondary-action',
  subtle: 'utrecht-button utrecht-button--subtle',
};

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  kind?: Kind;
  icon?: IconName | undefined;
  /** While true it says so and takes no second press; it stays in the focus order. */
  busy?: boolean;
  children?: ComponentChildren;
}

/** A button of NL Design System. Without `type` it submits nothing. */
export function Button({kind = 'secondary', icon, busy = false, children, onClick, type = 'button', ...rest}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      class={`${classes[kind]} ${(rest.class as string | undefined) ?? ''}`}
      aria-busy={busy}
      aria-disabled={busy || rest.disabled === true}
      onClick={(event) => {
        if (!busy) onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({href, kind = 'secondary', icon, children}: {href: string; kind?: Kind; icon?: IconName; children: ComponentChildren}) {
  return (
    <Link href={href} class={`${classes[kind]} w-link-button`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
