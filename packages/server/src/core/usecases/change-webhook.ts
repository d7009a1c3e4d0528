import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Webhook } from '../model/webhook.ts';
import type { Ports } from '../ports/ports.ts';
import { admitAddress } from './create-webhook.ts';
import { webhookNotFound } from './read-webhook.ts';

/** Absent parts stay as they are. */
export interface ChangeWebhook {
  readonly id: string;
  readonly name?: string;
  readonly url?: string;
  readonly events?: readonly string[];
  readonly enabled?: boolean;
  readonly check?: true;
}

/** Applies from the next event on; deliveries that wait go to the new address. */
export async function changeWebhook(
  ports: Pick<Ports, 'store' | 'receivers' | 'clock'>,
  call: Call,
  { id, check, ...change }: ChangeWebhook,
): Promise<Webhook> {
  if (change.url !== undefined) await admitAddress(ports, change.url, check);
  return ports.store.applyToWebhook(call.tenant.id, id, (current) => {
    if (current === null || current.dialect !== call.dialect) throw webhookNotFound();
    const at = ports.clock.now();
    const next: Webhook = { ...current, ...change, updatedAt: at };
    const reason = `${id}: ${Object.keys(change).join(', ')}`;
    return {
      next,
      audit: [auditEntry(call, at, { action: 'webhook.change', outcome: 'changed', reason })],
      ...(call.receipt && { receipt: { ...call.receipt, outcome: next } }),
      result: next,
    };
  });
}

/** Removes a webhook with everything that was waiting for it. */
export function deleteWebhook(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  id: string,
): Promise<{ readonly outcome: 'deleted' }> {
  return store.applyToWebhook(call.tenant.id, id, (current) => {
    if (current === null || current.dialect !== call.dialect) throw webhookNotFound();
    const outcome = { outcome: 'deleted' } as const;
    const fact = { action: 'webhook.delete', outcome: 'deleted', reason: id };
    return {
      next: null,
      audit: [auditEntry(call, clock.now(), fact)],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
