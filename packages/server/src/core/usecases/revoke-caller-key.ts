import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CallerKey } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';

/** Closes a caller's door at once and for good. A foreign tenant's key looks like no key. */
export async function revokeCallerKey(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  id: string,
): Promise<CallerKey> {
  const key = (await store.listCallerKeys(call.tenant.id)).find((each) => each.id === id);
  if (key === undefined) throw new Fault('key_not_found', 'There is no such key. List the keys.');
  return store.applyToCallerKey(key.dialect, id, (current) => {
    const at = clock.now();
    const next = { ...(current ?? key), revokedAt: current?.revokedAt ?? at };
    const fact = { action: 'key.revoke', outcome: 'revoked', reason: `${key.dialect} ${id}` };
    return { next, audit: [auditEntry(call, at, fact)], result: next };
  });
}
