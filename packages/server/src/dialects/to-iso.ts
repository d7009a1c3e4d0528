import type { Instant } from '../core/model/instant.ts';

/** A moment as our own APIs write it: `2026-01-01T00:00:00.000Z`, and `null` for none. */
export function toIso<I extends Instant | null>(instant: I): string | (I & null) {
  return (instant === null ? null : new Date(instant).toISOString()) as string | (I & null);
}
