import { SECOND_MS } from '../../../core/model/instant.ts';
import type { Keys } from '../../../core/usecases/read-keys.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readKeys = nativeRoute({
  method: 'GET',
  path: '/keys',
  summary:
    "This tenant's public keys as a JWK set (RFC 7517): to verify assertions, to encrypt PINs",
  body: object({}),
  decode: () => undefined,
  run: (core, call) => core.publicKeys(call),
  encode: ({ keys, tenant, now }: Keys) => ok({ keys, tenant, now: Math.floor(now / SECOND_MS) }),
});
