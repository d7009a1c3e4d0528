import { Type } from 'typebox';
import { told } from '../answer-parts.ts';
import { json, type WireShape } from '../call-shape.ts';

/** What clients print and people at support read. */
const error = told(
  {
    error: told({
      status: Type.Integer(),
      code: Type.Integer({ description: "The vendor's code" }),
      description: Type.String(),
      extra: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    }),
  },
  'MixinError',
);

const REFUSED = json(error, 'Refused; clients of this wire look for an error in no 4xx');
const BROKEN = json(error, 'Broken on this side');

export const mixinShape: WireShape = {
  description:
    "The wire of Mixin's SDKs, as far as PINs go. Success is 200 with data; every refusal is 202 with error. PIN texts are encrypted by the client to a key shared with its session.",
  proofs: {
    session: {
      type: 'http',
      scheme: 'bearer',
      description:
        'A JWT (EdDSA or RS512) that a session signs for this one request: uid, sid, iat, exp and sig, the SHA-256 of method, address and body in hexadecimal',
    },
  },
  faults: { '202': REFUSED, '500': BROKEN },
};
