import { auditEntry } from '../../model/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { ownAccount } from './find-account.ts';
import type { SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { useTotpCode } from './use-totp-code.ts';

export type ConfirmTotpOutcome =
  /** Every other session of the account is over; this one goes on with a new token. */
  { readonly outcome: 'confirmed'; readonly session: SignedIn } | { readonly outcome: 'wrong' };

const WRONG = { outcome: 'wrong' } as const;

/**
 * Puts an authenticator app in force that shows the right code: nobody loses their account to a
 * secret that was copied badly. Whoever may call this was shown the secret, so no guess is charged.
 */
export async function confirmTotp(
  ports: Pick<Ports, 'store' | 'sealer' | 'totp' | 'clock' | 'random' | 'adminKeyDigest'>,
  operator: Operator,
  code: string,
): Promise<ConfirmTotpOutcome> {
  const account = await ownAccount(ports, operator);
  const { name, totpOffered } = account;
  if (totpOffered === null) return WRONG;
  if (!(await useTotpCode(ports, account, totpOffered, code))) return WRONG;
  const call = await operatorsCall(ports, operator);
  const session = await endOtherSessions(ports, call, operator, {
    ...{ account, how: 'authenticator app added' },
    change: (current) => {
      // Another one was offered, or put in force, meanwhile.
      const isSame = current.totpOffered && isEqual(current.totpOffered, totpOffered);
      if (!isSame || current.totp !== null) return null;
      const fact = { action: 'operator.totp', outcome: 'confirmed', subject: name };
      return {
        next: { ...current, totp: totpOffered, totpOffered: null },
        audit: [auditEntry(call, ports.clock.now(), fact)],
      };
    },
  });
  return session === null ? WRONG : { outcome: 'confirmed', session };
}

/** Sealed values, which tell nothing of what is in them. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
