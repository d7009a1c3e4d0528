import { Fault } from '../../core/fault.ts';
import type { PresentedKey } from '../../core/usecases/authenticate-caller.ts';
import type { WireRequest } from '../dialect.ts';
import { MOBILE_BANKING } from './settings.ts';

const BASIC = /^Basic +([A-Za-z0-9+/=]+) *$/i;

/**
 * Reads `Authorization: Basic base64(user:password)` (RFC 7617): the gateway's user name is the name
 * of its caller key. Throws `unauthenticated` for anything else.
 */
export function identifyByBasic(request: WireRequest): PresentedKey {
  const [, encoded] = BASIC.exec(request.headers['authorization'] ?? '') ?? [];
  const pair = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  // Only the first colon separates: a password may hold more of them.
  const colon = pair.indexOf(':');
  if (colon > 0) {
    const id = pair.slice(0, colon);
    return { dialect: MOBILE_BANKING, id, secret: pair.slice(colon + 1) };
  }
  throw new Fault('unauthenticated', 'Send Authorization: Basic with your user and password.');
}

/** How a new caller key is handed to whoever sets up the gateway. */
export function showBasicKey(id: string, secret: string) {
  return { username: id, password: secret };
}
