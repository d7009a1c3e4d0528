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
  const existing = await ports.store.listWebhooks(tenant, call.dialect);
  if (existing.length >= WEBHOOKS_MAX) {
    const sentence = `There are ${WEBHOOKS_MAX} webhooks already. Remove one first.`;
    throw new Fault('request_malformed', sentence);
  }
  const at = ports.clock.now();
  const about = { tenant, id: ports.random.id(), dialect: call.dialect };
  const webhook = { ...about, ...command, enabled: true, createdAt: at, updatedAt: at };
  return ports.store.applyToWebhook(tenant, webhook.id, () => ({
    next: webhook,
    audit: [
      auditEntry(call, at, { action: 'webhook.create', outcome: 'created', reason: webhook.id }),
    ],
    ...(call.receipt && { receipt: { ...call.receipt, outcome: webhook } }),
    result: webhook,
  }));
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
