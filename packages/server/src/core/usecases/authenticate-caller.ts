import { Fault } from '../fault.ts';
import { equalDigests } from '../model/recovery.ts';
import { isStorable } from '../model/storable-text.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { callerSecretDigest } from './caller-secret.ts';

/** What a caller showed: the public name of a key, and its secret. */
export interface PresentedKey {
  readonly dialect: string;
  readonly id: string;
  readonly secret: string;
}

export interface Caller {
  readonly tenant: Tenant;
  readonly keyId: string;
  /** Present where the secret of the key was shown, and not its name alone. */
  readonly proved?: true;
}

/**
 * Finds the tenant a caller speaks for. Unknown, revoked and foreign-dialect keys, wrong secrets and
 * suspended tenants get one and the same fault `unauthenticated`.
 */
export async function authenticateCaller(
  ports: Pick<Ports, 'store' | 'sealer'>,
  presented: PresentedKey,
): Promise<Caller> {
  const { dialect, id } = presented;
  const key = isStorable(id) ? await ports.store.readCallerKey(dialect, id) : null;
  const nobody = { ...presented, tenant: '' };
  const digest = await callerSecretDigest(ports.sealer, key ?? nobody, presented.secret);
  const right = key !== null && equalDigests(key.secretDigest, digest);
  if (!right || key.revokedAt !== null) throw unauthenticated('key unknown, wrong or revoked');
  const tenant = await ports.store.readTenant(key.tenant);
  if (tenant === null || tenant.suspendedAt !== null) throw unauthenticated('tenant not active');
  return { tenant, keyId: key.id, proved: true };
}

function unauthenticated(internal: string): Fault {
  const sentence = 'The credentials are missing or not valid. Check the key this server gave you.';
  return new Fault('unauthenticated', sentence, { internal });
}
