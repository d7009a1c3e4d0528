import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Account } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { TotpOffer } from '../../ports/totp-codes.ts';
import type { Operator } from '../create-tenant.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { totpContext } from './use-totp-code.ts';

/**
 * Makes a secret for an authenticator app, shown only here, and in force once a code confirms it.
 * Throws `factor_unavailable` while another one is: who found a browser unattended must not replace it.
 */
export async function startTotp(
  ports: Pick<Ports, 'store' | 'sealer' | 'totp' | 'clock'>,
  operator: Operator,
): Promise<TotpOffer> {
  const { name } = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  const secret = ports.totp.makeSecret();
  const totpOffered = await ports.sealer.seal(totpContext({ name }), secret);
  await ports.store.applyToAccount(name, (current): Decision<Account, void> => {
    if (current === null || current.totp !== null) throw alreadyThere();
    const fact = { action: 'operator.totp', outcome: 'offered', subject: name };
    const audit = [auditEntry(call, ports.clock.now(), fact)];
    return { next: { ...current, totpOffered }, audit, result: undefined };
  });
  return ports.totp.offer(secret, name);
}

function alreadyThere(): Fault {
  return new Fault('factor_unavailable', 'There is an authenticator app. Remove that one first.');
}
