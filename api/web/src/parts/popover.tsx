import type {ComponentChildren} from 'preact';
import {useEffect, useId, useRef, useState} from 'preact/hooks';

import {Button} from './button';
import type {IconName} from './icon';
import './popover.css';

/**
 * A button that opens a small panel below it. Escape closes it and gives the focus back; so does going elsewhere by mouse or
 * by keyboard, without taking the focus away from there.
 */
export function Popover({label, icon, children}: {label: string; icon?: IconName; children: (close: () => void) => ComponentChildren}) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const panel = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) place.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) close(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  return (
    <div
      class="w-popover"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close(true);
      }}
    >
      <Button icon={icon} aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>{label}</Button>
      <div id={panel} class="w-popover-panel" hidden={!open}>{open && children(() => close(true))}</div>
    </div>
  );
}
