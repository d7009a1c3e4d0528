import { Type } from 'typebox';
import { json, type WireShape } from '../call-shape.ts';
import { refusal, stepRefusal } from './wire-answers.ts';

const REFUSED = json(refusal, 'Refused, with the code of the vendor');

export const circleShape: WireShape = {
  description:
    "The wire of Circle's SDKs for user-controlled wallets, as far as PINs go. Answers are inside data. A slash too many at the end of the SDK's base address is forgiven.",
  proofs: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'TEST_API_KEY:ID:SECRET or LIVE_API_KEY:ID:SECRET',
    },
  },
  faults: { '4XX': REFUSED, '5XX': REFUSED },
};

const CLOSED = json(stepRefusal, 'Refused; says whether the page has to close');

export const circlePadShape: WireShape = {
  description:
    "What the page of Circle's browser SDK calls on the origin of the hosted pages. There is no key: the session of the person is in the body.",
  proofs: {},
  faults: { '4XX': CLOSED, '5XX': CLOSED },
};

/** Names the user a call is made for. */
export const USER_TOKEN = {
  'X-User-Token': {
    schema: Type.String(),
    description: 'What POST /v1/w3s/users/token gave for the user',
    required: true,
  },
} as const;
