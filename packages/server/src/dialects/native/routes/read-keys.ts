import { SECOND_MS } from '../../../core/model/instant.ts';
import type { Keys } from '../../../core/usecases/read-keys.ts';
import { publicKeys } from '../answer-bodies.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readKeys = nativeRoute({
  method: 'GET',
  path: '/keys',
  group: 'Policy and keys',
  summary:
    "This tenant's public keys as a JWK set (RFC 7517): to verify assertions, to encrypt PINs",
  body: object({}),
  answers: { 200: publicKeys },
  decode: () => undefined,
  run: (core, call) => core.publicKeys(call),
  encode: ({ keys, tenant, now }: Keys) => ok({ keys, tenant, now: Math.floor(now / SECOND_MS) }),
});
