import { Fault } from '../../core/fault.ts';
import type { PresentedKey } from '../../core/usecases/authenticate-caller.ts';
import type { WireRequest } from '../dialect.ts';

const PREFIX = 'pt';
const BEARER = /^Bearer +pt_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/i;

/** How a caller key is written down: recognisable by secret scanners, and its id readable in logs. */
export function formatApiKey(id: string, secret: string): string {
  return `${PREFIX}_${id}_${secret}`;
}

/** Reads `Authorization: Bearer <api key>` (RFC 6750). Throws `unauthenticated` for anything else. */
export function identifyByApiKey(request: WireRequest): PresentedKey {
  const [, id, secret] = BEARER.exec(request.headers['authorization'] ?? '') ?? [];
  if (id !== undefined && secret !== undefined) return { dialect: 'native', id, secret };
  throw new Fault('unauthenticated', 'Send Authorization: Bearer followed by your API key.');
}
