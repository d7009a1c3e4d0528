import { Type } from 'typebox';
import {
  DELIVERY_STATES,
  type Delivery,
  WEBHOOK_SIGNATURES,
  type Webhook,
} from '../core/model/webhook.ts';
import type { WebhookKey } from '../core/ports/receivers.ts';
import { count, instant, oneOf, orNull, told } from './answer-parts.ts';
import { toIso } from './to-iso.ts';

interface Keys {
  readonly webhookKey: (webhook: Webhook) => Promise<WebhookKey | null>;
}

/** The fields of a webhook in answers; each API adds its own. */
export const webhookFields = {
  id: Type.String(),
  name: Type.String(),
  url: Type.String(),
  events: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  signature: oneOf(WEBHOOK_SIGNATURES),
  key: Type.Optional(
    told(
      {
        id: Type.String(),
        algorithm: Type.String(),
        publicKey: Type.String({ description: 'DER SubjectPublicKeyInfo in base64' }),
      },
      'WebhookKey',
    ),
  ),
  createdAt: instant,
  updatedAt: instant,
};

/** Beside those where one is made. */
export const webhookSecret = {
  secret: Type.Optional(
    Type.String({ description: 'Shown only here, and only where deliveries are signed by HMAC' }),
  ),
};

export const delivery = told(
  {
    id: Type.String(),
    type: Type.String(),
    subject: orNull(Type.String()),
    state: oneOf(DELIVERY_STATES),
    tries: count,
    lastStatus: orNull(Type.Integer()),
    lastError: orNull(Type.String()),
    nextAt: orNull(instant),
    createdAt: instant,
    settledAt: orNull(instant),
  },
  'Delivery',
);

/** A webhook as our own APIs show it; never with its secret. */
export async function webhookBody(webhook: Webhook, keys: Keys) {
  const { id, name, url, events, enabled, signature, ...times } = webhook;
  const key = await keys.webhookKey(webhook);
  return {
    ...{ id, name, url, events, enabled, signature },
    ...(key !== null && { key }),
    createdAt: toIso(times.createdAt),
    updatedAt: toIso(times.updatedAt),
  };
}

/** A delivery as our own APIs show it; what it tells is not among it. */
export function deliveryBody(delivery: Delivery) {
  const { id, notice, state, tries, nextAt, lastStatus, lastError } = delivery;
  return {
    ...{ id, type: notice.type, subject: notice.subject || null, state, tries },
    ...{ lastStatus, lastError, nextAt: state === 'waiting' ? toIso(nextAt) : null },
    createdAt: toIso(delivery.createdAt),
    settledAt: toIso(delivery.settledAt),
  };
}
