import { launchPad, type PadResult, type PadStatus } from '@pintumbler/client/pad';
import { useEffect, useRef, useState } from 'react';
import { ask } from './ask.ts';

interface PinPage {
  readonly busy: boolean;
  /** Shows the PIN page for what the backend is asked to open; answers what came of it. */
  readonly show: (what: object) => Promise<PadResult>;
}

/** The PIN page as a hook: one at a time, and taken away with the component. */
export function usePinPage(): PinPage {
  const [busy, setBusy] = useState(false);
  const stop = useRef(new AbortController());
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current.abort();
  }, []);

  const show = async (what: object): Promise<PadResult> => {
    setBusy(true);
    try {
      return await launchPad({
        mode: 'frame',
        title: 'Your PIN',
        open: () => ask('challenge', what),
        status: async (id) => (await ask<{ status: PadStatus }>('status', { id })).status,
        signal: stop.current.signal,
      });
    } finally {
      setBusy(false);
    }
  };
  return { busy, show };
}
