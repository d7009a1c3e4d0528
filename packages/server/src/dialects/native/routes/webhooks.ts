import { Type } from 'typebox';
import type { Webhook } from '../../../core/model/webhook.ts';
import { storable } from '../../storable.ts';
import { webhookBody } from '../../webhook-body.ts';
import { webhookEvents } from '../../webhook-event-names.ts';
import { createdWebhook, webhook, webhooks } from '../answer-bodies.ts';
import { created, ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

const name = storable({ maxLength: 100 });
const url = Type.String({
  ...{ minLength: 1, maxLength: 2048 },
  examples: ['https://app.example/webhooks'],
});
const idOf = (params: Readonly<Record<string, string | undefined>>) => params['id'] ?? '';

export const createWebhook = nativeRoute({
  method: 'POST',
  path: '/webhooks',
  group: 'Webhooks',
  summary: 'Have events sent to an address, signed as Standard Webhooks',
  body: object(
    {
      url,
      events: Type.Optional(webhookEvents),
      name: Type.Optional(name),
      signature: Type.Optional(Type.Union([Type.Literal('hmac'), Type.Literal('ed25519')])),
    },
    'NewWebhook',
  ),
  answers: { 201: createdWebhook },
  decode: ({ body }) => ({
    url: body.url,
    events: body.events ?? ['*'],
    name: body.name ?? 'webhook',
    signature: body.signature ?? ('hmac' as const),
  }),
  run: (core, call, command) => core.createWebhook(call, command),
  encode: async (webhook: Webhook, hand) => {
    // Shown only here: whoever knows the secret can sign as we do.
    const shared = webhook.signature === 'hmac' && { secret: await hand.webhookSecret(webhook) };
    return created({ ...(await webhookBody(webhook, hand)), ...shared });
  },
});

export const listWebhooks = nativeRoute({
  method: 'GET',
  path: '/webhooks',
  group: 'Webhooks',
  summary: 'The webhooks of this tenant',
  body: object({}),
  answers: { 200: webhooks },
  decode: () => undefined,
  run: (core, call) => core.listWebhooks(call),
  encode: async (webhooks: readonly Webhook[], hand) =>
    ok({ webhooks: await Promise.all(webhooks.map((webhook) => webhookBody(webhook, hand))) }),
});

export const readWebhook = nativeRoute({
  method: 'GET',
  path: '/webhooks/:id',
  group: 'Webhooks',
  summary: 'One webhook',
  body: object({}),
  answers: { 200: webhook },
  decode: ({ params }) => idOf(params),
  run: (core, call, id) => core.readWebhook(call, id),
  encode: async (webhook: Webhook, hand) => ok(await webhookBody(webhook, hand)),
});

export const changeWebhook = nativeRoute({
  method: 'PATCH',
  path: '/webhooks/:id',
  group: 'Webhooks',
  summary: 'Change address, events or name of a webhook, or switch it off and on',
  body: object(
    {
      url: Type.Optional(url),
      events: Type.Optional(webhookEvents),
      name: Type.Optional(name),
      enabled: Type.Optional(Type.Boolean()),
    },
    'WebhookChange',
  ),
  answers: { 200: webhook },
  decode: ({ params, body }) => ({ ...body, id: idOf(params) }),
  run: (core, call, command) => core.changeWebhook(call, command),
  encode: async (webhook: Webhook, hand) => ok(await webhookBody(webhook, hand)),
});

export const deleteWebhook = nativeRoute({
  method: 'DELETE',
  path: '/webhooks/:id',
  group: 'Webhooks',
  summary: 'Remove a webhook with everything that waits for it',
  body: object({}),
  answers: { 204: Type.Null() },
  decode: ({ params }) => idOf(params),
  run: (core, call, id) => core.deleteWebhook(call, id),
  encode: () => ({ status: 204 as const }),
});
