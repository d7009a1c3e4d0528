import type { Sealer } from '../ports/sealer.ts';

/**
 * Caller secrets are long and random, so a keyed digest is enough: there is nothing to guess, and
 * the copy in the database opens no door.
 */
export function callerSecretDigest(sealer: Sealer, id: string, secret: string): Promise<string> {
  return sealer.digest({ tenant: '', label: 'caller', binding: [id] }, secret);
}
