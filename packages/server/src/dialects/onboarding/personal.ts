import type { PersonalData } from '../../core/model/policy.ts';
import type { Subject } from '../../core/model/subject.ts';
import { heldAccount, identifierOf } from './account.ts';

/** A longer number nobody knows by heart, and many a PIN is in it by chance. */
const KNOWN_BY_HEART_MAX = 10;

/** What the server knows about somebody that must not become their PIN. */
export function personalOf(subject: Subject): PersonalData {
  const phone = identifierOf(subject, 'msisdn');
  const id = heldAccount(subject);
  const isKnown = id !== undefined && id.length <= KNOWN_BY_HEART_MAX;
  return { ...(phone !== undefined && { phone }), ...(isKnown && { id }) };
}
