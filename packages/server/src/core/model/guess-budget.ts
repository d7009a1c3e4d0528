import { type Credential, isChangedSince } from './credential.ts';
import type { Instant } from './instant.ts';
import type { DeviceClaim } from './known-device.ts';
import {
  INITIAL_LOCKOUT,
  type LockoutEvent,
  type LockoutPolicy,
  type LockoutState,
  laterHold,
  reduceLockout,
} from './lockout.ts';
import { type LockoutView, viewLockout } from './lockout-view.ts';
import type { Policy } from './policy.ts';

/** Whose budget a guess comes out of: a known device's, or (`null`) the one all strangers share. */
export type BudgetOwner = string | null;

type DevicePolicy = LockoutPolicy & Pick<Policy, 'knownDevicesMax'>;

/** Where a charge was made, and how far every budget had come then. */
export interface ChargePlace {
  readonly ticket: number;
  readonly owner: BudgetOwner;
  readonly marks: readonly (readonly [owner: BudgetOwner, tickets: number])[];
}

export function ownerOf(
  credential: Credential,
  claim: DeviceClaim | undefined,
  { knownDevicesMax }: Pick<Policy, 'knownDevicesMax'>,
): BudgetOwner {
  if (claim === undefined || credential.devices.length === 0) return null;
  const known = credential.devices.slice(0, knownDevicesMax).find(({ id }) => id === claim.id);
  return known === undefined || isChangedSince(credential, known.provenAt) ? null : known.id;
}

/** The state a guess of this owner is judged by: its own, with what holds for all. */
export function budgetOf(credential: Credential, owner: BudgetOwner): LockoutState {
  const { lockout, devices } = credential;
  if (devices.length === 0) return lockout;
  const failures = devices.reduce((sum, each) => sum + each.lockout.failures, lockout.failures);
  const own = ownState(credential, owner);
  // A device has one of its own where two records of it were brought together.
  return { ...own, failures, hold: laterHold(own.hold, lockout.hold) };
}

export function viewBudget(
  credential: Credential,
  owner: BudgetOwner,
  policy: LockoutPolicy,
  now: Instant,
): LockoutView {
  return viewLockout(budgetOf(credential, owner), policy, now);
}

/** Takes one guess from a budget; the reducer is the one that explores and counts everywhere. */
export function chargeBudget(
  credential: Credential,
  owner: BudgetOwner,
  policy: LockoutPolicy,
  now: Instant,
): { readonly next: Credential; readonly place: ChargePlace | null } {
  const before = budgetOf(credential, owner);
  const after = reduceLockout(before, { type: 'charged' }, policy, now);
  if (after === before) return { next: credential, place: null };
  const own = ownState(credential, owner);
  const failures = own.failures + after.failures - before.failures;
  const next = withState(credential, owner, { ...after, failures, hold: own.hold });
  if (after.tickets === before.tickets) return { next, place: null };
  return { next, place: { ticket: after.tickets, owner, marks: marksOf(next) } };
}

/**
 * Settles a charge where it was made. A right PIN also takes what others got wrong before it out of the cap on
 * failures in a row; their budgets and locks stay: a stranger gains no guess by the owner's success.
 */
export function settleBudget(
  credential: Credential,
  { ticket, owner, marks }: ChargePlace,
  type: Extract<LockoutEvent['type'], 'succeeded' | 'refunded'>,
  { policy, now }: { readonly policy: LockoutPolicy; readonly now: Instant },
): Credential {
  const excused = type === 'succeeded' ? excuseOthers(credential, owner, marks) : credential;
  if (!isThere(excused, owner)) return excused;
  const own = ownState(excused, owner);
  return withState(excused, owner, reduceLockout(own, { type, ticket }, policy, now));
}

/** Applies what is meant for everybody: an unlock. */
export function reduceAll(
  credential: Credential,
  event: LockoutEvent,
  policy: LockoutPolicy,
  now: Instant,
): Credential {
  const lockout = reduceLockout(credential.lockout, event, policy, now);
  const devices = credential.devices.map((device) => ({
    ...device,
    lockout: reduceLockout(device.lockout, event, policy, now),
  }));
  return { ...credential, lockout, devices };
}

/**
 * Knows a device from now on, or for longer. The one that proved the PIN longest ago makes room.
 * `lockout`: its own accounting so far, where it has one.
 */
export function rememberDevice(
  credential: Credential,
  claim: DeviceClaim | undefined,
  lockout: LockoutState | null,
  { policy, now }: { readonly policy: DevicePolicy; readonly now: Instant },
): Credential {
  if (claim === undefined || policy.knownDevicesMax === 0) return credential;
  const others = credential.devices.filter(({ id }) => id !== claim.id);
  // A change made by this very proof is of the same moment, or told a little later.
  const provenAt = Math.max(now, credential.changedAt ?? now);
  const device = { id: claim.id, provenAt, lockout: lockout ?? INITIAL_LOCKOUT };
  return { ...credential, devices: [device, ...others].slice(0, policy.knownDevicesMax) };
}

/** The accounting of one owner alone; that of a device that is not there is nobody's. */
export function ownState({ lockout, devices }: Credential, owner: BudgetOwner): LockoutState {
  if (owner === null) return lockout;
  return devices.find(({ id }) => id === owner)?.lockout ?? INITIAL_LOCKOUT;
}

function isThere({ devices }: Credential, owner: BudgetOwner): boolean {
  return owner === null || devices.some(({ id }) => id === owner);
}

function withState(credential: Credential, owner: BudgetOwner, lockout: LockoutState): Credential {
  if (owner === null) return { ...credential, lockout };
  const devices = credential.devices.map((each) =>
    each.id === owner ? { ...each, lockout } : each,
  );
  return { ...credential, devices };
}

function marksOf({ lockout, devices }: Credential): ChargePlace['marks'] {
  if (devices.length === 0) return [];
  return [
    [null, lockout.tickets],
    ...devices.map((each) => [each.id, each.lockout.tickets] as const),
  ];
}

function excuseOthers(
  credential: Credential,
  owner: BudgetOwner,
  marks: ChargePlace['marks'],
): Credential {
  return marks
    .filter(([other]) => other !== owner && isThere(credential, other))
    .reduce((current, [other, mark]) => {
      const own = ownState(current, other);
      // Charges made since may be somebody's guesses running beside the right one.
      const failures = Math.min(own.failures, Math.max(0, own.tickets - mark));
      return withState(current, other, { ...own, failures });
    }, credential);
}
