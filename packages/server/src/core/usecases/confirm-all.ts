import type { Call } from '../model/call.ts';
import type { Ports } from '../ports/ports.ts';
import { confirmOne } from './confirm-pins.ts';

export interface ConfirmAll {
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

/** Enough that they share commits, and few enough that others get in between. */
const AT_ONCE = 100;

/**
 * Confirms everything of a tenant that waits for it, as `confirm-pins.ts` does for one person.
 * Answers how many it was; what failed half-way is done for those before, and may be asked for again.
 */
export async function confirmAll(
  ports: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { reason }: ConfirmAll,
): Promise<number> {
  const tenant = call.tenant.id;
  let confirmed = 0;
  for (;;) {
    const keys = await ports.store.listUnconfirmed(tenant, AT_ONCE);
    if (keys.length === 0) return confirmed;
    const done = await Promise.all(keys.map((key) => confirmOne(ports, call, key, reason)));
    confirmed += done.filter(Boolean).length;
  }
}
