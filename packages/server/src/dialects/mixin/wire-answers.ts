import { type TSchema, Type } from 'typebox';
import { count, told } from '../answer-parts.ts';
import { type CallShape, json } from '../call-shape.ts';

/*
 * What the calls of this wire answer inside `data` (mixin 7).
 */

const text = Type.String();
const time = Type.String({ format: 'date-time' });
const flag = Type.Boolean();

const publicFields = {
  type: Type.Literal('user'),
  user_id: text,
  identity_number: text,
  phone: text,
  full_name: text,
  biography: text,
  avatar_url: text,
  relationship: Type.Union([Type.Literal('ME'), Type.Literal('STRANGER')]),
  mute_until: time,
  created_at: time,
  is_verified: flag,
  is_scam: flag,
  has_safe: flag,
};

export const user = told(publicFields, 'MixinUser');

/** How a client comes to the secret it shares with the server. */
const channelFields = {
  pin_token: Type.String({ contentEncoding: 'base64' }),
  pin_token_base64: Type.String({ contentEncoding: 'base64url' }),
  server_public_key: Type.String({ description: 'Hexadecimal; may be empty' }),
};

export const channel = told(channelFields, 'MixinChannel');

export const ownUserShape = told(
  {
    ...publicFields,
    ...channelFields,
    session_id: text,
    code_id: text,
    code_url: text,
    device_status: text,
    has_pin: flag,
    tip_counter: count,
    tip_key_base64: text,
    has_emergency_contact: flag,
    receive_message_source: text,
    accept_conversation_source: text,
    accept_search_source: text,
    fiat_currency: text,
    transfer_notification_threshold: Type.Number(),
    transfer_confirmation_threshold: Type.Number(),
    salt_base64: text,
    spend_public_key: text,
    features: Type.Array(text),
    membership: told({ plan: text, expired_at: time }),
    is_deactivated: flag,
    invitation_code: text,
  },
  'MixinOwnUser',
);

export const session = told(
  { user_id: text, session_id: text, public_key: text, platform: text },
  'MixinSession',
);

export const logEntry = told(
  {
    type: Type.Literal('log'),
    log_id: text,
    code: text,
    ip_address: text,
    ip_location: text,
    created_at: time,
  },
  'MixinLogEntry',
);

export const appSession = told({ session_id: text, server_public_key: text });

export const lists = {
  users: Type.Array(user),
  sessions: Type.Array(session),
  log: Type.Array(logEntry),
};

/** A success, inside its envelope. */
export function inData(schema: TSchema): CallShape['answers'] {
  return { 200: json(told({ data: schema })) };
}
