import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ProveRecoveryOutcome } from '../model/outcome.ts';
import { isRecoveryOpen, type Recovery } from '../model/recovery.ts';
import { Answers, questionsKey } from '../model/security-questions.ts';
import type { RecoveryDecision } from '../ports/decision.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { readQuestions } from './read-questions.ts';
import { settleRight } from './settle-attempt.ts';
import { withoutEnd } from './settle-challenge.ts';
import { testPin } from './test-pin.ts';

type ProvePorts = Pick<Ports, 'store' | 'hasher' | 'sealer' | 'clock' | 'random'>;

/**
 * Tests the answers to all of a person's questions through the one gate: one attempt of the budget
 * that the answers have for themselves, charged before they are compared. Right or wrong as a whole.
 */
export async function proveAnswers(
  ports: ProvePorts,
  call: Call,
  recovery: Recovery,
  given: readonly string[],
): Promise<ProveRecoveryOutcome> {
  const asked = await readQuestions(ports, call, { id: recovery.subject });
  const count = asked.outcome === 'questions' ? asked.questions?.length : undefined;
  const secret = Answers.parse(given);
  if (secret === null || given.length !== count) {
    throw new Fault('request_malformed', 'Answer every question; nothing was charged.');
  }
  const { purpose } = questionsKey(recovery.tenant, recovery.subject);
  const test = { subject: { id: recovery.subject }, purpose, secret, action: 'recovery.prove' };
  const { receipt, ...proofCall } = withoutEnd(call);
  return withHashSlot(ports.hasher, async (slot) => {
    const tested = await testPin(ports, call, slot, test);
    if (!tested.right) {
      const { rejection } = tested;
      return 'lockout' in rejection ? rejection : { outcome: 'closed' };
    }
    const proof = await settleRight(ports, proofCall, tested.attempt, (credential) => ({
      credential,
      outcome: { outcome: 'proven' } as const,
    }));
    if (proof.outcome !== 'proven') return proof;
    return applyProof(ports, { ...proofCall, ...(receipt && { receipt }) }, recovery);
  });
}

function applyProof(
  { store, clock, random }: ProvePorts,
  call: Call,
  { tenant, id }: Recovery,
): Promise<ProveRecoveryOutcome> {
  return store.applyToRecovery(tenant, id, (current): RecoveryDecision<ProveRecoveryOutcome> => {
    const at = clock.now();
    if (current === null || !isRecoveryOpen(current, at)) return { result: { outcome: 'closed' } };
    const { subject, purpose } = current;
    const outcome: ProveRecoveryOutcome = { outcome: 'proven' };
    const data = { recovery: id, purpose };
    return {
      next: { ...current, state: 'proven' },
      audit: [
        auditEntry(call, at, { action: 'recovery.prove', outcome: 'proven', subject, purpose }),
      ],
      events: [{ id: random.id(), type: 'recovery.proven', tenant, subject, at, data }],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
