import { Fault } from '../../fault.ts';
import type { AuditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import type { Account } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { openOperatorSession, type SignedIn } from './open-operator-session.ts';

type EndPorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'adminKeyDigest'>;

interface Change {
  readonly account: Pick<Account, 'name'>;
  /** What happened, for the trail of the new session. */
  readonly how: string;
  /** Written with the end of the sessions; `null`: there is nothing to change any more. */
  readonly change: (current: Account) => { next: Account; audit: readonly AuditEntry[] } | null;
}

/**
 * Changes the account that calls and ends every session of it, in one transaction, and opens a new one in
 * place of the session that asked. It is bound to what that one was bound to: if the password, or the
 * account, was changed by somebody else meanwhile, nobody is signed in by this. `null`: no change.
 */
export async function endOtherSessions(
  ports: EndPorts,
  call: Call,
  { staff }: Operator,
  { account: { name }, how, change }: Change,
): Promise<SignedIn | null> {
  const session = staff?.session;
  if (session === undefined) throw new Fault('forbidden', 'Sign in with an account for this.');
  const account = await ports.store.applyToAccount(
    name,
    (current): Decision<Account, Account | null> => {
      if (current === null || current.epoch !== session.epoch) throw changedMeanwhile();
      const changed = change(current);
      if (changed === null) return { result: null };
      const next = { ...changed.next, epoch: current.epoch + 1 };
      return { next, audit: changed.audit, result: next };
    },
  );
  if (account === null) return null;
  const { passwordVersion } = session;
  return openOperatorSession(ports, call, { account, passwordVersion, how });
}

function changedMeanwhile(): Fault {
  return new Fault('unauthenticated', 'The session is over. Sign in again.', {
    internal: 'the account was changed meanwhile',
  });
}
