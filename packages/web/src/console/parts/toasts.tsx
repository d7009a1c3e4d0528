import { useEffect, useState } from 'preact/hooks';
import { asFault } from './use-data.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
}

const SHOWN_MS = 6000;
const SHOWN_BAD_MS = 12_000;

let toasts: readonly Toast[] = [];
let show: (toasts: readonly Toast[]) => void = () => {};
let count = 0;

/** Says what was done: seen for some seconds, and read out. */
export function announce(text: string, tone: Toast['tone'] = 'good'): void {
  count += 1;
  const toast = { id: count, text, tone };
  toasts = [...toasts, toast].slice(-3);
  show(toasts);
  setTimeout(() => drop(toast.id), tone === 'bad' ? SHOWN_BAD_MS : SHOWN_MS);
}

/** For what has no place of its own to show a fault. */
export function announceFault(error: unknown): void {
  announce(asFault(error).message, 'bad');
}

function drop(id: number): void {
  toasts = toasts.filter((each) => each.id !== id);
  show(toasts);
}

export function Toasts() {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  useEffect(() => {
    show = setShown;
  }, []);
  return (
    <div class="toasts" role="status">
      {shown.map(({ id, text, tone }) => (
        <p key={id} class={`toast ${tone}`}>
          {text}
        </p>
      ))}
    </div>
  );
}
