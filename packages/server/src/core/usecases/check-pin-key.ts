import { Fault } from '../fault.ts';
import type { PinKey } from '../model/pin-key.ts';
import type { Ports } from '../ports/ports.ts';

/** Throws `pin_malformed` for what is no key, or one under which anybody could sign. */
export async function checkPinKey(
  { clientCrypto }: Pick<Ports, 'clientCrypto'>,
  { publicKey, counter }: PinKey,
): Promise<void> {
  const read = await clientCrypto.readPublicKey(publicKey);
  const isKey = read?.algorithm === 'ed25519';
  if (isKey && Number.isSafeInteger(counter) && counter > 0) return;
  throw new Fault('pin_malformed', 'A PIN key is an Ed25519 public key and a counter above zero.');
}
