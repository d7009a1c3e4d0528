import { Type } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { Webhook } from '../../core/model/webhook.ts';
import { oneOf, told } from '../../dialects/answer-parts.ts';
import { webhookBody, webhookFields, webhookSecret } from '../../dialects/webhook-body.ts';
import { webhookEvents } from '../../dialects/webhook-event-names.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { label, object } from './fields.ts';

const url = Type.String({ minLength: 1, maxLength: 2048 });
/** Those that staff make are told in our own words. */
const OWN_WIRE = 'native';

const fields = {
  ...webhookFields,
  dialect: Type.String({ description: 'The wire it was made through' }),
};
const webhook = told(fields);
const made = told({ ...fields, ...webhookSecret });

/** A tenant's webhooks, whichever wire they were made through. */
export const WEBHOOK_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/webhooks',
    summary: 'The webhooks of a tenant, of every wire',
    body: object({}),
    answers: { 200: told({ webhooks: Type.Array(webhook) }) },
    run: async (core, call) => {
      const webhooks = await core.listTenantWebhooks(call);
      return {
        status: 200,
        body: { webhooks: await Promise.all(webhooks.map((each) => bodyOf(core, each))) },
      };
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/webhooks',
    summary: 'Have events sent to an address; the secret is shown only here',
    body: object({
      url,
      events: Type.Optional(webhookEvents),
      name: Type.Optional(label),
      signature: Type.Optional(oneOf(['hmac', 'ed25519'])),
    }),
    answers: { 201: made },
    run: async (core, call, { body }) => {
      const wanted = { events: ['*'], name: 'webhook', signature: 'hmac' as const, ...body };
      const created = await core.createWebhook({ ...call, dialect: OWN_WIRE }, wanted);
      const shared = created.signature === 'hmac' && { secret: await core.webhookSecret(created) };
      return { status: 201, body: { ...(await bodyOf(core, created)), ...shared } };
    },
  }),
  tenantRoute({
    method: 'GET',
    path: '/webhooks/:id',
    summary: 'One webhook',
    body: object({}),
    answers: { 200: webhook },
    run: async (core, call, { params }) => {
      const found = await core.readTenantWebhook(call, params['id'] ?? '');
      return { status: 200, body: await bodyOf(core, found) };
    },
  }),
  tenantRoute({
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Change address, events or name of a webhook, or switch it off and on',
    body: object({
      url: Type.Optional(url),
      events: Type.Optional(webhookEvents),
      name: Type.Optional(label),
      enabled: Type.Optional(Type.Boolean()),
    }),
    answers: { 200: webhook },
    run: async (core, call, { params, body }) => {
      const { id, theirs } = await found(core, call, params);
      if (body.events !== undefined && theirs.dialect !== OWN_WIRE) throw otherWords(theirs);
      const changed = await core.changeWebhook(theirs, { ...body, id });
      return { status: 200, body: await bodyOf(core, changed) };
    },
  }),
  tenantRoute({
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Remove a webhook with everything that waits for it',
    body: object({}),
    answers: { 204: Type.Null() },
    run: async (core, call, { params }) => {
      const { id, theirs } = await found(core, call, params);
      await core.deleteWebhook(theirs, id);
      return { status: 204 };
    },
  }),
];

/** The webhook a path names, and the call as the wire it was made through would make it. */
export async function found(
  core: Core,
  call: Call,
  params: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly id: string; readonly theirs: Call }> {
  const { id, dialect } = await core.readTenantWebhook(call, params['id'] ?? '');
  return { id, theirs: { ...call, dialect } };
}

async function bodyOf(core: Core, each: Webhook) {
  const { id, ...rest } = await webhookBody(each, core);
  return { id, dialect: each.dialect, ...rest };
}

function otherWords({ dialect }: Call): Fault {
  const sentence = `This webhook was made through ${dialect}, which names events in its own words.`;
  return new Fault('request_malformed', `${sentence} Change them there.`);
}
