import type { Call } from '../model/call.ts';
import type { SecurityPrompt } from '../model/security-prompt.ts';
import { normaliseIdentifier } from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';
import type { PinRef } from './apply-to-pin.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { decoyPrompt, openPrompt, sealPrompt } from './seal-prompt.ts';

export interface ShownPrompt extends SecurityPrompt {
  /** Whether its owner chose it. Never for strangers to see. */
  readonly chosen: boolean;
}

/**
 * What to show somebody before they type a PIN. Who is unknown or chose nothing gets a made-up pair,
 * always the same one, from the same work: a stranger who asks for names learns nothing.
 */
export async function readPrompt(
  { store, sealer }: Pick<Ports, 'store' | 'sealer'>,
  call: Call,
  { subject: ref, purpose }: PinRef,
): Promise<ShownPrompt> {
  const tenant = call.tenant.id;
  const subject = await findSubject({ store }, call, ref);
  const key = { tenant, subject: subject?.id ?? '', purpose };
  const credential = await store.readCredential(key);
  const decoy = await decoyPrompt(sealer, tenant, nameOf(ref, purpose));
  const sealed = await sealPrompt(sealer, key, decoy);
  const shown = await openPrompt(sealer, key, { prompt: credential.prompt ?? sealed });
  return { ...(shown ?? decoy), chosen: credential.prompt !== null };
}

/** One name whatever its spelling: two made-up pairs for one person would give them away. */
function nameOf(ref: SubjectRef, purpose: string): string {
  if ('id' in ref) return JSON.stringify(['id', ref.id, purpose]);
  const { type, value } = normaliseIdentifier(ref.identifier);
  return JSON.stringify([type, value, purpose]);
}
