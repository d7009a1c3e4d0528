import type { Exchange } from './mixin-call.ts';
import { clockToleranceMs } from './settings.ts';

/** Times of this wire are in nanoseconds, ours are not. */
export const NANOSECONDS_PER_MS = 1_000_000n;

/** Whether `at`, in milliseconds, is now to a client, by a clock that may be off as far as the tenant lets it (mixin 9.1). */
export function isNow({ core, call }: Exchange, at: bigint): boolean {
  const off = at - BigInt(core.now());
  const tolerance = BigInt(clockToleranceMs(call.tenant));
  return off <= tolerance && -off <= tolerance;
}
