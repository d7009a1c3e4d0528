import type { Core } from '../../core/core.ts';
import { Fault, unreachable } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { Route, WireRequest, WireResponse } from '../../dialects/dialect.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs a call, or answers a repeat of it with the first answer and compares nothing
 * (draft-ietf-httpapi-idempotency-key-header). The outcome is recorded by the very transaction that
 * makes it true, so a crash leaves either both or neither, and a retry is always right.
 */
export async function answerOnce(
  core: Core,
  route: Route,
  request: WireRequest,
  call: Call,
): Promise<WireResponse> {
  const key = readKey(request);
  if (route.repeats === undefined || key === undefined) return route.handle(request, call, core);

  const receiptKey = { scope: `${call.dialect}:${call.actor}`, key };
  const digest = await core.digest(call, 'request', route.repeats.describe(request));
  const claim = await core.claimReceipt(call, receiptKey, digest);
  switch (claim.claim) {
    case 'fresh':
      try {
        return await route.handle(request, { ...call, receipt: claim.receipt }, core);
      } finally {
        // Without an outcome nothing happened: the caller may correct the request and try again.
        await core.releaseReceipt(call, receiptKey);
      }
    case 'repeat':
      return markReplayed(await route.repeats.encode(claim.outcome, call, core));
    case 'conflict':
      throw new Fault(
        'idempotency_conflict',
        'This Idempotency-Key was used for another request. Use a new key for a new request.',
      );
    case 'in_progress':
      throw new Fault(
        'idempotency_in_progress',
        'The first request with this Idempotency-Key is still running. Try again shortly.',
        { retryAfterSeconds: 1 },
      );
    default:
      return unreachable(claim);
  }
}

function readKey(request: WireRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || KEY.test(key)) return key;
  const sentence = 'Idempotency-Key must be 1 to 255 visible ASCII characters.';
  throw new Fault('request_malformed', sentence);
}

function markReplayed(response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, 'idempotency-replayed': 'true' } };
}
