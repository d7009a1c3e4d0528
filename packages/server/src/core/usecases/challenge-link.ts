import type { Challenge } from '../model/challenge.ts';
import { equalDigests } from '../model/recovery.ts';
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

/** What a link names; `null` for one this server did not make. */
export async function readChallengeLink(
  sealer: Sealer,
  link: string,
): Promise<{ readonly tenant: string; readonly id: string } | null> {
  const [, tenant = '', id = '', mark = ''] = /^(.+)\.([^.]+)\.([0-9a-f]+)$/.exec(link) ?? [];
  if (tenant === '' || !equalDigests(await markOf(sealer, tenant, id), mark)) return null;
  return { tenant, id };
}

async function markOf(sealer: Sealer, tenant: string, id: string): Promise<string> {
  const digest = await sealer.digest({ tenant, label: 'challenge-link', binding: [] }, id);
  return digest.slice(0, MARK_LENGTH);
}
