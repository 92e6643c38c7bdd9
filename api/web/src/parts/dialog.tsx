import type {ComponentChildren} from 'preact';
import {useEffect, useId, useRef} from 'preact/hooks';

import {Button} from './button';
import {words} from './words';

/** A dialog of the browser: holds the focus, closes by Escape, gives the focus back. Shown as long as it is drawn. */
export function Dialog({title, onClose, children, wide = false}: {title: string; onClose: () => void; children: ComponentChildren; wide?: boolean}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'w-dialog w-dialog-wide' : 'w-dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="w-dialog-head">
        <h2 id={heading}>{title}</h2>
        <Button kind="subtle" icon="close" onClick={onClose} aria-label={words.value.close} />
      </div>
      <div class="w-dialog-body">{children}</div>
    </dialog>
  );
}

/** Asks once more before what cannot be undone. */
export function Confirm({title, text, yes, onYes, onNo, busy = false}: {title: string; text: string; yes: string; onYes: () => void; onNo: () => void; busy?: boolean}) {
  return (
    <Dialog title={title} onClose={onNo}>
      <p>{text}</p>
      <div class="w-row w-dialog-foot">
        <Button kind="primary" busy={busy} onClick={onYes}>{yes}</Button>
        <Button onClick={onNo}>{words.value.cancel}</Button>
      </div>
    </Dialog>
  );
}
