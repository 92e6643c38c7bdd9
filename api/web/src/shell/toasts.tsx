/** Short words at the edge of the page on what was done, with its undoing where there is one. */
import {signal} from '@preact/signals';

import {Button} from '../parts/button';
import {words} from '../parts/words';

interface Toast {
  id: number;
  text: string;
  act?: {label: string; run: () => void};
}

const toasts = signal<Toast[]>([]);
let next = 1;

/** Tells what was done. With something to press it stays until it is closed; otherwise for eight seconds. */
export function tell(text: string, act?: Toast['act']): void {
  const toast: Toast = {id: next++, text, ...(act ? {act} : {})};
  toasts.value = [...toasts.value.slice(-2), toast];
  if (!act) setTimeout(() => close(toast.id), 8_000);
}

const close = (id: number) => {
  toasts.value = toasts.value.filter((each) => each.id !== id);
};

export function Toasts() {
  return (
    <div class="w-toasts w-no-print" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class="w-toast">
          <p>{toast.text}</p>
          {toast.act && (
            <Button
              kind="secondary"
              onClick={() => {
                toast.act?.run();
                close(toast.id);
              }}
            >
              {toast.act.label}
            </Button>
          )}
          <Button kind="subtle" icon="close" aria-label={words.value.close} onClick={() => close(toast.id)} />
        </div>
      ))}
    </div>
  );
}
