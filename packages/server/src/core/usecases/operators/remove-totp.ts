import { auditEntry } from '../../model/audit.ts';
import type { Account } from '../../model/operator.ts';
import type { Password } from '../../model/password.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { verifyPassword } from '../verify-password.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';

export type RemoveTotpOutcome = { readonly outcome: 'removed' | 'wrong' };

/** Takes the authenticator app away from an account whose password is shown, through the gate. */
export async function removeTotp(
  ports: GatePorts & Pick<Ports, 'store'>,
  operator: Operator,
  password: Password,
): Promise<RemoveTotpOutcome> {
  const { name } = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  const proof = { subject: { id: name }, password, maxAgeDays: null };
  const proven = await verifyPassword(ports, call, proof);
  if (proven.outcome !== 'right') return { outcome: 'wrong' };
  return ports.store.applyToAccount(name, (current): Decision<Account, RemoveTotpOutcome> => {
    const result = { outcome: 'removed' } as const;
    if (current === null) return { result };
    const fact = { action: 'operator.totp', outcome: 'removed', subject: name };
    const audit = [auditEntry(call, ports.clock.now(), fact)];
    return { next: { ...current, totp: null, totpOffered: null }, audit, result };
  });
}
