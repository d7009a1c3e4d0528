import type { SignedMessage } from '../core/ports/webhook-signer.ts';

/** What every Standard Webhooks signature covers. */
export function standardContent({ id, at, body }: SignedMessage): Buffer {
  return Buffer.concat([Buffer.from(`${id}.${unixSeconds(at)}.`), body]);
}

/** The signature and what it needs to be checked. */
export function standardHeaders(
  { id, at }: SignedMessage,
  signature: string,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(unixSeconds(at)),
    'webhook-signature': signature,
  };
}

function unixSeconds(at: number): number {
  return Math.floor(at / 1000);
}
