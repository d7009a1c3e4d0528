import { Fault } from '../fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';
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
 * Whether this is the keyring the data was written with; `null` where there is no data. Writes
 * nothing.
 */
export async function areKeysOf(
  store: Pick<Store, 'readFact'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<boolean | null> {
  const sealed = await store.readFact(KEY_PROBE);
  if (sealed === null) return null;
  try {
    await sealer.open(CONTEXT, sealed);
    return true;
  } catch (error) {
    if (isForeign(error)) return false;
    throw error;
  }
}

/** Whether it is the keys, and not the database, that failed the check. */
export function isForeign(error: unknown): boolean {
  return error instanceof Fault && error.code === 'integrity';
}

/**
 * Proves that the keyring belongs to the database by opening a probe that was sealed at the first
 * start. Throws the fault `integrity` otherwise: with foreign keys every stored PIN would look
 * broken, and new ones would be lost when the right keys come back. Of nodes that start at once on
 * a new database, the first one's keyring counts.
 */
export async function checkKeys({
  facts,
  sealer,
}: Pick<Ports, 'sealer'> & {
  readonly facts: Pick<Store, 'readFact' | 'claimFact'>;
}): Promise<void> {
  const made = (await hasKeys(facts)) ? null : await sealer.seal(CONTEXT, PLAINTEXT);
  if (made !== null) await facts.claimFact(KEY_PROBE, made);
  const sealed = await facts.readFact(KEY_PROBE);
  if (sealed !== null) await openProbe(sealer, sealed);
}

/** Throws the fault `integrity` unless these keys sealed the probe. */
export async function openProbe(sealer: Ports['sealer'], sealed: Uint8Array): Promise<void> {
  await sealer.open(CONTEXT, sealed);
}
