import { OPERATORS_TENANT, type Passkey } from '../../model/operator.ts';
import type { NewPasskey } from '../../ports/passkeys.ts';
import type { SealContext, Sealer } from '../../ports/sealer.ts';

export function sealPasskey(
  sealer: Sealer,
  place: Pick<Passkey, 'account' | 'id'>,
  publicKey: Uint8Array,
): Promise<Uint8Array> {
  return sealer.seal(passkeyContext(place), publicKey);
}

/** A passkey as it was added. Throws the fault `integrity` for one put in another's place. */
export async function openPasskey(sealer: Sealer, passkey: Passkey): Promise<NewPasskey> {
  const { id, counter } = passkey;
  return { id, counter, publicKey: await sealer.open(passkeyContext(passkey), passkey.sealed) };
}

export function passkeyContext({ account, id }: Pick<Passkey, 'account' | 'id'>): SealContext {
  return { tenant: OPERATORS_TENANT, label: 'operator-passkey', binding: [account, id] };
}
