import type { CallerKey } from '../model/tenant.ts';
import type { Sealer } from '../ports/sealer.ts';

/** Everything a caller's secret must not be moved away from by whoever can write to the database. */
export type CallerBinding = Pick<CallerKey, 'dialect' | 'id' | 'tenant'>;

/**
 * Caller secrets are long and random, so a keyed digest is enough: there is nothing to guess, and
 * the copy in the database opens no door, least of all another tenant's.
 */
export function callerSecretDigest(
  sealer: Sealer,
  { dialect, id, tenant }: CallerBinding,
  secret: string,
): Promise<string> {
  return sealer.digest({ tenant: '', label: 'caller', binding: [dialect, id, tenant] }, secret);
}
