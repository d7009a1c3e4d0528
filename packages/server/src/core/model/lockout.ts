import type { Instant } from './instant.ts';
import { FAILURES_HARD_CAP, type Policy } from './policy.ts';

/** The part of a policy the guess accounting reads. */
export type LockoutPolicy = Pick<
  Policy,
  'attemptsMax' | 'lockDurationsMs' | 'failuresMax' | 'rolling' | 'lockExtension'
>;

/** No rolling limit may be larger. */
export const ROLLING_MAX = 20;

/**
 * How many charges {@link LockoutState.recent} remembers: more than a rolling limit counts, or right
 * ones still under way, of which a budget and those before it let through 20 each, would push out
 * the wrong ones.
 */
export const RECENT_MAX = 64;

/**
 * How many guesses one credential has granted and what that cost it.
 *
 * Every charge takes the next ticket. Counting tickets instead of "wrong answers" is what makes the
 * state right at every moment: a charge already counts as a failure, and only a proven success takes
 * it back, so a crash between charge and answer can lose an answer but never a guess.
 */
export interface LockoutState {
  /** Charges ever made; the ticket of the latest one. */
  readonly tickets: number;
  /** Ticket up to which charges are forgiven by a success, an unlock or a reset. */
  readonly forgiven: number;
  /** Ticket after which the current budget opened. */
  readonly windowFrom: number;
  /** Charges of the current budget that were not forgiven. */
  readonly spent: number;
  /** Charges since the last success that were not forgiven; compared with the hard cap. */
  readonly failures: number;
  /** Timed locks fired since the last success; picks the next lock's length. */
  readonly step: number;
  /** When the timed lock in {@link lockedUntil} began; `null` with it. */
  readonly lockedAt: Instant | null;
  readonly lockedUntil: Instant | null;
  /** Imposed from outside (staff, a gateway's ladder), `until: null` until staff lift it. */
  readonly hold: { readonly until: Instant | null } | null;
  /**
   * The latest charges that were not proven right, oldest first: what a rolling limit counts. Kept
   * whatever the policy, because wires with and without such a limit share one credential.
   */
  readonly recent: readonly RecentCharge[];
  /** The lock that grew by trying on: where it began, and where it ends by now. */
  readonly extended: { readonly since: Instant; readonly until: Instant } | null;
  /** When all failures were last cleared at once, by an unlock or by a renewed PIN. */
  readonly clearedAt: Instant | null;
  /**
   * Since when the PIN waits to be confirmed: it came out of a backup, and may have been changed after
   * that was made. Until then nothing is compared with it, and only a new PIN or staff end that.
   */
  readonly unconfirmedSince: Instant | null;
}

export interface RecentCharge {
  readonly ticket: number;
  readonly at: Instant;
}

export type LockoutEvent =
  | { readonly type: 'charged' }
  | { readonly type: 'succeeded'; readonly ticket: number }
  /** The comparison never ran: the queue broke, the verifier could not be opened. */
  | { readonly type: 'refunded'; readonly ticket: number }
  | { readonly type: 'held'; readonly until: Instant | null }
  | { readonly type: 'hold_released' }
  /** A new PIN came in through a recovery: guesses against the old one no longer matter. */
  | { readonly type: 'renewed' }
  /** Staff unlocked the credential: everything is lifted, holds included, but no doubt about the PIN. */
  | { readonly type: 'unlocked' }
  /** A backup was restored, and nobody knows what happened since. */
  | { readonly type: 'restored' }
  /** Staff know that the PIN was not changed since; locks stay as they are. */
  | { readonly type: 'confirmed' };

export const INITIAL_LOCKOUT: LockoutState = {
  tickets: 0,
  forgiven: 0,
  windowFrom: 0,
  spent: 0,
  failures: 0,
  step: 0,
  lockedAt: null,
  lockedUntil: null,
  hold: null,
  recent: [],
  extended: null,
  clearedAt: null,
  unconfirmedSince: null,
};

const NO_TIMED_LOCK = { lockedAt: null, lockedUntil: null } as const;

/**
 * The only place where guess accounting happens; pure, total, and the same function the model
 * checker explores. A charge that is refused leaves `tickets` as it was: compare the two to know.
 */
