import type { Receivers } from '../core/ports/receivers.ts';
import type { WebhookSigner } from '../core/ports/webhook-signer.ts';
import type { SendRequest } from '../outbox/http-client.ts';
import type { OutboxWorker } from '../outbox/outbox-worker.ts';
import type { ReceiverRule } from '../outbox/receiver-address.ts';

export interface ReceiversOptions {
  readonly rule: Pick<ReceiverRule, 'refuse'>;
  readonly send: SendRequest;
  readonly signer: Pick<WebhookSigner, 'secretOf' | 'publicKeyOf'>;
  readonly worker: Pick<OutboxWorker, 'wake'>;
}

/** Receivers reached over HTTP. A check asks the way a delivery would, and sends no content. */
export function createReceivers({ rule, send, signer, worker }: ReceiversOptions): Receivers {
  return {
    refuse: rule.refuse,
    async check(url) {
      const headers = { 'user-agent': 'Pintumbler' };
      const exchange = await send({ method: 'HEAD', url, headers, body: null });
      switch (exchange.exchange) {
        case 'answered':
          return { check: 'reachable' };
        case 'refused':
          return { check: 'refused', reason: exchange.reason };
        case 'failed':
          return { check: 'unreachable', reason: exchange.reason };
      }
    },
    secretOf: signer.secretOf,
    publicKeyOf: signer.publicKeyOf,
    wake: worker.wake,
  };
}
