import type { Credential } from './credential.ts';
import type { Instant } from './instant.ts';
import { type LockoutState, laterHold, RECENT_MAX } from './lockout.ts';

/**
 * Two records of one credential in one, as when a copy meets its original. The PIN is the one that
 * was changed later, deletion included. Of the accounting each part is the stricter one: no more
 * guesses are left, and no lock ends earlier, than either record said.
 */
export function mergeCredentials(here: Credential, moved: Credential, now: Instant): Credential {
  const newer = (moved.changedAt ?? 0) > (here.changedAt ?? 0) ? moved : here;
  return {
    ...newer,
    verifiedAt: later(here.verifiedAt, moved.verifiedAt),
    unlockedAt: later(here.unlockedAt, moved.unlockedAt),
    lockout: {
      ...mergeLockouts(here.lockout, moved.lockout, now),
      // About the PIN, and the record it is taken from.
      unconfirmedSince: newer.lockout.unconfirmedSince,
    },
    devices: mergeDevices(newer, newer === moved ? here : moved, now),
    suspended: here.suspended,
  };
}

/** Those that proved the PIN in force; what a device guessed elsewhere counts as well. */
function mergeDevices(newer: Credential, other: Credential, now: Instant): Credential['devices'] {
  return newer.devices.map((device) => {
    const same = other.devices.find(({ id }) => id === device.id);
    if (same === undefined) return device;
    return { ...device, lockout: mergeLockouts(device.lockout, same.lockout, now) };
  });
}

export function mergeLockouts(one: LockoutState, other: LockoutState, now: Instant): LockoutState {
  const [a, b] = [opened(one, now), opened(other, now)];
  return {
    tickets: Math.max(a.tickets, b.tickets),
    // A guess still under way forgives less the later these are.
    forgiven: Math.max(a.forgiven, b.forgiven),
    windowFrom: Math.max(a.windowFrom, b.windowFrom),
    failures: Math.max(a.failures, b.failures),
    step: Math.max(a.step, b.step),
    ...mergeBudgets(a, b),
    recent: mergeRecent(a.recent, b.recent),
    extended: laterExtension(a.extended, b.extended),
    clearedAt: later(a.clearedAt, b.clearedAt),
    unconfirmedSince: later(a.unconfirmedSince, b.unconfirmedSince),
  };
}

type Budget = Pick<LockoutState, 'spent' | 'lockedAt' | 'lockedUntil' | 'hold'>;

/**
 * What is spent of the budget, and when it may be used. The end of a timed lock opens a fresh budget:
 * where only one record is locked and something is spent in the other, that end would hand it back. So
 * the lock becomes a hold, which ends at the same time and gives nothing.
 */
function mergeBudgets(a: LockoutState, b: LockoutState): Budget {
  const hold = laterHold(a.hold, b.hold);
  const [locked, free] = (a.lockedUntil ?? 0) >= (b.lockedUntil ?? 0) ? [a, b] : [b, a];
  const { lockedAt, lockedUntil: until } = locked;
  if (until === null || free.lockedUntil !== null || free.spent === 0) {
    return { spent: Math.max(a.spent, b.spent), lockedAt, lockedUntil: until, hold };
  }
  const held = laterHold(hold, { until });
  return { spent: free.spent, lockedAt: null, lockedUntil: null, hold: held };
}

/** The next charge after a lock that has ended opens a fresh budget: nothing of it is spent yet. */
function opened(state: LockoutState, now: Instant): LockoutState {
  if (state.lockedUntil === null || state.lockedUntil > now) return state;
  return { ...state, spent: 0, windowFrom: state.tickets, lockedAt: null, lockedUntil: null };
}

function mergeRecent(
  one: LockoutState['recent'],
  other: LockoutState['recent'],
): LockoutState['recent'] {
  const known = new Set(one.map(({ ticket, at }) => `${ticket} ${at}`));
  const added = other.filter(({ ticket, at }) => !known.has(`${ticket} ${at}`));
  return [...one, ...added].toSorted((a, b) => a.at - b.at).slice(-RECENT_MAX);
}

function laterExtension(
  one: LockoutState['extended'],
  other: LockoutState['extended'],
): LockoutState['extended'] {
  if (one === null || other === null) return one ?? other;
  return one.until >= other.until ? one : other;
}

function later(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
