import { Fault } from '../fault.ts';
import type { Assertion } from '../model/assertion.ts';
import type { Call } from '../model/call.ts';
import {
  type Challenge,
  type ChallengeFailure,
  completeChallenge,
  failChallenge,
  isOpen,
} from '../model/challenge.ts';
import type { Credential, CredentialKey } from '../model/credential.ts';
import type { DomainEvent, EventType } from '../model/event.ts';
import type { Instant } from '../model/instant.ts';
import { isQuestionsKey } from '../model/security-questions.ts';
import type { Along, CredentialDecision, ReadAlong, Traces } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/** A decision that may be what a challenge was opened for. */
export interface StepDecision<R> extends CredentialDecision<R> {
  /** The effect is there: with the last step of a challenge, the challenge is complete. */
  readonly completes?: { readonly assertion?: Assertion };
}

type StepPorts = Pick<Ports, 'store' | 'clock' | 'random'>;

const MISSED = Symbol('the challenge was over');

/**
 * Applies a decision about a credential. When the call executes a challenge, the decision counts only
 * while that challenge is open, and effect, end of the challenge and its event are one transaction:
 * of two submissions at once one has the effect, and a crash leaves both or neither. Throws
 * `challenge_closed` for the other, after `missed` has been applied: a guess that was charged and
 * compared is settled and recorded all the same.
 */
export async function applyInChallenge<R>(
  { store, clock, random }: StepPorts,
  call: Call,
  key: CredentialKey,
  decide: (current: Credential, along: ReadAlong) => StepDecision<R>,
  missed: (current: Credential) => Omit<CredentialDecision<R>, 'result'> = () => ({}),
): Promise<R> {
  const step = call.challenge;
  if (step === undefined) return store.applyToCredential(key, decide);
  const applied = await store.applyToCredential<R | typeof MISSED>(
    key,
    (current, read) => {
      const now = clock.now();
      const { challenge } = read;
      if (challenge === null || !isOpen(challenge, now)) {
        return { ...missed(current), result: MISSED };
      }
      const decision = decide(current, read);
      if (decision.completes === undefined || !step.last) return decision;
      const { assertion = null } = decision.completes;
      const completed = completeChallenge(challenge, now, assertion);
      return withChallenge(decision, completed, random.id());
    },
    { challenge: step.id },
  );
  if (applied === MISSED) throw challengeClosed();
  return applied;
}

/** Lets a decision see the challenge this call executes, where there is one. */
export function challengeAlong({ challenge }: Call): Along | undefined {
  return challenge && { challenge: challenge.id };
}

/** What the lock of a credential means for the challenge that was being executed. */
export function failByLock(
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  key: CredentialKey,
  { challenge }: ReadAlong,
): Pick<Traces, 'challenge' | 'events'> {
  const now = clock.now();
  if (challenge === null || !isOpen(challenge, now)) return {};
  const failed = failChallenge(challenge, failureOf(key), now);
  return { challenge: failed, events: [challengeEvent(failed, now, random.id())] };
}

/** The same call, one step before the end of its challenge. */
export function withoutEnd(call: Call): Call {
  return call.challenge === undefined
    ? call
    : { ...call, challenge: { ...call.challenge, last: false } };
}

const EVENT_OF = {
  complete: 'challenge.completed',
  failed: 'challenge.failed',
  expired: 'challenge.expired',
} as const satisfies Record<string, EventType>;

/** What everybody is told about a challenge that is over. */
export function challengeEvent(challenge: Challenge, at: Instant, id: string): DomainEvent {
  const { tenant, subject, purpose, type, dialect, label, status, failure } = challenge;
  if (status === 'pending' || status === 'in_progress') throw challengeClosed();
  const data = { challenge: challenge.id, purpose, type, dialect, label, status, failure };
  return { id, type: EVENT_OF[status], tenant, subject, at, data };
}

export function challengeClosed(): Fault {
  const sentence = 'This challenge was used or is over. Open a new one.';
  return new Fault('challenge_closed', sentence);
}

function withChallenge<R>(
  decision: StepDecision<R>,
  challenge: Challenge,
  eventId: string,
): CredentialDecision<R> {
  const event = challengeEvent(challenge, challenge.settledAt ?? challenge.expiresAt, eventId);
  return { ...decision, challenge, events: [...(decision.events ?? []), event] };
}

function failureOf(key: CredentialKey): Exclude<ChallengeFailure, 'expired'> {
  return isQuestionsKey(key) ? 'answers_locked' : 'pin_locked';
}
