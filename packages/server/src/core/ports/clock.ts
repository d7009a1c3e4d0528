import type { Instant } from '../model/instant.ts';

/** The only source of time. Never behind an instant it has already told by more than a clock step. */
export interface Clock {
  now(): Instant;
}
