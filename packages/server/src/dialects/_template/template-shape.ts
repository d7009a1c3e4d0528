import { Type } from 'typebox';
import { oneOf, told } from '../answer-parts.ts';
import { json, type WireShape } from '../call-shape.ts';

const refusal = json(
  told({ error: Type.String(), message: Type.String(), requestId: Type.String() }, 'TemplateError'),
);

/** What all calls have in common, for the API reference. */
export const templateShape: WireShape = {
  description: 'One line for people: whose wire it is, and what is special about it.',
  proofs: {
    apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'A key of the tenant' },
  },
  faults: { '4XX': refusal, '5XX': refusal },
};

export const answer = told({
  answer: oneOf(['right', 'wrong', 'locked', 'unknown']),
  left: Type.Optional(Type.Integer()),
});
