import { type TSchema, Type } from 'typebox';
import { oneOf, told } from '../answer-parts.ts';
import { type CallShape, type HeaderShape, json, type WireShape } from '../call-shape.ts';
import type { Fields } from './read-fields.ts';

const text = Type.String();
const statusCode = Type.Optional(Type.Union([Type.Literal('Continue'), Type.Integer()]));

/** The vendor spells the key in five ways, and clients know them apart (etna 6). */
const refusal = Type.Union(
  [
    told({
      Errors: Type.Array(text),
      ErrorsCode: Type.Array(text),
      StatusCode: Type.Optional(Type.Integer()),
      IsSucceed: Type.Literal(false),
    }),
    told({ Message: text, ModelState: Type.Record(text, Type.Array(text)) }),
    told({ Message: text }),
    told({ error: text }),
    told({ message: text, error: text }),
    told({ Error: told({ Code: text, Message: text }) }),
  ],
  { title: 'EtnaError' },
);

const REFUSED = json(refusal, 'Refused, in the form the vendor has for the reason');

export const etnaShape: WireShape = {
  description:
    'The trading API of ETNA Trader, as far as passwords and PINs go. Credentials travel in headers; texts beyond ASCII in them are read as UTF-8 or Latin-1. Version 1 of an address is the same as 1.0.',
  proofs: {
    appKey: {
      type: 'apiKey',
      in: 'header',
      name: 'Et-App-Key',
      description: 'What every copy of an app carries; it proves nothing about who uses it',
    },
    bearer: {
      type: 'http',
      scheme: 'bearer',
      description: 'What POST /api/token gave, whole or interim',
    },
  },
  faults: { '4XX': REFUSED, '5XX': REFUSED },
};

/** Calls that an app makes before anybody is logged in. */
export const APP_ONLY = ['appKey'] as const;

/** A success as the pages of the PIN calls print it (etna 4.1, 4.4). */
export function envelope(model?: TSchema): TSchema {
  return told({
    ...(model && { Model: model }),
    Errors: Type.Array(text, { maxItems: 0 }),
    ErrorsCode: Type.Array(text, { maxItems: 0 }),
    StatusCode: statusCode,
    IsSucceed: Type.Literal(true),
  });
}

/** A success as the pages of the neighbouring calls print it (etna 4.2, 5). */
export function briefEnvelope(model?: TSchema): TSchema {
  return told({
    ...(model && { Model: model }),
    Errors: Type.Array(text, { maxItems: 0 }),
    IsSucceed: Type.Literal(true),
  });
}

/** The body a call reads with these fields. */
export function bodyOf(fields: Fields): NonNullable<CallShape['request']> {
  const described = Object.entries(fields).map(([name, { maxLength, optional, digits }]) => {
    const written = Type.String({ maxLength });
    const schema = digits ? Type.Union([written, Type.Integer({ minimum: 0 })]) : written;
    return [name, optional ? Type.Optional(schema) : schema] as const;
  });
  return [json(Type.Object(Object.fromEntries(described)))];
}

const step = oneOf(['BaseAuthentication', 'VerificationCode', 'SecutityPin'], 'EtnaLogInStep');

function header(description: string, required?: true): HeaderShape {
  return { schema: text, description, ...(required && { required }) };
}

/** Logging in, in one request or several (etna 3). */
export const logInShape: CallShape = {
  headers: {
    Username: header('Login or e-mail address', true),
    Password: header('Shown in every request', true),
    VerificationCode: header('The code that was sent, where the tenant wants one'),
    PinCode: header('The PIN, once it is asked for'),
  },
  answers: {
    200: json(told({ State: Type.Literal('Succeeded'), Token: text }, 'EtnaLoggedIn')),
    202: json(
      told(
        {
          Step: step,
          Reason: text,
          State: Type.Literal('Expecting'),
          Token: text,
          PersonalPhrase: Type.Optional(text),
          Image: Type.Optional(Type.String({ contentEncoding: 'base64' })),
          ConfirmationToken: Type.Optional(text),
        },
        'EtnaExpecting',
      ),
      'Something is missing: Step and Reason say what',
    ),
    401: json(
      Type.Union([
        told(
          {
            State: Type.Literal('Failed'),
            Step: step,
            Reason: text,
            ConfirmationToken: Type.Optional(text),
          },
          'EtnaFailed',
        ),
        refusal,
      ]),
      'Over: nothing of this request is good any more',
    ),
  },
  proofs: APP_ONLY,
};

/** Pictures a person can choose from. */
export const picturesShape: CallShape = {
  answers: {
    200: json(
      briefEnvelope(
        Type.Array(told({ FileName: text, Content: Type.String({ contentEncoding: 'base64' }) })),
      ),
    ),
  },
  proofs: ['bearer'],
};

/** A bare list (etna 4.3). */
export const resetConflict = json(Type.Array(text), 'No code was sent');
