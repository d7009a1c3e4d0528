import { isStorable } from '../../core/model/storable-text.ts';
import type { SubjectRef } from '../../core/usecases/find-subject.ts';

/** The longest mail address (RFC 5321); no user name of ours is longer. */
export const NAME_LENGTH_MAX = 254;

/**
 * Steps in which calls that anybody may make about a name are answered, in milliseconds: whether there
 * is such a person must not show by how long it took. More than the work takes, with a hash, on a
 * machine that has nothing else to do.
 */
export const ANSWERS_EVERY_MS = 50;

/** Somebody by login or e-mail address: this wire has one field for both. `null` for what is neither. */
export function namedPerson(name: string): SubjectRef | null {
  const isName = name.trim() !== '' && name.length <= NAME_LENGTH_MAX && isStorable(name);
  if (!isName) return null;
  return { identifier: { type: name.includes('@') ? 'email' : 'username', value: name } };
}
