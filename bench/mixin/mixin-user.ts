import { createHash, createPublicKey } from 'node:crypto';
import { ed25519FromSeed } from '../../packages/server/src/crypto/key-from-seed.ts';

/**
 * Ids and keys of the users of the Mixin wire, made from a number: the server under test and the
 * load client are two processes, and both know them.
 */
export interface MixinUser {
  readonly userId: string;
  readonly sessionId: string;
  /** Ed25519: signs the access tokens. */
  readonly sessionSeed: Uint8Array;
  /** Ed25519: is the PIN, where that is a key. */
  readonly tipSeed: Uint8Array;
}

/** How many users there are with a PIN of each kind. */
export interface MixinUserCounts {
  readonly tip: number;
  readonly cheapDigits: number;
  readonly digits: number;
}

export type MixinUserKind = keyof MixinUserCounts;

export function mixinUser(kind: MixinUserKind, number: number): MixinUser {
  const name = `bench ${kind} ${number}`;
  return {
    userId: uuidOf(`${name} user`),
    sessionId: uuidOf(`${name} session`),
    sessionSeed: sha256(`${name} session seed`),
    tipSeed: sha256(`${name} tip seed`),
  };
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const { x } = createPublicKey(ed25519FromSeed(seed)).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

/** Shaped as a random one (version 4): clients of this wire take no newer kinds. */
function uuidOf(name: string): string {
  const hex = sha256(name).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
