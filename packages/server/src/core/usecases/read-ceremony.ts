import type { Call } from '../model/call.ts';
import { type CeremonyStep, stepsOf } from '../model/ceremony.ts';
import type { Challenge } from '../model/challenge.ts';
import { viewBudget } from '../model/guess-budget.ts';
import { type LockoutView, suspendedView } from '../model/lockout-view.ts';
import type { VerifierKind } from '../model/pin-key.ts';
import type { SecurityPrompt } from '../model/security-prompt.ts';
import type { SecurityQuestion } from '../model/security-questions.ts';
import type { Ports } from '../ports/ports.ts';
import { findRecipient } from './compose-message.ts';
import { readChallenge } from './read-challenge.ts';
import { readQuestions } from './read-questions.ts';
import { openPrompt } from './seal-prompt.ts';

/** What a page has to ask for a challenge, and how things stand for the person before it. */
export interface Ceremony {
  readonly challenge: Challenge;
  /** In the order they are asked; empty when there is nothing left to do. */
  readonly steps: readonly CeremonyStep[];
  /** How guesses at the PIN stand; `null` when there is no PIN. */
  readonly pin: LockoutView | null;
  /** `key`: the PIN is a key on its owner's device and cannot be typed. `null`: there is no PIN. */
  readonly pinKind: VerifierKind | null;
  /** The person's questions, `null` when none are set, and how guesses at the answers stand. */
  readonly questions: readonly SecurityQuestion[] | null;
  readonly answers: LockoutView;
  /** Whether a one-time code can be sent to this person now. */
  readonly codes: boolean;
  readonly suspended: boolean;
  /** What the person chose to be shown before they type their PIN; `null`: nothing. */
  readonly prompt: SecurityPrompt | null;
}

/** Reads only; `null` when the subject is gone. Throws `challenge_not_found`. */
export async function readCeremony(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'channels'>,
  call: Call,
  id: string,
): Promise<Ceremony | null> {
  const challenge = await readChallenge(ports, call, id);
  const tenant = call.tenant.id;
  const subject = await ports.store.readSubject(tenant, challenge.subject);
  if (subject === null) return null;
  const about = { subject: { id: subject.id }, purpose: challenge.purpose };
  const asked = await readQuestions(ports, call, about);
  if (asked.outcome === 'unknown_subject') return null;
  const key = { tenant, subject: subject.id, purpose: challenge.purpose };
  const credential = await ports.store.readCredential(key);
  const { verifier } = credential;
  const has = { pin: verifier !== null, questions: asked.questions !== null };
  const suspended = subject.suspendedAt !== null;
  const view = viewBudget(credential, null, call.tenant.policy, ports.clock.now());
  const shown = suspended ? suspendedView(view) : view;
  return {
    challenge,
    steps: stepsOf(challenge.type, has),
    pin: has.pin ? shown : null,
    pinKind: verifier?.kind ?? null,
    questions: asked.questions,
    answers: asked.lockout,
    codes: !suspended && findRecipient(subject, ports.channels) !== undefined,
    suspended,
    prompt: await openPrompt(ports.sealer, key, credential),
  };
}
