import type { Call } from '../model/call.ts';
import { type CeremonyStep, stepsOf } from '../model/ceremony.ts';
import type { Challenge } from '../model/challenge.ts';
import type { LockoutView } from '../model/lockout-view.ts';
import type { SecurityQuestion } from '../model/security-questions.ts';
import type { Ports } from '../ports/ports.ts';
import { readChallenge } from './read-challenge.ts';
import { readPinStatus } from './read-pin-status.ts';
import { readQuestions } from './read-questions.ts';
import { findRecipient } from './recovery-code.ts';

/** What a page has to ask for a challenge, and how things stand for the person before it. */
export interface Ceremony {
  readonly challenge: Challenge;
  /** In the order they are asked; empty when there is nothing left to do. */
  readonly steps: readonly CeremonyStep[];
  /** How guesses at the PIN stand; `null` when there is no PIN. */
  readonly pin: LockoutView | null;
  /** The person's questions, `null` when none are set, and how guesses at the answers stand. */
  readonly questions: readonly SecurityQuestion[] | null;
  readonly answers: LockoutView;
  /** Whether a one-time code can be sent to this person now. */
  readonly codes: boolean;
  readonly suspended: boolean;
}

/** Reads only; `null` when the subject is gone. Throws `challenge_not_found`. */
export async function readCeremony(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'channels'>,
  call: Call,
  id: string,
): Promise<Ceremony | null> {
  const challenge = await readChallenge(ports, call, id);
  const { purpose } = challenge;
  const subject = await ports.store.readSubject(call.tenant.id, challenge.subject);
  if (subject === null) return null;
  const ref = { id: subject.id };
  const status = await readPinStatus(ports, call, { subject: ref, purpose });
  const asked = await readQuestions(ports, call, { subject: ref, purpose });
  if (status.outcome === 'unknown_subject' || asked.outcome === 'unknown_subject') return null;
  const suspended = subject.suspendedAt !== null;
  const { verifier } = await ports.store.readCredential({
    ...{ tenant: call.tenant.id, subject: subject.id, purpose },
  });
  const has = { pin: verifier !== null, questions: asked.questions !== null };
  return {
    challenge,
    steps: stepsOf(challenge.type, has),
    pin: has.pin ? status.lockout : null,
    questions: asked.questions,
    answers: asked.lockout,
    codes: !suspended && findRecipient(subject, ports.channels) !== undefined,
    suspended,
  };
}
