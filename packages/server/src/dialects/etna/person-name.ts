import { isStorable } from '../../core/model/storable-text.ts';
import type { SubjectRef } from '../../core/usecases/find-subject.ts';

/** The longest mail address (RFC 5321); no user name of ours is longer. */
export const NAME_LENGTH_MAX = 254;

/** Somebody by login or e-mail address: this wire has one field for both. `null` for what is neither. */
export function namedPerson(name: string): SubjectRef | null {
  const isName = name.trim() !== '' && name.length <= NAME_LENGTH_MAX && isStorable(name);
  if (!isName) return null;
  return { identifier: { type: name.includes('@') ? 'email' : 'username', value: name } };
}
