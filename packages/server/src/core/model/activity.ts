import type { AuditEntry } from './audit.ts';
import type { Instant } from './instant.ts';

/** An entry of the trail with its place in it. */
export interface Activity {
  readonly seq: number;
  readonly entry: AuditEntry;
}

/** Which entries: about this PIN, any of these, in this stretch of time (both ends excluded). */
export interface ActivityQuery {
  readonly purpose: string;
  readonly kinds: readonly Pick<AuditEntry, 'action' | 'outcome'>[];
  readonly after?: Instant;
  readonly before?: Instant;
  readonly limit: number;
}
