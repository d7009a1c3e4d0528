import type { Call } from '../model/call.ts';
import { isStorable } from '../model/storable-text.ts';
import { type Identifier, normaliseIdentifier, type Subject } from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';

/** How a wire names a subject: by the tenant's own id, or by an identifier. */
export type SubjectRef = { readonly id: string } | { readonly identifier: Identifier };

/** The tenant's own subject, or `null`: another tenant's looks exactly like one that is not there. */
export async function findSubject(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  ref: SubjectRef,
): Promise<Subject | null> {
  if (!isStorable('id' in ref ? ref.id : ref.identifier.value)) return null;
  return 'id' in ref
    ? store.readSubject(call.tenant.id, ref.id)
    : store.findSubject(call.tenant.id, normaliseIdentifier(ref.identifier));
}
