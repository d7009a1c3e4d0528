import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ProveRecoveryOutcome } from '../model/outcome.ts';
import { CODE_DIGITS, isCode, isOpenForProof, type Recovery, tryCode } from '../model/recovery.ts';
import type { RecoveryDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { proveAnswers } from './prove-answers.ts';
import { codeContext, countCode } from './recovery-code.ts';
import type { GatePorts } from './test-pin.ts';

export type ProveRecovery = { readonly recovery: string } & (
  | { readonly factor: 'one_time_code'; readonly code: string }
  | { readonly factor: 'security_questions'; readonly answers: readonly string[] }
);

type ProvePorts = GatePorts;

/**
 * Checks what stands in for the forgotten PIN: a one-time code, or the answers to all questions.
 * A code costs one of the code's five tries and one guess of the subject's budget
 * for codes, which is charged in a transaction of its own before the code is looked at. A malformed
 * code costs nothing.
 */
export async function proveRecovery(
  ports: ProvePorts,
  call: Call,
  command: ProveRecovery,
): Promise<ProveRecoveryOutcome> {
  const recovery = await findRecovery(ports, call, command.recovery);
  if (command.factor !== recovery.factor) {
    throw new Fault('request_malformed', 'This recovery was started for another factor.');
  }
  if (!isOpenForProof(recovery, ports.clock.now())) return { outcome: 'closed' };
  if (command.factor === 'security_questions') {
    return proveAnswers(ports, call, recovery, command.answers);
  }
  return proveCode(ports, call, recovery, command.code);
}

async function proveCode(
  ports: ProvePorts,
  call: Call,
  recovery: Recovery,
  code: string,
): Promise<ProveRecoveryOutcome> {
  if (!isCode(code)) {
    throw new Fault('request_malformed', `code must be ${CODE_DIGITS} digits, as a string.`);
  }
  if (recovery.triesLeft === 0) return { outcome: 'closed' };

  const charge = await countCode(ports, call, recovery.subject, 'charge');
  if (charge.refused) return { outcome: 'locked', lockout: charge.lockout };
  const digest = await ports.sealer.digest(codeContext(recovery.tenant, recovery.id), code);
  const outcome = await applyTry(ports, call, recovery, digest);
  if (outcome.outcome === 'proven') {
    await countCode(ports, call, recovery.subject, { forgive: charge.ticket });
  }
  // Of two at once the second finds it over: nothing was compared.
  if (outcome.outcome === 'closed') {
    await countCode(ports, call, recovery.subject, { refund: charge.ticket });
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

function applyTry(
  { store, clock, random }: ProvePorts,
  call: Call,
  { tenant, id }: Recovery,
  digest: string,
): Promise<ProveRecoveryOutcome> {
  return store.applyToRecovery(tenant, id, (current): RecoveryDecision<ProveRecoveryOutcome> => {
    const at = clock.now();
    const open = current !== null && isOpenForProof(current, at) && current.triesLeft > 0;
    if (!open) return { result: { outcome: 'closed' } };
    const { next, right } = tryCode(current, digest, at);
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
