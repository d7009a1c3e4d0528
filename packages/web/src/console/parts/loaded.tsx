import type { ComponentChild } from 'preact';
import { FaultNote } from './fault-note.tsx';
import type { Data } from './use-data.ts';

interface LoadedProps<T> {
  readonly data: Data<T>;
  readonly reload: () => Promise<void>;
  readonly children: (value: T) => ComponentChild;
}

/** Shows what was loaded; until then that it is on its way, or why it did not come. */
export function Loaded<T>({ data, reload, children }: LoadedProps<T>) {
  switch (data.state) {
    case 'loading':
      return <Waiting />;
    case 'failed':
      return (
        <div class="stack">
          <FaultNote fault={data.fault} />
          <p>
            <button type="button" class="button second" onClick={() => void reload()}>
              Try again
            </button>
          </p>
        </div>
      );
    case 'ready':
      return <>{children(data.value)}</>;
  }
}

/** Grey lines where something will be. */
export function Waiting() {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">Loading…</span>
      <span />
      <span />
      <span />
    </div>
  );
}
