import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Webhook, WebhookSignature } from '../model/webhook.ts';
import type { Ports } from '../ports/ports.ts';

export interface CreateWebhook {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly signature: WebhookSignature;
  /** Ask the address with HEAD before anything is stored. */
  readonly check?: true;
}

/** Every event is written once per webhook: more than these would slow the tenant's own calls. */
const WEBHOOKS_MAX = 50;

/**
 * Somebody wants to be told what happens. Throws `webhook_unreachable` for an address we do not
 * deliver to, with the reason; nothing is stored then.
 */
export async function createWebhook(
  ports: Pick<Ports, 'store' | 'receivers' | 'clock' | 'random'>,
  call: Call,
  { check, ...command }: CreateWebhook,
): Promise<Webhook> {
  await admitAddress(ports, command.url, check);
  const tenant = call.tenant.id;
  await refuseTooMany(ports, call);
  const at = ports.clock.now();
  const about = { tenant, id: ports.random.id(), dialect: call.dialect };
  const webhook = { ...about, ...command, enabled: true, createdAt: at, updatedAt: at };
  const reason = webhook.id;
  await ports.store.applyToWebhook(tenant, webhook.id, () => ({
    next: webhook,
    audit: [auditEntry(call, at, { action: 'webhook.create', outcome: 'created', reason })],
    ...(call.receipt && { receipt: { ...call.receipt, outcome: webhook } }),
    result: undefined,
  }));
  await refuseTooMany(ports, call, webhook.id);
  return webhook;
}

/**
 * Many may be made at once, so it is looked at again afterwards: of those beyond the limit each
 * takes itself back.
 */
async function refuseTooMany(
  { store }: Pick<Ports, 'store'>,
  { tenant, dialect }: Call,
  made?: string,
): Promise<void> {
  const webhooks = await store.listWebhooks(tenant.id, dialect);
  const place = made === undefined ? webhooks.length : webhooks.findIndex(({ id }) => id === made);
  if (place < WEBHOOKS_MAX) return;
  if (made !== undefined) {
    await store.applyToWebhook(tenant.id, made, () => ({ next: null, result: undefined }));
  }
  const sentence = `There are ${WEBHOOKS_MAX} webhooks already. Remove one first.`;
  throw new Fault('request_malformed', sentence);
}

/** Throws `webhook_unreachable`, which says what is wrong with the address. */
export async function admitAddress(
  { receivers }: Pick<Ports, 'receivers'>,
  url: string,
  check?: true,
): Promise<void> {
  const refused = receivers.refuse(url);
  if (refused !== null) throw unreachableAddress(refused);
  if (!check) return;
  const answer = await receivers.check(url);
  if (answer.check !== 'reachable') throw unreachableAddress(answer.reason);
}

function unreachableAddress(reason: string): Fault {
  return new Fault('webhook_unreachable', `This address cannot be delivered to: ${reason}.`);
}
