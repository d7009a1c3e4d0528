import type { Ports } from '../ports/ports.ts';
import type { SealContext } from '../ports/sealer.ts';

const PROBE = 'key-probe';
const CONTEXT: SealContext = { tenant: '', label: PROBE, binding: [] };
const PLAINTEXT = new TextEncoder().encode('these keys belong to this data');

/**
 * Proves that the keyring belongs to the database by opening a probe that was sealed at the first
 * start. Throws the fault `integrity` otherwise: with foreign keys every stored PIN would look
 * broken, and new ones would be lost when the right keys come back.
 */
export async function checkKeys({ store, sealer }: Pick<Ports, 'store' | 'sealer'>): Promise<void> {
  const sealed = await store.readFact(PROBE);
  if (sealed === null) await store.writeFact(PROBE, await sealer.seal(CONTEXT, PLAINTEXT));
  else await sealer.open(CONTEXT, sealed);
}
