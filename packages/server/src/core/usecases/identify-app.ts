import { Fault } from '../fault.ts';
import { isStorable } from '../model/storable-text.ts';
import type { Ports } from '../ports/ports.ts';
import type { Caller } from './authenticate-caller.ts';

/**
 * Finds the tenant of an app by the name of its key alone. On some wires every installed copy of an
 * app carries it, so it says which app is asking and proves nothing about who. Throws
 * `unauthenticated`.
 */
export async function identifyApp(
  { store }: Pick<Ports, 'store'>,
  { dialect, id }: { readonly dialect: string; readonly id: string },
): Promise<Caller> {
  const key = isStorable(id) ? await store.readCallerKey(dialect, id) : null;
  const tenant = key === null || key.revokedAt !== null ? null : await store.readTenant(key.tenant);
  if (tenant !== null && tenant.suspendedAt === null) return { tenant, keyId: id };
  throw new Fault('unauthenticated', 'The application key is not known here. Check it.');
}
