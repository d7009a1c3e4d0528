import { Fault } from '../../core/fault.ts';
import type { PresentedKey } from '../../core/usecases/authenticate-caller.ts';
import type { WireRequest } from '../dialect.ts';
import { CIRCLE } from './settings.ts';

const PREFIX = 'TEST_API_KEY';
/** As wide as the admin API lets a key be chosen: teams may bring the key they deployed. */
const BEARER = /^Bearer +(?:TEST|LIVE)_API_KEY:([A-Za-z0-9._@-]{3,64}):([\x21-\x7e]{16,128})$/;

/**
 * Reads `Authorization: Bearer PREFIX:ID:SECRET` (w3s 2). There is one environment here, so both
 * prefixes open it. Throws `unauthenticated` for anything else.
 */
export function identifyByApiKey(request: WireRequest): PresentedKey {
  const [, id, secret] = BEARER.exec(request.headers['authorization'] ?? '') ?? [];
  if (id !== undefined && secret !== undefined) return { dialect: CIRCLE, id, secret };
  throw new Fault('unauthenticated', `Send Authorization: Bearer ${PREFIX}:ID:SECRET.`);
}

export function showApiKey(id: string, secret: string) {
  return { apiKey: `${PREFIX}:${id}:${secret}` };
}
