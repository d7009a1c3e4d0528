import { Fault } from '../fault.ts';
import type { Sealer } from '../ports/sealer.ts';
import { type HeldVerifier, openHash, openKey } from './verifier.ts';

/** Whether a verifier belongs where it was found, and these keys open it. Compares nothing. */
export async function opensVerifier(sealer: Sealer, held: HeldVerifier): Promise<boolean> {
  try {
    await (held.verifier.kind === 'key' ? openKey(sealer, held) : openHash(sealer, held));
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === 'integrity') return false;
    throw error;
  }
}
