import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import type { AnswersOutcome, ProveRecoveryOutcome } from '../model/outcome.ts';
import { isOpenForProof, type Recovery } from '../model/recovery.ts';
import { Answers, questionsKey } from '../model/security-questions.ts';
import type { RecoveryDecision } from '../ports/decision.ts';
import { withHashSlot } from '../ports/hasher.ts';
import { readQuestions } from './read-questions.ts';
import { settleRight } from './settle-attempt.ts';
import { withoutEnd } from './settle-challenge.ts';
import { type GatePorts, testPin } from './test-pin.ts';

type ProvePorts = GatePorts;

/**
 * Tests the answers to all of a person's questions through the one gate: one attempt of the budget
 * that the answers have for themselves, charged before they are compared. Right or wrong as a whole.
 * Throws `request_malformed`, free of charge, for anything but an answer to every question.
 */
export async function testAnswers(
  ports: ProvePorts,
  call: Call,
  pin: CredentialKey,
  given: readonly string[],
): Promise<AnswersOutcome> {
  const subject = { id: pin.subject };
  const asked = await readQuestions(ports, call, { subject, purpose: pin.purpose });
  if (asked.outcome === 'unknown_subject') return asked;
  if (asked.questions === null) return { outcome: 'not_set' };
  const secret = Answers.parse(given);
  if (secret === null || given.length !== asked.questions.length) {
    throw new Fault('request_malformed', 'Answer every question; nothing was charged.');
  }
  const { purpose } = questionsKey(pin);
  const test = { subject, purpose, proof: secret, action: 'recovery.prove' };
  return withHashSlot(ports.hasher, call, async (slot) => {
    const tested = await testPin(ports, call, slot, test);
    if (!tested.right) return tested.rejection;
    const { receipt: _receipt, ...proofCall } = withoutEnd(call);
    return settleRight<AnswersOutcome>(ports, proofCall, tested.attempt, (credential) => ({
      credential,
      outcome: { outcome: 'proven' },
    }));
  });
}

/** The same for a recovery that was started for it. */
export async function proveAnswers(
  ports: ProvePorts,
  call: Call,
  recovery: Recovery,
  given: readonly string[],
): Promise<ProveRecoveryOutcome> {
  const tested = await testAnswers(ports, call, recovery, given);
  switch (tested.outcome) {
    case 'proven':
      return applyProof(ports, call, recovery);
    case 'wrong':
    case 'locked':
      return tested;
    case 'not_set':
    case 'unknown_subject':
      return { outcome: 'closed' };
  }
}

/** Whoever proved it may finish the recovery. */
export function applyProof(
  { store, clock, random }: ProvePorts,
  call: Call,
  { tenant, id }: Pick<Recovery, 'tenant' | 'id'>,
): Promise<ProveRecoveryOutcome> {
  return store.applyToRecovery(tenant, id, (current): RecoveryDecision<ProveRecoveryOutcome> => {
    const at = clock.now();
    if (current === null || !isOpenForProof(current, at)) return { result: { outcome: 'closed' } };
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
