import { useCallback, useState } from 'preact/hooks';
import type { ApiFault } from '../api/request.ts';
import { asFault } from './use-data.ts';

export interface Action {
  readonly run: () => void;
  readonly busy: boolean;
  readonly fault: ApiFault | null;
}

/** Something that is done once at a time, with what went wrong the last time. */
export function useAction(act: () => Promise<void>): Action {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const run = useCallback(() => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    act()
      .catch((error: unknown) => setFault(asFault(error)))
      .finally(() => setBusy(false));
  }, [act, busy]);
  return { run, busy, fault };
}
