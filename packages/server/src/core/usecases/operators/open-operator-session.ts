import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import {
  type Account,
  OPERATORS_TENANT,
  type OperatorRole,
  type OperatorSession,
  sessionEnd,
} from '../../model/operator.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Sealer } from '../../ports/sealer.ts';

export interface SignedIn {
  readonly outcome: 'signed_in';
  readonly account: string | null;
  readonly role: OperatorRole;
  readonly expiresAt: number;
  /** For the browser, and for nobody else. */
  readonly token: string;
}

/** What somebody signed in with. */
export type SignInProof =
  | { readonly account: Account; readonly passwordVersion: number | null; readonly how: string }
  | { readonly account: null; readonly how: string };

type OpenPorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'adminKeyDigest'>;

/**
 * Opens a session with a token of its own, whatever the browser had before. It is bound to what let
 * its owner in: another password, role or admin key, and it is over.
 */
export async function openOperatorSession(
  ports: OpenPorts,
  call: Call,
  proof: SignInProof,
): Promise<SignedIn> {
  const token = ports.random.token();
  const at = ports.clock.now();
  const { account } = proof;
  const session: OperatorSession = {
    id: await sessionId(ports.sealer, token),
    account: account?.name ?? null,
    epoch: account?.epoch ?? 0,
    passwordVersion: proof.account === null ? null : proof.passwordVersion,
    adminKey: account === null ? ports.adminKeyDigest : null,
    ...{ createdAt: at, seenAt: at, expiresAt: sessionEnd(at, at) },
  };
  const { expiresAt } = session;
  const role = account?.role ?? 'owner';
  const subject = account === null ? {} : { subject: account.name };
  const fact = { action: 'operator.session', outcome: 'signed_in', ...subject, reason: proof.how };
  await ports.store.applyToOperatorSession(session.id, () => ({
    next: session,
    audit: [auditEntry(call, at, fact)],
    result: undefined,
  }));
  return { outcome: 'signed_in', account: session.account, role, expiresAt, token };
}

/** What a session is found by. Whoever reads the database cannot make a token from it. */
export function sessionId(sealer: Sealer, token: string): Promise<string> {
  return sealer.digest({ tenant: OPERATORS_TENANT, label: 'operator-session', binding: [] }, token);
}
