import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { Session } from '../../core/model/session.ts';
import { nameBasedId } from '../name-based-id.ts';
import { appIdOf } from './app-id.ts';

/** `exp` is `iat` and an hour (w3s 4); the SDK keeps a token for 50 minutes of it. */
export const USER_TOKEN_TTL_MS = 60 * MINUTE_MS;

/** What sample apps read in a token besides the registered claims (w3s 4). */
export async function claimsFor(core: Core, call: Call, user: string): Promise<Session['claims']> {
  return {
    developerEntityEnvironment: 'TEST',
    entityId: await appIdOf(core, call),
    internalUserId: await nameBasedId(core, call, 'user', user),
  };
}

/**
 * Issued with a token and bound to it: base64 of 32 bytes (w3s 4). Derived, not stored; whoever
 * found only the token cannot open a page with it.
 */
export async function encryptionKeyOf(
  core: Core,
  call: Call,
  { id }: Pick<Session, 'id'>,
): Promise<string> {
  const digest = await core.digest(call, 'encryption-key', id);
  return Buffer.from(digest, 'hex').toString('base64');
}
