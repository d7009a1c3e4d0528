import type { Core } from '../../core/core.ts';
import type { ClientCaller } from '../../core/usecases/authenticate-client.ts';
import type { WireRequest } from '../dialect.ts';
import { readAccessToken, unauthorized } from './access-token.ts';
import { MIXIN, MOUNT } from './settings.ts';
import { userIdOf } from './user-id.ts';

/**
 * Who signed a request (mixin 3): the token has to be for this very request, signed with the key of
 * the session it names, for the user that session belongs to.
 */
export async function authenticate(request: WireRequest, core: Core): Promise<ClientCaller> {
  const token = readAccessToken(request.headers['authorization'], core.now());
  if (!isSignedFor(core, request, token.requestDigest)) {
    throw unauthorized('signed for another request');
  }
  const { algorithm, signature } = token;
  const caller = await core.authenticateClient({
    ...{ dialect: MIXIN, id: token.sessionId, algorithm, signature },
    message: Buffer.from(token.signed),
  });
  const about = { tenant: caller.tenant, dialect: MIXIN };
  if ((await userIdOf(core, about, caller.client.subject)) !== token.userId) {
    throw unauthorized('the session is of another user');
  }
  return caller;
}

/**
 * SDKs sign the address relative to the base URL they were given: without a path in front of it, and,
 * for a base URL that ends in a slash, without the leading slash (mixin 3, 2).
 */
function isSignedFor(core: Core, { method, address, body }: WireRequest, digest: string): boolean {
  // Proxies may put scheme and host in front (RFC 9112, 3.2.2); no client signs them.
  const whole = address.replace(/^https?:\/\/[^/]*/i, '');
  const bare = whole.startsWith(`${MOUNT}/`) ? whole.slice(MOUNT.length) : whole;
  return [whole, bare, whole.slice(1), bare.slice(1)].some((uri) => {
    // The bytes as they came: JSON written again has other digits and escapes.
    const text = Buffer.concat([Buffer.from(`${method}${uri}`), body]);
    return Buffer.from(core.hash('sha256', text)).toString('hex') === digest;
  });
}
