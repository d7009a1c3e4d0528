import type { Credential } from './credential.ts';
import type { Instant } from './instant.ts';
import { type LockoutPolicy, reduceLockout } from './lockout.ts';

/**
 * A credential out of a backup, when nobody knows what happened since: its guesses count as spent,
 * and its PIN, which may have been changed, waits to be confirmed.
 */
export function distrust(credential: Credential, policy: LockoutPolicy, now: Instant): Credential {
  const lockout = reduceLockout(credential.lockout, { type: 'restored' }, policy, now);
  const isSet = credential.verifier !== null;
  const inForce = isSet ? lockout : { ...lockout, unconfirmedSince: null };
  // Whoever has the token of a device may have lost it to somebody since.
  return { ...credential, lockout: inForce, devices: [] };
}
