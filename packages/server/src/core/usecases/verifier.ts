import type { Credential, CredentialKey, Verifier } from '../model/credential.ts';
import { isSignature, type PinKey, type PinProof } from '../model/pin-key.ts';
import type { Secret } from '../model/secret.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import type { Random } from '../ports/random.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';

const COUNTER_BYTES = 8;
const PUBLIC_KEY_BYTES = 32;
/** Of a hash that is made here, as text. */
const HASH_CHARACTERS = 97;

/** A verifier and the credential it was found at. */
export interface HeldVerifier {
  readonly key: CredentialKey;
  readonly verifier: Verifier;
}

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
  return sealHash(sealer, key, version, await slot.hash(secret));
}

/** Seals a hash to its place, whoever made it. */
export async function sealHash(
  sealer: Sealer,
  key: CredentialKey,
  version: number,
  phc: string,
): Promise<Verifier> {
  const place = { version, kind: 'hash' } as const;
  const bytes = new TextEncoder().encode(phc);
  return { ...place, sealed: await sealer.seal(verifierContext(key, place), bytes) };
}

/** Seals the public half of a PIN that is a key: who could put another one there would be in. */
export async function makeKeyVerifier(
  sealer: Sealer,
  key: CredentialKey,
  version: number,
  { publicKey, counter }: PinKey,
): Promise<Verifier> {
  const bytes = new Uint8Array(PUBLIC_KEY_BYTES + COUNTER_BYTES);
  bytes.set(publicKey);
  new DataView(bytes.buffer).setBigUint64(PUBLIC_KEY_BYTES, BigInt(counter));
  const place = { version, kind: 'key' } as const;
  return { ...place, sealed: await sealer.seal(verifierContext(key, place), bytes) };
}

/** Throws the fault `integrity` when the verifier does not belong where it was found. */
export async function matchesVerifier(
  { sealer, clientCrypto }: Pick<Ports, 'sealer' | 'clientCrypto'>,
  slot: HashSlot,
  held: HeldVerifier,
  proof: PinProof,
): Promise<boolean> {
  if (isSignature(proof)) {
    const { publicKey: bytes } = await openKey(sealer, held);
    const publicKey = { algorithm: 'ed25519', bytes } as const;
    return clientCrypto.verify(publicKey, proof.message, proof.signature);
  }
  return slot.verify(await openHash(sealer, held), proof);
}

/** The hash a verifier of that kind holds. Throws the fault `integrity` for one out of place. */
export async function openHash(sealer: Sealer, { key, verifier }: HeldVerifier): Promise<string> {
  const place = { version: verifier.version, kind: 'hash' } as const;
  const bytes = await sealer.open(verifierContext(key, place), verifier.sealed);
  return new TextDecoder().decode(bytes);
}

/**
 * What opening a hash takes, where there is none to open: the same key, the same cipher, as many bytes.
 * Nothing is kept of it.
 */
export async function openNobodys(sealer: Pick<Sealer, 'seal'>, key: CredentialKey): Promise<void> {
  const place = { version: 0, kind: 'hash' } as const;
  await sealer.seal(verifierContext(key, place), new Uint8Array(HASH_CHARACTERS));
}

/** The key a verifier of that kind holds. Throws the fault `integrity` for one out of place. */
export async function openKey(sealer: Sealer, { key, verifier }: HeldVerifier): Promise<PinKey> {
  const place = { version: verifier.version, kind: 'key' } as const;
  const bytes = await sealer.open(verifierContext(key, place), verifier.sealed);
  const counter = new DataView(bytes.buffer, bytes.byteOffset + PUBLIC_KEY_BYTES).getBigUint64(0);
  return { publicKey: bytes.slice(0, PUBLIC_KEY_BYTES), counter: Number(counter) };
}

/**
 * Versions only grow for a key, and start anywhere: a proof about a credential that was deleted and
 * made again in the meantime must not settle on the new one.
 */
export function nextVersion({ verifier, history, damaged }: Credential, random: Random): number {
  const last = damaged ? undefined : (verifier ?? history[0]);
  return (last?.version ?? random.integer()) + 1;
}

/** The kind is part of the place: an edited column must not turn a hash into a key. */
export function verifierContext(
  key: CredentialKey,
  { version, kind }: Pick<Verifier, 'version' | 'kind'>,
): SealContext {
  const binding = [key.subject, key.purpose, String(version)];
  const label = kind === 'key' ? 'key-verifier' : 'verifier';
  return { tenant: key.tenant, label, binding };
}
