import type { Call, ReceiptKey } from '../model/call.ts';
import { DAY_MS } from '../model/instant.ts';
import type { Ports } from '../ports/ports.ts';
import type { ReceiptClaim } from '../ports/store.ts';

/** How long a repeat of a call is recognised. */
export const RECEIPT_TTL_MS = DAY_MS;

/**
 * Claims a caller's reference before its call runs. `digest` describes the request without its
 * PINs: a digest of a short PIN would tell the PIN to whoever can compute it.
 */
export function claimReceipt(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  key: ReceiptKey,
  digest: string,
): Promise<ReceiptClaim> {
  const now = clock.now();
  const target = { ...key, expiresAt: now + RECEIPT_TTL_MS };
  return store.claimReceipt(call.tenant.id, target, digest, now);
}
