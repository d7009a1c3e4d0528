import type { Activity, ActivityQuery } from '../model/activity.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { Ports } from '../ports/ports.ts';

export interface ListActivity extends Omit<ActivityQuery, 'after'> {
  readonly subject: string;
  /** Leaves out what an unlock or a renewed PIN of this purpose has cleared. */
  readonly sinceClearedFor?: string;
}

/**
 * What the trail holds about one subject, newest first. The trail outlives people: of an earlier
 * subject with the same id nothing is shown.
 */
export async function listActivity(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  { subject, sinceClearedFor: purpose, ...query }: ListActivity,
): Promise<readonly Activity[]> {
  const tenant = call.tenant.id;
  const found = await store.readSubject(tenant, subject);
  if (found === null) return [];
  // What happened in the very instant of its creation belongs to the new subject.
  const since = found.createdAt - 1;
  const cleared = purpose === undefined ? null : await clearedAt(store, call, subject, purpose);
  const after = Math.max(since, cleared ?? since);
  return store.listActivity(tenant, subject, { ...query, after });
}

async function clearedAt(
  store: Ports['store'],
  { tenant }: Call,
  subject: string,
  purpose: string,
): Promise<Instant | null> {
  const { lockout } = await store.readCredential({ tenant: tenant.id, subject, purpose });
  return lockout.clearedAt;
}
