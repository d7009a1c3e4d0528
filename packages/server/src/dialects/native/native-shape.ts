import { PROBLEMS } from '../answer-parts.ts';
import type { WireShape } from '../call-shape.ts';

export const nativeShape: WireShape = {
  description:
    'Our own API. A wrong PIN is an outcome in an answer of status 200; only a broken request or a broken part is an error, told as problem details (RFC 9457) with a stable code. Mutations may carry an Idempotency-Key: a repeat gets the first answer, and nothing is compared again.',
  proofs: {
    apiKey: { type: 'http', scheme: 'bearer', description: 'A native API key of the tenant' },
  },
  faults: PROBLEMS,
};
