import type { Credential, CredentialKey, Verifier } from '../model/credential.ts';
import type { Secret } from '../model/secret.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Random } from '../ports/random.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';

/**
 * Hashes a secret and seals the hash to its place: tenant, subject, purpose and version. A row copied
 * to another subject, or an older one put back beside a newer version, does not open.
 */
export async function makeVerifier(
  sealer: Sealer,
  slot: HashSlot,
  key: CredentialKey,
  version: number,
  secret: Secret,
): Promise<Verifier> {
  const phc = new TextEncoder().encode(await slot.hash(secret));
  return { version, sealed: await sealer.seal(contextOf(key, version), phc) };
}

/** Throws the fault `integrity` when the verifier does not belong where it was found. */
export async function matchesVerifier(
  sealer: Sealer,
  slot: HashSlot,
  key: CredentialKey,
  verifier: Verifier,
  secret: Secret,
): Promise<boolean> {
  const phc = await sealer.open(contextOf(key, verifier.version), verifier.sealed);
  return slot.verify(new TextDecoder().decode(phc), secret);
}

/**
 * Versions only grow for a key, and start anywhere: a proof about a credential that was deleted and
 * made again in the meantime must not settle on the new one.
 */
export function nextVersion({ verifier, history }: Credential, random: Random): number {
  return ((verifier ?? history[0])?.version ?? random.integer()) + 1;
}

function contextOf(key: CredentialKey, version: number): SealContext {
  const binding = [key.subject, key.purpose, String(version)];
  return { tenant: key.tenant, label: 'verifier', binding };
}
