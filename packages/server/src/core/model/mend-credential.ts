import type { Credential } from './credential.ts';
import { distrust } from './distrust.ts';
import type { Instant } from './instant.ts';
import type { LockoutPolicy } from './lockout.ts';
import { mergeCredentials } from './merge-credentials.ts';

/** One record of a credential, and whether the keys open its verifier. */
export interface Found {
  readonly credential: Credential;
  readonly opens: boolean;
}

export interface Mended {
  readonly next: Credential;
  /** `merged`: the stricter counters of both. `repaired`: the PIN of the backup, and it is in force. */
  readonly outcome: 'merged' | 'repaired' | 'in_doubt';
}

/**
 * A record of the newest database and the same one of a backup, in one. The PIN is the newest; one
 * that does not open any more is taken from the backup, where that is known to be the same one, and
 * else in doubt. `null`, for a record here that is missing or no longer what a server wrote.
 */
export function mendCredential(
  here: Found | null,
  copy: Found,
  policy: LockoutPolicy,
  now: Instant,
): Mended {
  if (here === null) return { next: distrust(copy.credential, policy, now), outcome: 'in_doubt' };
  const next = mergeCredentials(here.credential, copy.credential, now);
  const [wanted, kept] = [here.credential.verifier, copy.credential.verifier];
  if (wanted === null || here.opens || kept === null || !copy.opens) {
    return { next, outcome: 'merged' };
  }
  const isSame = wanted.version === kept.version && wanted.kind === kept.kind;
  const mended = { ...next, verifier: kept };
  if (isSame) return { next: mended, outcome: 'repaired' };
  return { next: distrust(mended, policy, now), outcome: 'in_doubt' };
}
