import { Fault } from '../fault.ts';
import type { Session } from '../model/session.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';

export interface SessionCaller {
  readonly tenant: Tenant;
  readonly session: Session;
}

/**
 * Finds for whom a session token speaks, by the key of the tenant it names. Throws
 * `session_unknown` for what never was a token, `session_invalid` for one that is not ours or was
 * opened on another wire,
 * `session_expired` for one whose time is over.
 */
export async function authenticateSession(
  { store, signer, clock }: Pick<Ports, 'store' | 'signer' | 'clock'>,
  { dialect, token }: { readonly dialect: string; readonly token: string },
): Promise<SessionCaller> {
  const claimed = signer.claimedTenant(token);
  if (claimed === null) {
    throw new Fault('session_unknown', 'There is no such session. Get a token first.');
  }
  const tenant = await store.readTenant(claimed);
  if (tenant === null || tenant.suspendedAt !== null) throw invalid();
  const read = await signer.readSession(tenant.id, token, clock.now());
  switch (read.token) {
    case 'valid':
      if (read.session.dialect !== dialect) throw invalid();
      return { tenant, session: read.session };
    case 'expired':
      throw new Fault('session_expired', 'The session has expired. Get a new token.');
    case 'forged':
      throw invalid();
  }
}

function invalid(): Fault {
  return new Fault('session_invalid', 'The session token is not valid here. Get a new token.');
}
