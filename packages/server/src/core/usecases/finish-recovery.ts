import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CompleteRecoveryOutcome } from '../model/outcome.ts';
import { GRANT_REFUSALS_MAX, GRANT_TTL_MS, type Recovery } from '../model/recovery.ts';
import type { RecoveryDecision, SingleUseValue } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { grantKey, grantToken, toSingleUse } from './grant.ts';
import { findRecovery } from './prove-recovery.ts';

type FinishPorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>;

/**
 * Turns a proven recovery into a grant for exactly one reset. Asked again, it answers the same
 * grant while that is unused and alive, and `closed` afterwards.
 */
export async function finishRecovery(
  ports: FinishPorts,
  call: Call,
  id: string,
): Promise<CompleteRecoveryOutcome> {
  const { tenant, subject, purpose, version } = await findRecovery(ports, call, id);
  const token = await grantToken(ports.sealer, tenant, id);
  const single = await grantKey(ports.sealer, tenant, token);
  const expiresAt = ports.clock.now() + GRANT_TTL_MS;
  const about = { subject, purpose, version, refusalsLeft: GRANT_REFUSALS_MAX };
  const grant = toSingleUse(single, about, expiresAt);
  const closed = await ports.store.applyToRecovery(tenant, id, (current) =>
    complete(ports, call, current, grant),
  );
  if (closed !== null) return closed;
  const live = await ports.store.readSingleUse(single, ports.clock.now());
  if (live === null) return { outcome: 'closed' };
  return { outcome: 'granted', grant: token, expiresAt: live.expiresAt };
}

type Refusal = Exclude<CompleteRecoveryOutcome, { outcome: 'granted' }>;

function complete(
  { clock, random }: FinishPorts,
  call: Call,
  current: Recovery | null,
  grant: SingleUseValue,
): RecoveryDecision<Refusal | null> {
  const at = clock.now();
  if (current?.state === 'completed') return { result: null };
  if (current?.state === 'open' && at < current.expiresAt)
    return { result: { outcome: 'not_proven' } };
  if (current?.state !== 'proven' || at >= current.expiresAt)
    return { result: { outcome: 'closed' } };
  const { id, tenant, subject, purpose } = current;
  const fact = { action: 'recovery.complete', outcome: 'granted', subject, purpose };
  const data = { recovery: id, purpose };
  return {
    next: { ...current, state: 'completed' },
    issue: [grant],
    audit: [auditEntry(call, at, fact)],
    events: [{ id: random.id(), type: 'recovery.completed', tenant, subject, at, data }],
    result: null,
  };
}
