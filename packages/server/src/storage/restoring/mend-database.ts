import type { CredentialKey, Verifier } from '../../core/model/credential.ts';
import type { Instant } from '../../core/model/instant.ts';
import { type Found, mendCredential } from '../../core/model/mend-credential.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { integerOrNull } from '../queries/column.ts';
import { type CredentialPlace, selectCredential, selectPast } from '../queries/credentials.ts';
import { selectSubject } from '../queries/subjects.ts';
import { selectTenants, toTenant } from '../queries/tenants.ts';
import type { CredentialRows, OpenedCredential } from '../rows/credential-rows.ts';
import { credentialKeys } from './distrust-credentials.ts';

export interface Mend {
  /** The newest database; gets what is mended. */
  readonly engine: Engine;
  /** The database of the backup; read only. */
  readonly copy: Pick<Engine, 'query'>;
  readonly credentials: CredentialRows;
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
  const { engine, credentials } = mend;
  const [subject] = await engine.query(selectSubject(key.tenant, key.subject));
  if (subject === undefined) return 'gone';
  const copy = credentials.openAlone(key, await readRow(mend.copy, key));
  if (copy === null) return 'damaged';
  const [row] = await engine.query(selectCredential(key));
  const read = row === undefined ? null : credentials.open({ key, row, known: undefined });
  const opened = read !== null && 'opened' in read ? read.opened : null;
  const here = opened && (await found(mend, key, opened));
  const from = await found(mend, key, copy);
  const { next, outcome } = mendCredential(here, from, policy ?? DEFAULT_POLICY, mend.now);
  const place = opened?.place ?? (await placeAfter(engine, key, copy));
  const writes = [
    // Its first state, where it is gone; the next one carries the generation that is due.
    ...(row === undefined
      ? [credentials.write(key, next, { ...copy, place: null }).statement]
      : []),
    credentials.write(key, next, { ...copy, place }).statement,
  ];
  await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  return outcome === 'in_doubt' ? 'inDoubt' : outcome;
}

async function readRow(from: Pick<Engine, 'query'>, key: CredentialKey): Promise<Row> {
  return (await from.query(selectCredential(key)))[0] ?? {};
}

async function found(
  { opens }: Mend,
  key: CredentialKey,
  opened: OpenedCredential,
): Promise<Found> {
  const { credential } = opened;
  const { verifier } = credential;
  return { credential, opens: verifier === null || (await opens(key, verifier)) };
}

/** After every state of it that the trail knows of, in the life its subject has now. */
async function placeAfter(
  engine: Pick<Engine, 'query'>,
  key: CredentialKey,
  copy: OpenedCredential,
): Promise<CredentialPlace> {
  const [past = {}] = await engine.query(selectPast(key));
  const born = integerOrNull(past, 'subject_born') ?? copy.born;
  const spoken = integerOrNull(past, 'generation') ?? born;
  return { born, generation: Math.max(spoken, copy.place?.generation ?? born) };
}