export function reduceLockout(
  state: LockoutState,
  event: LockoutEvent,
  policy: LockoutPolicy,
  now: Instant,
): LockoutState {
  switch (event.type) {
    case 'charged':
      return charge(state, policy, now);
    case 'succeeded':
      return succeed(forget(state, event.ticket), event.ticket, policy);
    case 'refunded':
      return refund(forget(state, event.ticket), event.ticket);
    case 'held':
      return { ...state, hold: laterHold(state.hold, { until: event.until }) };
    case 'hold_released':
      return { ...state, hold: null };
    case 'renewed':
      return clearFailures(state, now);
    case 'unlocked': {
      const { unconfirmedSince } = state;
      return { ...clearFailures(state, now), hold: null, unconfirmedSince };
    }
    case 'restored':
      return { ...spendBudget(state, policy, now), unconfirmedSince: now };
    case 'confirmed':
      return { ...state, unconfirmedSince: null };
  }
}

/** True while no guess is evaluated, not even a right one. */
export function isLocked(state: LockoutState, policy: LockoutPolicy, now: Instant): boolean {
  return (
    isHeld(state, now) ||
    isUnconfirmed(state) ||
    isExhausted(state, policy) ||
    isBefore(now, state.lockedUntil) ||
    isBefore(now, rollingEnd(state, policy)) ||
    isBefore(now, extensionEnd(state, policy))
  );
}

function isBefore(now: Instant, end: Instant | null): boolean {
  return end !== null && now < end;
}

/** Where trying on has moved the end of the lock to; only a policy that moves locks sees it. */
export function extensionEnd(
  { extended }: LockoutState,
  { lockExtension }: Pick<LockoutPolicy, 'lockExtension'>,
): Instant | null {
  return lockExtension === null ? null : (extended?.until ?? null);
}

/** When the rolling limit lets a guess through again; `null` while it is not reached. */
export function rollingEnd(
  { recent }: LockoutState,
  { rolling }: Pick<LockoutPolicy, 'rolling'>,
): Instant | null {
  if (rolling === null) return null;
  const oldest = recent.at(-rolling.attemptsMax);
  return oldest === undefined ? null : oldest.at + rolling.windowMs;
}

/** True once the hard cap is reached: no timed lock ends this, only a reset, recovery or unlock. */
export function isExhausted(state: LockoutState, policy: LockoutPolicy): boolean {
  return state.failures >= failuresCap(policy);
}

/** True until a new PIN, or staff, say that this is the right one. */
export function isUnconfirmed({ unconfirmedSince }: LockoutState): boolean {
  return unconfirmedSince !== null;
}

export function isHeld(state: LockoutState, now: Instant): boolean {
  return state.hold !== null && (state.hold.until === null || now < state.hold.until);
}

function charge(state: LockoutState, policy: LockoutPolicy, now: Instant): LockoutState {
  if (isLocked(state, policy, now)) return extendLock(state, policy, now);
  // A timed lock that has ended opens a fresh budget; the hard cap goes on counting.
  const budget =
    state.lockedUntil === null
      ? state
      : { ...state, spent: 0, windowFrom: state.tickets, ...NO_TIMED_LOCK };
  const open = { ...budget, extended: stillExtended(state, now) };
  // A policy made stricter since the last charge, or a wire stricter than the one that charged,
  // finds a budget with nothing in it: the lock begins without a guess.
  if (open.spent >= policy.attemptsMax) return lock(open, policy, now);
  const charged = {
    ...open,
    tickets: open.tickets + 1,
    spent: open.spent + 1,
    failures: open.failures + 1,
    recent: remember(open, now),
  };
  // The lock starts with the charge that spends the last guess, not with its answer: nobody can
  // slip a guess in between, and a crash in between leaves the credential locked.
  return charged.spent >= policy.attemptsMax ? lock(charged, policy, now) : charged;
}

function lock(state: LockoutState, policy: LockoutPolicy, now: Instant): LockoutState {
  const lockedUntil = now + lockLength(policy, state.step);
  return { ...state, lockedAt: now, lockedUntil, step: state.step + 1 };
}

function lockLength({ lockDurationsMs: durations }: LockoutPolicy, step: number): number {
  return durations[Math.min(step, durations.length - 1)] ?? 0;
}

/** A clock that went back must not make a guess older than those before it. */
function remember({ recent, tickets }: LockoutState, now: Instant): readonly RecentCharge[] {
  const at = Math.max(now, recent.at(-1)?.at ?? now);
  return [...recent, { ticket: tickets + 1, at }].slice(-RECENT_MAX);
}

/**
 * Only a charge's own end takes it back: a success says nothing about the guesses before it. With one
 * of the charges that locked, what trying on made of that lock is taken back too.
 */
