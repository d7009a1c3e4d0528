import { auditEntry } from '../../model/audit.ts';
import type { OperatorSession } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { sessionId } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';

/** Ends the session of a token for good; nothing happens for one that is no session's. */
export async function endOperatorSession(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock'>,
  operator: Operator,
  token: string,
): Promise<void> {
  const id = await sessionId(ports.sealer, token);
  const call = await operatorsCall(ports, operator);
  await ports.store.applyToOperatorSession(
    id,
    (current): Decision<OperatorSession | null, void> => {
      if (current === null) return { result: undefined };
      const subject = current.account === null ? {} : { subject: current.account };
      const fact = { action: 'operator.session', outcome: 'signed_out', ...subject };
      return { next: null, audit: [auditEntry(call, ports.clock.now(), fact)], result: undefined };
    },
  );
}
