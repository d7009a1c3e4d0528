import type { PublicKey } from '../../../core/ports/signer.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readKeys = nativeRoute({
  method: 'GET',
  path: '/keys',
  summary: "Public keys that verify this tenant's assertions, as a JWK set (RFC 7517)",
  body: object({}),
  decode: () => undefined,
  run: (core, call) => core.publicKeys(call),
  encode: (keys: readonly PublicKey[]) => ok({ keys }),
});
