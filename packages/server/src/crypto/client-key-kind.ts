import type { ClientPublicKey } from '../core/model/client-key.ts';
import type { ClientCrypto, GeneratedClientKey } from '../core/ports/client-crypto.ts';

/** What one algorithm does its own way; the promises are those of the port. */
export interface ClientKeyKind extends Pick<ClientCrypto, 'agree' | 'offer' | 'verify'> {
  read(bytes: Uint8Array): Promise<ClientPublicKey | null>;
  generate(): Promise<GeneratedClientKey>;
}
