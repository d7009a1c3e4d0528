import type { Challenge } from '../model/challenge.ts';
import { equalDigests } from '../model/recovery.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sealer } from '../ports/sealer.ts';

const MARK_LENGTH = 32;

/**
 * The part of a hosted page's address that opens a challenge: the tenant, the challenge's id, and a
 * mark of 128 bits that only this server can make. The id alone, which logs and callers know, opens
 * nothing. Derived, not stored: the database holds nothing a page could be opened with.
 */
export async function challengeLink(
  sealer: Sealer,
  { tenant, id }: Pick<Challenge, 'tenant' | 'id'>,
): Promise<string> {
  return `${tenant}.${id}.${await markOf(sealer, tenant, id)}`;
}

/**
 * What a link names; `null` for one this server did not make. The tenant is looked up first: keys are
 * derived and kept for every name, and anybody can make names up.
 */
export async function readChallengeLink(
  { store, sealer }: Pick<Ports, 'store' | 'sealer'>,
  link: string,
): Promise<{ readonly tenant: string; readonly id: string } | null> {
  const [, tenant = '', id = '', mark = ''] = /^(.+)\.([^.]+)\.([0-9a-f]+)$/.exec(link) ?? [];
  if (tenant === '' || (await store.readTenant(tenant)) === null) return null;
  return equalDigests(await markOf(sealer, tenant, id), mark) ? { tenant, id } : null;
}

async function markOf(sealer: Sealer, tenant: string, id: string): Promise<string> {
  const digest = await sealer.digest({ tenant, label: 'challenge-link', binding: [] }, id);
  return digest.slice(0, MARK_LENGTH);
}
