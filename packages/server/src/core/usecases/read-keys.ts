import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { Ports } from '../ports/ports.ts';
import type { PublicKey } from '../ports/signer.ts';

export interface Keys {
  readonly keys: readonly PublicKey[];
  /** What an encrypted PIN has to name. */
  readonly tenant: string;
  /** Our clock: a phone's may be wrong, and an encrypted PIN says when it was made. */
  readonly now: Instant;
}

/** A tenant's public keys: what its assertions are verified with, and PINs encrypted to. */
export async function readKeys(
  { signer, pinOpener, clock }: Pick<Ports, 'signer' | 'pinOpener' | 'clock'>,
  { tenant: { id: tenant } }: Call,
): Promise<Keys> {
  const [signing, encrypting] = await Promise.all([
    signer.publicKeys(tenant),
    pinOpener.publicKeys(tenant),
  ]);
  return { keys: [...signing, ...encrypting], tenant, now: clock.now() };
}
