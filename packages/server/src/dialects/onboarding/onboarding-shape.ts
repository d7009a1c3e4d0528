import { type TProperties, type TSchema, Type } from 'typebox';
import { told } from '../answer-parts.ts';
import { type BodyShape, type CallShape, json, type WireShape } from '../call-shape.ts';

const text = Type.String();

/** A number on version 1, text like `ONB200` on version 2 (onb 3). */
const resCode = Type.Union([Type.Integer(), text]);

const encrypted: BodyShape = {
  mediaType: 'text/plain',
  schema: text,
  description: 'As a compact JWE where a key was agreed with the token',
};

const REFUSED = [
  json(told({ resCode, resDesc: text }, 'OnboardingRefusal'), 'Refused: resDesc says why'),
  encrypted,
];

export const onboardingShape: WireShape = {
  description:
    "The wire of a wallet product's app, from its first token to a forgotten PIN. Business results are HTTP 200 whatever they say: look at resCode. Bodies are JSON whatever their media type says, or a compact JWE where the app agreed on a key; an address may end in a blank.",
  proofs: {
    token: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-TOKEN',
      description: 'Names the app and, after a code or a login, a person',
    },
    key: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-KEY',
      description: 'The key of the app; it proves nothing by itself',
    },
  },
  faults: { '4XX': REFUSED, '5XX': REFUSED },
};

/** The members of a body. Others are ignored, and text may as well be a number (onb 1). */
export type Takes = TProperties;

/** A body as apps send it. */
export function bodyOf(takes: Takes): NonNullable<CallShape['request']> {
  return [json(Type.Object(takes), 'Any media type will do; texts of digits may be numbers')];
}

/** Both ways a call can end: with what it was for, and refused, which is HTTP 200 too. */
export function answersOf(data: TSchema | null, flat: TProperties = {}): CallShape['answers'] {
  const done = told({
    ...{ resCode, resDesc: text, ...flat },
    ...(data && { data }),
  });
  const refused = told({ resCode, resDesc: text }, 'OnboardingRefusal');
  return { 200: [json(Type.Union([done, refused])), encrypted] };
}

/** Words of the vendor that may be shown to a person. */
export const sentence = told({ msg: text });

/** Digits; as a JSON number they may go past 2^53. */
export const digits = Type.Union([Type.Number(), text]);

export const mode = { signInMode: Type.String({ description: '1: a PIN. 2 is not served' }) };
export const mobile = { mobile: text, countryCode: Type.Optional(text) };
