import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type Credential, type CredentialKey, mustChangePin } from '../model/credential.ts';
import type { DomainEvent } from '../model/event.ts';
import {
  type ChargePlace,
  ownState,
  rememberDevice,
  settleBudget,
  viewBudget,
} from '../model/guess-budget.ts';
import { isHeld } from '../model/lockout.ts';
import { type LockoutView, suspendedView } from '../model/lockout-view.ts';
import type { Traces } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { lockedOutcome } from './charge-attempt.ts';
import { lockedEvent } from './locked-event.ts';
import { type Renewal, withRenewal } from './renew-verifier.ts';
import {
  applyInChallenge,
  challengeAlong,
  failByLock,
  type StepDecision,
} from './settle-challenge.ts';

/** A charged attempt, on its way to being settled exactly once. */
export interface ChargedAttempt extends ChargePlace {
  readonly key: CredentialKey;
  readonly action: string;
  /** Version of the verifier the PIN was compared with. */
  readonly version: number;
  /** After a right PIN: its verifier made anew, where the one in force is less than new ones are. */
  readonly renewal?: Renewal;
}

export interface WrongAttempt {
  readonly outcome: 'wrong';
  readonly lockout: LockoutView;
}

export type LateRejection =
  | WrongAttempt
  | { readonly outcome: 'locked'; readonly lockout: LockoutView };

/** What a right PIN leads to: the new state (before the accounting) and what to record with it. */
export interface Effect<R>
  extends Pick<StepDecision<R>, 'events' | 'messages' | 'rebound' | 'completes'> {
  readonly credential: Credential;
  readonly outcome: R;
  readonly reason?: string;
  /** More than the PIN was asked for and not shown: nothing changes and the attempt stays counted. */
  readonly withheld?: true;
}

type SettlePorts = Pick<Ports, 'store' | 'clock' | 'random'>;

/** Records a wrong PIN. The charge already counted it; what is new is that it is known. */
export function settleWrong(
  { store, clock, random }: SettlePorts,
  call: Call,
  attempt: ChargedAttempt,
): Promise<WrongAttempt> {
  return store.applyToCredential(
    attempt.key,
    (current, read) => {
      const now = clock.now();
      const view = viewBudget(current, attempt.owner, call.tenant.policy, now);
      const result = wrongAttempt(view);
      const locked = announceLock(random.id(), attempt, current, { at: now, view });
      const ended = locked.length > 0 ? failByLock({ clock, random }, attempt.key, read) : {};
      return {
        audit: [auditOf(call, now, attempt, 'wrong')],
        ...ended,
        events: [...locked, ...(ended.events ?? [])],
        ...receiptOf(call, result),
        result,
      };
    },
    challengeAlong(call),
  );
}

/**
 * Applies what a right PIN leads to, together with the accounting, in one transaction. Three things
 * may have happened since the comparison began, and all deny: the PIN was replaced (the proof is
 * about a PIN that no longer counts), the subject was suspended, or a hold was placed (both were
 * meant to stop this attempt too).
 */
