import type { PublicKey } from '../../../core/ports/signer.ts';
import { publicKeys } from '../answer-bodies.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readKeys = nativeRoute({
  method: 'GET',
  path: '/keys',
  group: 'Policy and keys',
  summary: "Public keys that verify this tenant's assertions, as a JWK set (RFC 7517)",
  body: object({}),
  answers: { 200: publicKeys },
  decode: () => undefined,
  run: (core, call) => core.publicKeys(call),
  encode: (keys: readonly PublicKey[]) => ok({ keys }),
});
