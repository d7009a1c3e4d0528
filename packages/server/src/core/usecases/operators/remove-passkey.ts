import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Passkey } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { operatorsCall } from './operators-tenant.ts';

/** Takes a passkey away. Throws `passkey_not_found`, also for another account's. */
export async function removePasskey(
  ports: Pick<Ports, 'store' | 'clock'>,
  operator: Operator,
  { account, id }: Pick<Passkey, 'account' | 'id'>,
): Promise<void> {
  const call = await operatorsCall(ports, operator);
  await ports.store.applyToPasskey(id, (current): Decision<Passkey | null, void> => {
    if (current?.account !== account) throw unknownPasskey();
    const about = { subject: account, reason: current.name };
    const fact = { action: 'operator.passkey', outcome: 'removed', ...about };
    return { next: null, audit: [auditEntry(call, ports.clock.now(), fact)], result: undefined };
  });
}

function unknownPasskey(): Fault {
  return new Fault('passkey_not_found', 'This account has no such passkey. List its passkeys.');
}
