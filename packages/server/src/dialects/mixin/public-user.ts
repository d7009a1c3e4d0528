import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './mixin-call.ts';
import { userIdOf } from './user-id.ts';
import { readNote } from './user-note.ts';
import { ZERO_INSTANT } from './zero-instant.ts';

/**
 * What anybody of the tenant may see of a user (mixin 7.1). Identity numbers are the vendor's, ours
 * have none: `0`, as users that an app made had from the beginning. Pictures are not kept.
 */
export async function publicUser({ core, call, subject: own }: Exchange, subject: Subject) {
  const { fullName, biography, hasSafe } = readNote(subject);
  return {
    type: 'user',
    user_id: await userIdOf(core, call, subject.id),
    identity_number: '0',
    phone: '',
    full_name: fullName,
    biography,
    avatar_url: '',
    relationship: subject.id === own ? 'ME' : 'STRANGER',
    mute_until: ZERO_INSTANT,
    created_at: new Date(subject.createdAt).toISOString(),
    is_verified: false,
    is_scam: false,
    has_safe: hasSafe,
  };
}
