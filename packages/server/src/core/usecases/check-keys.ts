import type { Ports } from '../ports/ports.ts';
import type { SealContext } from '../ports/sealer.ts';
import type { Store } from '../ports/store.ts';

/** Names the fact that holds the probe. */
export const KEY_PROBE = 'key-probe';

const CONTEXT: SealContext = { tenant: '', label: KEY_PROBE, binding: [] };
const PLAINTEXT = new TextEncoder().encode('these keys belong to this data');

/** Whether this data was ever written with a keyring. */
export async function hasKeys(store: Pick<Store, 'readFact'>): Promise<boolean> {
  return (await store.readFact(KEY_PROBE)) !== null;
}

/**
 * Proves that the keyring belongs to the database by opening a probe that was sealed at the first
 * start. Throws the fault `integrity` otherwise: with foreign keys every stored PIN would look
 * broken, and new ones would be lost when the right keys come back. Of nodes that start at once on
 * a new database, the first one's keyring counts.
 */
export async function checkKeys({ store, sealer }: Pick<Ports, 'store' | 'sealer'>): Promise<void> {
  const made = (await hasKeys(store)) ? null : await sealer.seal(CONTEXT, PLAINTEXT);
  if (made !== null) await store.claimFact(KEY_PROBE, made);
  const sealed = await store.readFact(KEY_PROBE);
  if (sealed !== null) await openProbe(sealer, sealed);
}

/** Throws the fault `integrity` unless these keys sealed the probe. */
export async function openProbe(sealer: Ports['sealer'], sealed: Uint8Array): Promise<void> {
  await sealer.open(CONTEXT, sealed);
}
