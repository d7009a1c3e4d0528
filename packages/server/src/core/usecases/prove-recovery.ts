import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type LockoutEvent, reduceLockout } from '../model/lockout.ts';
import { type LockoutView, viewLockout } from '../model/lockout-view.ts';
import type { ProveRecoveryOutcome } from '../model/outcome.ts';
import { CODE_DIGITS, type Recovery, type RecoveryFactor, tryCode } from '../model/recovery.ts';
import type { Ports } from '../ports/ports.ts';
import type { RecoveryDecision } from '../ports/store.ts';
import { codeContext, codeCounterKey } from './recovery-code.ts';

export interface ProveRecovery {
  readonly recovery: string;
  readonly factor: RecoveryFactor;
  readonly code: string;
}

type ProvePorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>;

const CODE = new RegExp(`^[0-9]{${CODE_DIGITS}}$`);

/**
 * Checks a one-time code. Costs one of the code's five tries and one guess of the subject's budget
 * for codes, which is charged in a transaction of its own before the code is looked at. A malformed
 * code costs nothing.
 */
export async function proveRecovery(
  ports: ProvePorts,
  call: Call,
  command: ProveRecovery,
): Promise<ProveRecoveryOutcome> {
  const recovery = await findRecovery(ports, call, command.recovery);
  if (command.factor !== recovery.factor || recovery.factor !== 'one_time_code') {
    throw new Fault('request_malformed', 'This recovery takes no code for that factor.');
  }
  if (!CODE.test(command.code)) {
    throw new Fault('request_malformed', `code must be ${CODE_DIGITS} digits, as a string.`);
  }
  if (!isOpen(recovery, ports.clock.now())) return { outcome: 'closed' };

  const charge = await count(ports, call, recovery, { type: 'charged' });
  if (charge.refused) return { outcome: 'locked', lockout: charge.lockout };
  const digest = await ports.sealer.digest(codeContext(recovery.tenant, recovery.id), command.code);
  const outcome = await applyTry(ports, call, recovery, digest);
  if (outcome.outcome === 'proven') {
    await count(ports, call, recovery, { type: 'succeeded', ticket: charge.ticket });
  }
  return outcome;
}

/** The tenant's own recovery; a foreign one does not exist. */
export async function findRecovery(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  id: string,
): Promise<Recovery> {
  const recovery = await store.readRecovery(call.tenant.id, id);
  if (recovery !== null) return recovery;
  throw new Fault('recovery_not_found', 'There is no such recovery. Start a new one.');
}

function isOpen(recovery: Recovery, now: number): boolean {
  return recovery.state === 'open' && now < recovery.expiresAt && recovery.triesLeft > 0;
}

interface Counted {
  readonly refused: boolean;
  readonly ticket: number;
  readonly lockout: LockoutView;
}

function count(
  { store, clock }: ProvePorts,
  call: Call,
  { tenant, subject }: Recovery,
  event: LockoutEvent,
): Promise<Counted> {
  const { policy } = call.tenant;
  return store.applyToCredential(codeCounterKey(tenant, subject), (current) => {
    const now = clock.now();
    const lockout = reduceLockout(current.lockout, event, policy, now);
    const refused = lockout.tickets === current.lockout.tickets;
    const result = { refused, ticket: lockout.tickets, lockout: viewLockout(lockout, policy, now) };
    return { next: { ...current, lockout }, result };
  });
}

function applyTry(
  { store, clock, random }: ProvePorts,
  call: Call,
  { tenant, id }: Recovery,
  digest: string,
): Promise<ProveRecoveryOutcome> {
  return store.applyToRecovery(tenant, id, (current): RecoveryDecision<ProveRecoveryOutcome> => {
    const at = clock.now();
    if (current === null || !isOpen(current, at)) return { result: { outcome: 'closed' } };
    const { recovery: next, right } = tryCode(current, digest, at);
    const { subject, purpose } = next;
    const type = right ? 'recovery.proven' : 'recovery.failed';
    const data = { recovery: id, purpose };
    const outcome: ProveRecoveryOutcome = right
      ? { outcome: 'proven' }
      : { outcome: 'wrong', triesRemaining: next.triesLeft };
    const fact = { action: 'recovery.prove', outcome: outcome.outcome, subject, purpose };
    const announce = next.state !== 'open';
    return {
      next,
      audit: [auditEntry(call, at, fact)],
      events: announce ? [{ id: random.id(), type, tenant, subject, at, data }] : [],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
