import { Fault } from '../../core/fault.ts';
import type { PresentedKey } from '../../core/usecases/authenticate-caller.ts';
import type { WireRequest } from '../dialect.ts';
import { TEMPLATE } from './settings.ts';

const KEY = /^([A-Za-z0-9-]{3,64})\.([A-Za-z0-9_-]{16,128})$/;

/** Reads the caller's key from where this wire puts it. It decides the tenant; the body never does. */
export function identify(request: WireRequest): PresentedKey {
  const [, id, secret] = KEY.exec(request.headers['x-api-key'] ?? '') ?? [];
  if (id !== undefined && secret !== undefined) return { dialect: TEMPLATE, id, secret };
  throw new Fault('unauthenticated', 'Send X-Api-Key with the key this server gave you.');
}

export function showKey(id: string, secret: string) {
  return { apiKey: `${id}.${secret}` };
}