export function settleRight<R extends { readonly outcome: string }>(
  ports: SettlePorts,
  call: Call,
  attempt: ChargedAttempt,
  effectOf: (credential: Credential, lockout: LockoutView) => Effect<R>,
): Promise<R | LateRejection> {
  const { clock, random } = ports;
  const { policy } = call.tenant;
  const decide = (current: Credential): StepDecision<R | LateRejection> => {
    const now = clock.now();
    const reject = (result: LateRejection, reason: string) => ({
      audit: [auditOf(call, now, attempt, result.outcome, reason)],
      ...receiptOf(call, result),
      result,
    });
    const view = viewBudget(current, attempt.owner, policy, now);
    if (current.verifier?.version !== attempt.version) {
      return reject(wrongAttempt(view), 'the PIN was replaced during the comparison');
    }
    if (current.suspended) {
      return reject(lockedOutcome(suspendedView(view)), 'suspended during the comparison');
    }
    if (isHeld(current.lockout, now)) {
      return reject(lockedOutcome(view), 'held during the comparison');
    }
    const settled = settleBudget(current, attempt, 'succeeded', { policy, now });
    const renewed = withRenewal(call, attempt, settled, now);
    const verified = { ...renewed.credential, verifiedAt: now };
    const effect = effectOf(verified, viewBudget(verified, attempt.owner, policy, now));
    const entry = auditOf(call, now, attempt, effect.outcome.outcome, effect.reason);
    const traces = {
      audit: effect.withheld ? [entry] : [entry, ...renewed.audit],
      ...receiptOf(call, effect.outcome),
      result: effect.outcome,
    };
    if (effect.withheld) {
      return { ...traces, events: announceLock(random.id(), attempt, current, { at: now, view }) };
    }
    const { credential, outcome: _outcome, reason: _reason, ...rest } = effect;
    const own = attempt.owner === null ? null : ownState(settled, attempt.owner);
    return {
      ...traces,
      next: rememberDevice(credential, call.device, own, { policy, now }),
      ...rest,
    };
  };
  // The PIN was right, whatever became of the challenge: it is forgiven as at any other door.
  const missed = (current: Credential) => {
    const now = clock.now();
    const proven = current.verifier?.version === attempt.version && !isBarred(current, now);
    const entry = auditOf(call, now, attempt, 'challenge_closed', proven ? 'right' : 'outdated');
    if (!proven) return { audit: [entry] };
    const settled = settleBudget(current, attempt, 'succeeded', { policy, now });
    const { credential, audit } = withRenewal(call, attempt, settled, now);
    return { audit: [entry, ...audit], next: { ...credential, verifiedAt: now } };
  };
  return applyInChallenge<R | LateRejection>(ports, call, attempt.key, decide, missed);
}

function isBarred({ suspended, lockout }: Credential, now: number): boolean {
  return suspended || isHeld(lockout, now);
}

/** Gives a guess back; only for attempts whose comparison provably never ran. */
export function refundAttempt(
  { store, clock }: Pick<SettlePorts, 'store' | 'clock'>,
  call: Call,
  attempt: ChargedAttempt,
  reason: string,
): Promise<void> {
  return store.applyToCredential(attempt.key, (current) => {
    const now = clock.now();
    const { policy } = call.tenant;
    return {
      next: settleBudget(current, attempt, 'refunded', { policy, now }),
      audit: [auditOf(call, now, attempt, 'refunded', reason)],
      result: undefined,
    };
  });
}

/** Whether a credential that has just been proven still demands a change. */
export function demandsChange(call: Call, credential: Credential): boolean {
  return mustChangePin(credential, call.tenant.policy, credential.verifiedAt ?? 0);
}

function wrongAttempt(lockout: LockoutView): WrongAttempt {
  return { outcome: 'wrong', lockout };
}

function auditOf(
  call: Call,
  at: number,
  attempt: ChargedAttempt,
  outcome: string,
  reason?: string,
) {
  const { subject, purpose } = attempt.key;
  return auditEntry(call, at, { action: attempt.action, outcome, subject, purpose, reason });
}

function receiptOf(call: Call, outcome: unknown): Pick<Traces, 'receipt'> {
  return call.receipt ? { receipt: { ...call.receipt, outcome } } : {};
}

/**
 * The lock began with the charge of the last guess; it is announced once that guess is known not to
 * have opened anything. While locked no charge is made, so one attempt holds the last ticket.
 */
function announceLock(
  id: string,
  attempt: ChargedAttempt,
  credential: Credential,
  { at, view }: { readonly at: number; readonly view: LockoutView },
): readonly DomainEvent[] {
  const { tickets } = ownState(credential, attempt.owner);
  const last = view.locked && attempt.ticket === tickets;
  return last ? [lockedEvent(id, attempt.key, at, view)] : [];
}
