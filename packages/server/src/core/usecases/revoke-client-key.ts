import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ClientKey } from '../model/client-key.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Closes a client's door at once and for good, and forgets the secret shared with it. A foreign
 * tenant's key looks like no key.
 */
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
    // With the secret gone, nobody reads what was recorded on the way, keyring or not.
    const channel = new Uint8Array();
    const next = { ...current, channel, revokedAt: current.revokedAt ?? at };
    const { subject } = current;
    const reason = `${dialect} ${id}`;
    const fact = { action: 'client_key.revoke', outcome: 'revoked', subject, reason };
    return { next, audit: [auditEntry(call, at, fact)], result: next };
  });
}

/**
 * Revokes a client that staff made, and with it every client its subject registered by itself: whoever
 * stole the first may have made more.
 */
export async function revokeNamedClientKey(
  ports: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  named: ClientKey,
): Promise<ClientKey> {
  const revoked = await revokeClientKey(ports, call, named);
  const siblings = await ports.store.listClientKeys(call.tenant.id, named.subject);
  for (const each of siblings) {
    if (each.name === null && each.revokedAt === null) await revokeClientKey(ports, call, each);
  }
  return revoked;
}
