import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { nameBasedId } from '../name-based-id.ts';

/** Older SDKs refuse ids of newer kinds and then send an empty token (mixin 4.4). */
const UUID_1_TO_5 = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The user id of a subject on this wire: its own id where clients take it for one, else a UUID that
 * is always the same, so that people a tenant named otherwise can use this wire too.
 */
export function userIdOf(
  core: Core,
  about: Pick<Call, 'tenant' | 'dialect'>,
  subject: string,
): Promise<string> {
  if (UUID_1_TO_5.test(subject)) return Promise.resolve(subject);
  return nameBasedId(core, about, 'user', subject);
}
