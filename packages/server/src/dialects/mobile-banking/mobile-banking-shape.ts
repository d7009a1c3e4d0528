import { Type } from 'typebox';
import { oneOf, told } from '../answer-parts.ts';
import { type CallShape, json, type WireShape } from '../call-shape.ts';
import { ACTIONS } from './actions/actions.ts';
import { IDENTITY_TYPES } from './fields.ts';
import { AUTH_ACTIONS, SECURITY_TYPES } from './security-parameters.ts';

const refusal = json(
  told(
    {
      request_status: Type.Literal('ERROR'),
      request_status_description: Type.String(),
      transaction_destination_reference: Type.String(),
    },
    'MobileBankingError',
  ),
  'Deployed clients read no body of such an answer; the status is for whoever watches the server',
);

export const mobileBankingShape: WireShape = {
  description:
    'The action API through which USSD menus and banking apps talk to core banking. One address; the body says what to do, and every outcome, a payload that cannot be read included, is HTTP 200.',
  proofs: {
    basic: { type: 'http', scheme: 'basic', description: 'Name and secret of a caller key' },
  },
  faults: { '4XX': refusal, '5XX': refusal },
};

const text = Type.Optional(Type.String());

/** Which of them an action wants, it says itself when one is missing. */
const payload = Type.Object(
  {
    api_request_id: Type.String({ maxLength: 150 }),
    identifier_type: Type.Literal('MSISDN'),
    identifier: Type.String({ maxLength: 50 }),
    device_identifier_type: Type.Optional(oneOf(['IMSI', 'APP_ID', 'IMSI/APP_ID'])),
    device_identifier: Type.Optional(Type.String({ maxLength: 100 })),
    pin: Type.Optional(Type.String({ description: 'Digits in a string, as every PIN here' })),
    new_pin: Type.Optional(Type.String({ maxLength: 50 })),
    identity_type: Type.Optional(oneOf(IDENTITY_TYPES)),
    identity: Type.Optional(Type.String({ maxLength: 50 })),
    auth_security_type: Type.Optional(oneOf(SECURITY_TYPES)),
    auth_action: Type.Optional(oneOf(AUTH_ACTIONS)),
    auth_action_valid_date: Type.Optional(
      Type.String({ description: 'Local time, yyyy-MM-dd HH:mm:ss' }),
    ),
    auth_flag: text,
    auth_attempts: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  },
  { title: 'MobileBankingPayload' },
);

const replaced = oneOf([
  ...['SUCCESS', 'INVALID_ACCOUNT', 'INCORRECT_PIN', 'INVALID_NEW_PIN', 'ERROR'],
]);
const login = oneOf([
  ...['SUCCESS', 'SET_PIN', 'INCORRECT_PIN', 'SUSPENDED', 'LOCKED', 'ERROR'],
  ...['INVALID_DEVICE_IDENTIFIER', 'MOBILE_APP_INACTIVE'],
]);

/** Flat, and never null: deployed clients read a null as a missing field. */
const answer = told(
  {
    transaction_destination_reference: Type.String(),
    transaction_status_date_time: Type.String(),
    request_status: Type.Optional(oneOf(['SUCCESS', 'INCORRECT_PIN', 'ERROR'])),
    request_status_description: text,
    user_status: Type.Optional(
      oneOf([
        ...['ACTIVE', 'SUSPENDED', 'LOCKED', 'FOUND', 'NOT_FOUND', 'ERROR'],
        'INVALID_DEVICE_IDENTIFIER',
      ]),
    ),
    user_status_description: text,
    login_status: Type.Optional(login),
    login_status_description: text,
    login_attempts: Type.Optional(Type.Integer()),
    login_flag: text,
    otp_flag: text,
    otp_attempts: Type.Optional(Type.Integer()),
    set_pin_status: Type.Optional(replaced),
    set_pin_status_description: text,
    change_pin_status: Type.Optional(replaced),
    change_pin_status_description: text,
    mobile_app_activation_status: Type.Optional(replaced),
    mobile_app_activation_status_description: text,
    set_auth_security_parameters_status: Type.Optional(
      oneOf(['SUCCESS', 'INCORRECT_PIN', 'ERROR']),
    ),
    set_auth_security_parameters_status_description: text,
    date_time: text,
    auth_security_type: Type.Optional(oneOf(SECURITY_TYPES)),
    auth_action: Type.Optional(oneOf(AUTH_ACTIONS)),
    auth_action_valid_date: text,
    auth_flag: text,
    auth_attempts: Type.Optional(Type.Integer()),
  },
  'MobileBankingAnswer',
);

const BODY =
  'Bytes that are not UTF-8 are read as Latin-1: deployed clients write one byte per character.';

export const processShape: CallShape = {
  description:
    'Which fields of the payload an action reads, and which of the answer it writes, is in docs/dialects/mobile-banking.md.',
  request: [
    json(
      Type.Object({ action: oneOf(ACTIONS.map(({ name }) => name)), payload }),
      `${BODY} The media type is not looked at.`,
    ),
  ],
  answers: { 200: json(answer) },
};
