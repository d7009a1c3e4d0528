import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ClientKey } from '../model/client-key.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/** Closes a client's door at once and for good. A foreign tenant's key looks like no key. */
export function revokeClientKey(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { dialect, id }: Pick<ClientKey, 'dialect' | 'id'>,
): Promise<ClientKey> {
  return store.applyToClientKey(dialect, id, (current): Decision<ClientKey, ClientKey> => {
    if (current === null || current.tenant !== call.tenant.id) {
      throw new Fault('key_not_found', 'There is no such key. List the keys.');
    }
    const at = clock.now();
    const next = { ...current, revokedAt: current.revokedAt ?? at };
    const { subject } = current;
    const reason = `${dialect} ${id}`;
    const fact = { action: 'client_key.revoke', outcome: 'revoked', subject, reason };
    return { next, audit: [auditEntry(call, at, fact)], result: next };
  });
}
