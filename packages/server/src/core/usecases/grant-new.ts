import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import { GRANT_REFUSALS_MAX } from '../model/recovery.ts';
import type { Ports } from '../ports/ports.ts';
import { grantedVersion, grantKey, toSingleUse } from './grant.ts';

export interface GrantNew extends Omit<CredentialKey, 'tenant'> {
  readonly ttlMs: number;
  /** What was shown instead of the old secret, for the audit trail. */
  readonly reason: string;
}

/**
 * Lets somebody put one new secret in force who showed on a wire that they may: by a code, a sign-in,
 * or because there is none yet. Good for one use, for this state of the credential and for nothing
 * else. Not given to a suspended subject (`null`).
 */
export async function grantNew(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  { subject, purpose, ttlMs, reason }: GrantNew,
): Promise<string | null> {
  const { store, sealer, clock, random } = ports;
  const tenant = call.tenant.id;
  const found = await store.readSubject(tenant, subject);
  if (found === null || found.suspendedAt !== null) return null;
  const version = grantedVersion(await store.readCredential({ tenant, subject, purpose }));
  const token = random.token();
  const single = await grantKey(sealer, tenant, token);
  const at = clock.now();
  const owner = { subject, born: found.createdAt, purpose };
  const about = { ...owner, version, refusalsLeft: GRANT_REFUSALS_MAX };
  const fact = { action: 'grant.issue', outcome: 'granted', subject, purpose, reason };
  await store.record(tenant, {
    issue: [toSingleUse(single, about, at + ttlMs)],
    audit: [auditEntry(call, at, fact)],
  });
  return token;
}
