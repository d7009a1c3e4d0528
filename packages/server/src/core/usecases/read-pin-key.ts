import type { Call } from '../model/call.ts';
import type { PinKey } from '../model/pin-key.ts';
import type { Ports } from '../ports/ports.ts';
import { openKey } from './verifier.ts';

/** The key a PIN is, where it is one; `null` otherwise. Its public half is no secret. */
export async function readPinKey(
  { store, sealer }: Pick<Ports, 'store' | 'sealer'>,
  call: Call,
  { subject, purpose }: { readonly subject: string; readonly purpose: string },
): Promise<PinKey | null> {
  const key = { tenant: call.tenant.id, subject, purpose };
  const { verifier } = await store.readCredential(key);
  return verifier?.kind === 'key' ? openKey(sealer, { key, verifier }) : null;
}
