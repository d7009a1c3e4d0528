import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './action.ts';
import type { IDENTITY_TYPES } from './fields.ts';

export interface Identity {
  readonly type: (typeof IDENTITY_TYPES)[number];
  readonly value: string;
}

/**
 * Whether a member's record holds this paper. Records made through other doors may write the kind
 * in lower case: `national_id` is the same kind of paper.
 */
export async function matchesIdentity(
  { core }: Exchange,
  subject: Subject,
  { type, value }: Identity,
): Promise<boolean> {
  const spellings = [type, type.toLowerCase()];
  const matches = await Promise.all(
    spellings.map((spelling) => core.matchesDocument(subject, { type: spelling, value })),
  );
  return matches.includes(true);
}
