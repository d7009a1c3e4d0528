import { auditEntry } from '../../model/audit.ts';
import type { Account } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { useTotpCode } from './use-totp-code.ts';

export type ConfirmTotpOutcome = { readonly outcome: 'confirmed' | 'wrong' };

/**
 * Puts an authenticator app in force that shows the right code: nobody loses their account to a
 * secret that was copied badly. Whoever may call this was shown the secret, so no guess is charged.
 */
export async function confirmTotp(
  ports: Pick<Ports, 'store' | 'sealer' | 'totp' | 'clock'>,
  operator: Operator,
  code: string,
): Promise<ConfirmTotpOutcome> {
  const account = await ownAccount(ports, operator);
  const { name, totpOffered } = account;
  if (totpOffered === null) return { outcome: 'wrong' };
  if (!(await useTotpCode(ports, account, totpOffered, code))) return { outcome: 'wrong' };
  const call = await operatorsCall(ports, operator);
  return ports.store.applyToAccount(name, (current): Decision<Account, ConfirmTotpOutcome> => {
    // Another one was offered, or put in force, meanwhile.
    const isSame = current?.totpOffered && isEqual(current.totpOffered, totpOffered);
    if (!isSame || current.totp !== null) return { result: { outcome: 'wrong' } };
    const fact = { action: 'operator.totp', outcome: 'confirmed', subject: name };
    return {
      next: { ...current, totp: totpOffered, totpOffered: null },
      audit: [auditEntry(call, ports.clock.now(), fact)],
      result: { outcome: 'confirmed' },
    };
  });
}

/** Sealed values, which tell nothing of what is in them. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
