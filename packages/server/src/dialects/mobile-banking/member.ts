import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Identifier, Subject } from '../../core/model/subject.ts';
import type { Exchange } from './action.ts';

/** An enrolled subject: one that has a PIN, be it a start PIN. */
export interface Member {
  readonly subject: Subject;
  readonly lockout: LockoutView;
}

/** `null` for an identifier nobody has, and for somebody without a PIN: neither is enrolled. */
export async function findMember(
  { core, call }: Exchange,
  identifier: Identifier,
): Promise<Member | null> {
  const subject = await core.findSubject(call, { identifier });
  if (subject === null) return null;
  const query = { subject: { id: subject.id }, purpose: DEFAULT_PURPOSE };
  const status = await core.readPinStatus(call, query);
  if (status.outcome === 'unknown_subject' || status.state === 'not_set') return null;
  return { subject, lockout: status.lockout };
}

/** The lockout of another purpose of a subject; `null` when the subject has just been deleted. */
export async function readLockout(
  { core, call }: Exchange,
  subject: Subject,
  purpose: string,
): Promise<LockoutView | null> {
  const status = await core.readPinStatus(call, { subject: { id: subject.id }, purpose });
  return status.outcome === 'status' ? status.lockout : null;
}
