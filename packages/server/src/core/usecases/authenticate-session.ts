import { Fault } from '../fault.ts';
import { SECOND_MS } from '../model/instant.ts';
import type { Session } from '../model/session.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { Store } from '../ports/store.ts';

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
      await refuseNamesake(store, tenant.id, read.session);
      return { tenant, session: read.session };
    case 'expired':
      throw new Fault('session_expired', 'The session has expired. Get a new token.');
    case 'forged':
      throw invalid();
  }
}

/** Somebody deleted and made again under the same id is somebody else. */
async function refuseNamesake(
  store: Pick<Store, 'readSubject'>,
  tenant: string,
  { subject: id, issuedAt }: Session,
): Promise<void> {
  const subject = await store.readSubject(tenant, id);
  // Tokens tell whole seconds.
  if (subject !== null && issuedAt + SECOND_MS <= subject.createdAt) throw invalid();
}

function invalid(): Fault {
  return new Fault('session_invalid', 'The session token is not valid here. Get a new token.');
}
