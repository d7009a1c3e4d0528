import type { SealedPins } from '../model/sealed-pins.ts';
import type { PublicKey } from './signer.ts';

/** Opens PINs that were encrypted to a tenant's public keys on a person's own device. */
export interface PinOpener {
  /** What PINs of this tenant may be encrypted to; each says its algorithm. */
  publicKeys(tenant: string): Promise<readonly PublicKey[]>;
  /**
   * `null` for anything that is not exactly what the documentation asks for: another algorithm,
   * another key, compressed, altered, or with other content. Says nothing about which.
   */
  open(tenant: string, jwe: string): Promise<SealedPins | null>;
}
