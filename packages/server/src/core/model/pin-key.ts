import type { Secret } from './secret.ts';

/**
 * A PIN that became a key pair on its owner's device. The server keeps the public half, which cannot
 * be searched for the PIN, and a counter that only grows: an older state cannot be put in force again.
 */
export interface PinKey {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

/** Shows the knowledge of a PIN that is a key: `signature` over the text of one action. */
export interface PinSignature {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What may be shown to the gate. Its kind has to be that of the verifier. */
export type PinProof = Secret | PinSignature;

export type VerifierKind = 'hash' | 'key';

export function isSignature(proof: PinProof): proof is PinSignature {
  return 'signature' in proof;
}

export function kindOf(proof: PinProof): VerifierKind {
  return isSignature(proof) ? 'key' : 'hash';
}
