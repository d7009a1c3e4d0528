import type { Activity, ActivityQuery } from '../model/activity.ts';
import type { Call } from '../model/call.ts';
import type { Ports } from '../ports/ports.ts';

export interface ListActivity extends Omit<ActivityQuery, 'after'> {
  readonly subject: string;
  /** Leaves out what an unlock or a renewed PIN has cleared. */
  readonly sinceCleared?: true;
}

/**
 * What the trail holds about one PIN of a subject, newest first. The trail outlives people: of an earlier
 * subject with the same id nothing is shown.
 */
export async function listActivity(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  { subject, sinceCleared, ...query }: ListActivity,
): Promise<readonly Activity[]> {
  const tenant = call.tenant.id;
  const found = await store.readSubject(tenant, subject);
  if (found === null) return [];
  // What happened in the very instant of its creation belongs to the new subject.
  const since = found.createdAt - 1;
  const key = { tenant, subject, purpose: query.purpose };
  const cleared = sinceCleared ? (await store.readCredential(key)).lockout.clearedAt : null;
  const after = Math.max(since, cleared ?? since);
  return store.listActivity(tenant, subject, { ...query, after });
}
