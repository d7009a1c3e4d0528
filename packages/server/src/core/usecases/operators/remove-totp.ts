import { auditEntry } from '../../model/audit.ts';
import type { Password } from '../../model/password.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { ownAccount } from './find-account.ts';
import type { SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { proveOwnPassword } from './prove-own-password.ts';

export type RemoveTotpOutcome =
  /** Every other session of the account is over; this one goes on with a new token. */
  { readonly outcome: 'removed'; readonly session: SignedIn } | { readonly outcome: 'wrong' };

/** Takes the authenticator app away from an account whose password is shown, through the gate. */
export async function removeTotp(
  ports: GatePorts & Pick<Ports, 'store' | 'adminKeyDigest'>,
  operator: Operator,
  password: Password,
): Promise<RemoveTotpOutcome> {
  const account = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  if (!(await proveOwnPassword(ports, call, account, password))) return { outcome: 'wrong' };
  const session = await endOtherSessions(ports, call, operator, {
    ...{ account, how: 'authenticator app removed' },
    change: (current) => {
      const fact = { action: 'operator.totp', outcome: 'removed', subject: account.name };
      return {
        next: { ...current, totp: null, totpOffered: null },
        audit: [auditEntry(call, ports.clock.now(), fact)],
      };
    },
  });
  return session === null ? { outcome: 'wrong' } : { outcome: 'removed', session };
}
