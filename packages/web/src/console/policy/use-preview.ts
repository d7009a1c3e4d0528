import { useEffect, useState } from 'preact/hooks';
import { type Policy, type PolicyPreview, previewPolicy } from '../api/policy.ts';
import type { ApiFault } from '../api/request.ts';
import { asFault } from '../parts/use-data.ts';

export interface Preview {
  /** The last one there was; stays while the next is on its way. */
  readonly value: PolicyPreview | null;
  readonly fault: ApiFault | null;
  readonly busy: boolean;
}

/** Long enough that a number is typed to its end, short enough to feel at once. */
const WAIT_MS = 250;
const PIN = /^[0-9]{4,12}$/;

/** What a change would mean, asked of the server a moment after the last key. */
export function usePreview(tenant: string, change: Partial<Policy> | null, pin: string): Preview {
  const [preview, setPreview] = useState<Preview>({ value: null, fault: null, busy: true });
  const asked = change === null ? null : JSON.stringify(change);
  const sample = PIN.test(pin) ? pin : null;
  useEffect(() => {
    if (asked === null) return;
    const controller = new AbortController();
    setPreview((before) => ({ ...before, busy: true }));
    const timer = setTimeout(async () => {
      try {
        const policy = JSON.parse(asked) as Partial<Policy>;
        const value = await previewPolicy(tenant, policy, sample, controller.signal);
        if (!controller.signal.aborted) setPreview({ value, fault: null, busy: false });
      } catch (error) {
        if (controller.signal.aborted) return;
        setPreview((before) => ({ ...before, fault: asFault(error), busy: false }));
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [tenant, asked, sample]);
  return preview;
}