function forget(state: LockoutState, ticket: number): LockoutState {
  const gone = state.recent.find((charge) => charge.ticket === ticket);
  if (gone === undefined) return state;
  const recent = state.recent.filter((charge) => charge !== gone);
  const hadLocked = state.extended !== null && gone.at <= state.extended.since;
  return { ...state, recent, extended: hadLocked ? null : state.extended };
}

/** A wire that does not know of extended locks may charge meanwhile, and must not end one. */
function stillExtended({ extended }: LockoutState, now: Instant): LockoutState['extended'] {
  return extended !== null && now < extended.until ? extended : null;
}

/**
 * A lock that grows has an end of its own, beside the timed lock: that one's end opens a fresh budget
 * and has to come when its length says.
 */
function extendLock(state: LockoutState, policy: LockoutPolicy, now: Instant): LockoutState {
  const rule = policy.lockExtension;
  // What only staff can end has no end that could be moved.
  if (rule === null || isUnconfirmed(state)) return state;
  if (isHeld(state, now) || isExhausted(state, policy)) return state;
  const since = extensibleSince(state, policy, now);
  if (since === null) return state;
  const until = Math.min(now + rule.byMs, since + rule.maxMs);
  return until > (state.extended?.until ?? 0) ? { ...state, extended: { since, until } } : state;
}

/** Where the lock began that grows; `null` for a lock of the budget beside a rolling limit. */
function extensibleSince(state: LockoutState, policy: LockoutPolicy, now: Instant): Instant | null {
  const { recent, lockedAt } = state;
  const extended = stillExtended(state, now);
  if (extended !== null) return extended.since;
  if (policy.rolling === null) return lockedAt;
  return isBefore(now, rollingEnd(state, policy)) ? (recent.at(-1)?.at ?? now) : null;
}

function succeed(state: LockoutState, ticket: number, policy: LockoutPolicy): LockoutState {
  if (ticket <= state.forgiven) return state;
  // A success forgives its own charge and those before it. Charges made after it may be another
  // person's guesses running in parallel: forgiving them would hand those guesses back.
  const after = state.tickets - ticket;
  const forgiven = { ...state, forgiven: ticket, failures: Math.min(state.failures, after) };
  if (ticket <= state.windowFrom) return forgiven;
  const spent = Math.min(state.spent, after);
  const opened = { ...forgiven, windowFrom: ticket, spent };
  const stillLocked = spent >= policy.attemptsMax && state.lockedUntil !== null;
  return stillLocked ? { ...opened, step: 1 } : { ...opened, ...NO_TIMED_LOCK, step: 0 };
}

function refund(state: LockoutState, ticket: number): LockoutState {
  if (ticket <= state.forgiven) return state;
  const refunded = { ...state, failures: Math.max(0, state.failures - 1) };
  if (ticket <= state.windowFrom) return refunded;
  const spent = Math.max(0, state.spent - 1);
  if (state.lockedUntil === null) return { ...refunded, spent };
  return { ...refunded, spent, ...NO_TIMED_LOCK, step: Math.max(0, state.step - 1) };
}

function clearFailures({ tickets, hold }: LockoutState, clearedAt: Instant): LockoutState {
  const from = { tickets, forgiven: tickets, windowFrom: tickets };
  return { ...INITIAL_LOCKOUT, ...from, hold, clearedAt };
}

/**
 * What is left of the budget may have been used since: it is charged, as guesses would be, until the
 * lock that follows. So no order of backups and restores lets more guesses through than the locks do.
 */
function spendBudget(state: LockoutState, policy: LockoutPolicy, now: Instant): LockoutState {
  let spent = state;
  // Each round charges one guess or locks; no policy has a larger budget than the hard cap.
  for (let round = 0; round <= FAILURES_HARD_CAP && !isLocked(spent, policy, now); round += 1) {
    spent = charge(spent, policy, now);
  }
  return spent;
}

/** The one that ends later, where there are two. */
export function laterHold(
  one: LockoutState['hold'],
  other: LockoutState['hold'],
): LockoutState['hold'] {
  if (one === null || other === null) return one ?? other;
  if (one.until === null || other.until === null) return { until: null };
  return { until: Math.max(one.until, other.until) };
}

/** Failures in a row after which no timed lock helps any more. */
export function failuresCap(policy: LockoutPolicy): number {
  return Math.min(policy.failuresMax, FAILURES_HARD_CAP);
}
