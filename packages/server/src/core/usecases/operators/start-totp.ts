import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Account } from '../../model/operator.ts';
import type { Password } from '../../model/password.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { TotpOffer } from '../../ports/totp-codes.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { proveOwnPassword } from './prove-own-password.ts';
import { totpContext } from './use-totp-code.ts';

export type StartTotpOutcome =
  | { readonly outcome: 'offered'; readonly offer: TotpOffer }
  | { readonly outcome: 'wrong' };

/**
 * Makes a secret for an authenticator app, for whoever shows the password, through the gate. It is shown
 * only here, and in force once a code confirms it. Throws `factor_unavailable` while another one is.
 */
export async function startTotp(
  ports: GatePorts & Pick<Ports, 'totp'>,
  operator: Operator,
  password: Password,
): Promise<StartTotpOutcome> {
  const { name, totp } = await ownAccount(ports, operator);
  if (totp !== null) throw alreadyThere();
  const call = await operatorsCall(ports, operator);
  if (!(await proveOwnPassword(ports, call, { name }, password))) return { outcome: 'wrong' };
  const secret = ports.totp.makeSecret();
  const totpOffered = await ports.sealer.seal(totpContext({ name }), secret);
  await ports.store.applyToAccount(name, (current): Decision<Account, void> => {
    if (current === null || current.totp !== null) throw alreadyThere();
    const fact = { action: 'operator.totp', outcome: 'offered', subject: name };
    const audit = [auditEntry(call, ports.clock.now(), fact)];
    return { next: { ...current, totpOffered }, audit, result: undefined };
  });
  return { outcome: 'offered', offer: ports.totp.offer(secret, name) };
}

function alreadyThere(): Fault {
  return new Fault('factor_unavailable', 'There is an authenticator app. Remove that one first.');
}
