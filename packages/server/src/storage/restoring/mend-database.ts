import type { CredentialKey, Verifier } from '../../core/model/credential.ts';
import type { Instant } from '../../core/model/instant.ts';
import { type Found, mendCredential } from '../../core/model/mend-credential.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Engine, Row } from '../engine/engine.ts';
import {
  insertCredential,
  selectCredential,
  toCredential,
  updateCredential,
} from '../queries/credentials.ts';
import { selectSubject } from '../queries/subjects.ts';
import { selectTenants, toTenant } from '../queries/tenants.ts';
import { credentialKeys } from './distrust-credentials.ts';

export interface Mend {
  /** The newest database; gets what is mended. */
  readonly engine: Engine;
  /** The database of the backup; read only. */
  readonly copy: Pick<Engine, 'query'>;
  /** Whether the keys open a verifier. */
  readonly opens: (key: CredentialKey, verifier: Verifier) => Promise<boolean>;
  readonly now: Instant;
  readonly onRows: (count: number) => void;
}

export interface MendedRows {
  readonly merged: number;
  readonly repaired: number;
  readonly inDoubt: number;
  /** Of people who are not there any more; they stay away. */
  readonly gone: number;
  /** Rows of the backup that are not what a server wrote. */
  readonly damaged: number;
}

type Outcome = keyof MendedRows;

/**
 * Brings a backup together with the newest database, which stays as it is but for its credentials:
 * nothing that was deleted, revoked or used since the backup comes back, for nothing else is taken
 * from it.
 */
export async function mendDatabase(mend: Mend): Promise<MendedRows> {
  const tally = { merged: 0, repaired: 0, inDoubt: 0, gone: 0, damaged: 0 };
  const tenants = (await mend.engine.query(selectTenants())).map(toTenant);
  const policies = new Map(tenants.map(({ id, policy }) => [id, policy]));
  let count = 0;
  for await (const keys of credentialKeys(mend.copy)) {
    const outcomes = keys.map((key) => mendOne(mend, key, policies.get(key.tenant)));
    for (const outcome of await Promise.all(outcomes)) tally[outcome] += 1;
    count += keys.length;
    mend.onRows(count);
  }
  return tally;
}

async function mendOne(mend: Mend, key: CredentialKey, policy?: Policy): Promise<Outcome> {
  const [subject] = await mend.engine.query(selectSubject(key.tenant, key.subject));
  if (subject === undefined) return 'gone';
  const copy = await find(mend, key, (await mend.copy.query(selectCredential(key)))[0]);
  if (copy === null) return 'damaged';
  const [row] = await mend.engine.query(selectCredential(key));
  const here = await find(mend, key, row);
  const { next, outcome } = mendCredential(here, copy, policy ?? DEFAULT_POLICY, mend.now);
  const write = row === undefined ? insertCredential : updateCredential;
  await mend.engine.commit({
    reads: [],
    decide: () => ({ writes: [write(key, next)], result: undefined }),
  });
  return outcome === 'in_doubt' ? 'inDoubt' : outcome;
}

/** `null` for a row that is missing, or not what a server wrote. */
async function find(
  { opens }: Mend,
  key: CredentialKey,
  row: Row | undefined,
): Promise<Found | null> {
  if (row === undefined) return null;
  try {
    const credential = toCredential(row);
    const { verifier } = credential;
    return { credential, opens: verifier === null || (await opens(key, verifier)) };
  } catch {
    return null;
  }
}
