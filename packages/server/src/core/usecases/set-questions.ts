import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type CredentialKey, replaceVerifier, type Verifier } from '../model/credential.ts';
import type { SetQuestionsOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import {
  type AnsweredQuestion,
  Answers,
  judgeQuestions,
  questionsKey,
} from '../model/security-questions.ts';
import { type HashSlot, withHashSlot } from '../ports/hasher.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { sealQuestions } from './question-prompt.ts';
import { settleRight } from './settle-attempt.ts';
import { applyInChallenge, type StepDecision, withoutEnd } from './settle-challenge.ts';
import { type GatePorts, testPin } from './test-pin.ts';
import { makeVerifier, nextVersion } from './verifier.ts';

export interface SetQuestions {
  readonly subject: SubjectRef;
  /** The PIN these questions will be able to replace. */
  readonly purpose: string;
  readonly questions: readonly AnsweredQuestion[];
  /** Has to be shown where there is a PIN: who sets the questions can take the PIN over. */
  readonly currentPin?: Pin;
}

type QuestionPorts = GatePorts;

interface Prepared {
  readonly key: CredentialKey;
  readonly verifier: Verifier;
  readonly prompt: Uint8Array;
}

/**
 * Sets a person's security questions, once: whoever could set them again could take the PIN over
 * with answers of their own. With a PIN in force it has to be proven through the gate first.
 */
export async function setQuestions(
  ports: QuestionPorts,
  call: Call,
  command: SetQuestions,
): Promise<SetQuestionsOutcome> {
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const refused = judgeQuestions(command.questions, call.tenant.policy);
  const answers = Answers.parse(command.questions.map(({ answer }) => answer));
  if (refused !== null) return { outcome: 'questions_refused', ...refused };
  if (answers === null) return { outcome: 'questions_refused', rule: 'answer_length', index: null };

  const { purpose } = command;
  const key = questionsKey({ tenant: call.tenant.id, subject: subject.id, purpose });
  const current = await ports.store.readCredential(key);
  if (current.verifier !== null) return { outcome: 'exists' };
  return withHashSlot(ports.hasher, call, async (slot) => {
    const rejection = await provePin(ports, call, slot, {
      ...command,
      subject: { id: subject.id },
    });
    if (rejection !== null) return rejection;
    const version = nextVersion(current, ports.random);
    const verifier = await makeVerifier(ports.sealer, slot, key, version, answers);
    const prompt = await sealQuestions(ports.sealer, key, version, command.questions);
    return applyQuestions(ports, call, { key, verifier, prompt });
  });
}

/** `null` when the PIN was right, or there is none that could be asked for. */
async function provePin(
  ports: QuestionPorts,
  call: Call,
  slot: HashSlot,
  { subject, purpose, currentPin }: SetQuestions & { readonly subject: { readonly id: string } },
): Promise<SetQuestionsOutcome | null> {
  const key = { tenant: call.tenant.id, subject: subject.id, purpose };
  const { verifier } = await ports.store.readCredential(key);
  if (verifier === null) return null;
  if (currentPin === undefined) return { outcome: 'pin_required' };
  const test = { subject, purpose, proof: currentPin, action: 'questions.set' };
  // The questions are what the call is for: neither receipt nor challenge ends with this proof.
  const { receipt: _receipt, ...proofCall } = withoutEnd(call);
  const tested = await testPin(ports, proofCall, slot, test);
  if (!tested.right) return tested.rejection;
  const proof = await settleRight(ports, proofCall, tested.attempt, (credential) => ({
    credential,
    outcome: { outcome: 'proven' } as const,
  }));
  return proof.outcome === 'proven' ? null : proof;
}

function applyQuestions(
  ports: QuestionPorts,
  call: Call,
  { key, verifier, prompt }: Prepared,
): Promise<SetQuestionsOutcome> {
  const { clock, random } = ports;
  const { tenant, subject } = key;
  return applyInChallenge(ports, call, key, (current): StepDecision<SetQuestionsOutcome> => {
    if (current.verifier !== null) return { result: { outcome: 'exists' } };
    const at = clock.now();
    const outcome: SetQuestionsOutcome = { outcome: 'set' };
    const next = { ...replaceVerifier(current, verifier, { history: 0 }, at), prompt };
    return {
      next,
      audit: [auditEntry(call, at, { action: 'questions.set', outcome: 'set', subject })],
      events: [{ id: random.id(), type: 'questions.set', tenant, subject, at, data: {} }],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      completes: {},
      result: outcome,
    };
  });
}
