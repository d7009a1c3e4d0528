import type { CredentialKey } from '../../core/model/credential.ts';
import { distrust } from '../../core/model/distrust.ts';
import type { Instant } from '../../core/model/instant.ts';
import { isUnconfirmed } from '../../core/model/lockout.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Engine, Row, Statement } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import { selectCredential } from '../queries/credentials.ts';
import { selectTenants, toTenant } from '../queries/tenants.ts';
import type { CredentialRows } from '../rows/credential-rows.ts';

/** Few enough that others get in between, and enough that they share commits. */
const AT_ONCE = 500;

/** What is put in doubt, as of when. */
export interface Doubt {
  readonly engine: Engine;
  readonly credentials: CredentialRows;
  readonly now: Instant;
  readonly onRows: (count: number) => void;
}

export interface Distrusted {
  /** PINs, passwords and answers that wait to be confirmed. */
  readonly unconfirmed: number;
  /** Rows whose seal or contents are not what a server wrote; they stay refused. */
  readonly damaged: number;
}

/**
 * Puts every credential in doubt, some at a time. Done again it changes nothing more, so a run that
 * was killed is simply run again.
 */
export async function distrustCredentials({
  engine,
  credentials,
  now,
  onRows,
}: Doubt): Promise<Distrusted> {
  const policies = await policiesOf(engine);
  let [unconfirmed, damaged, count] = [0, 0, 0];
  for await (const keys of credentialKeys(engine)) {
    const each = keys.map((key) =>
      distrustOne({ engine, credentials, now }, key, policies.get(key.tenant) ?? DEFAULT_POLICY),
    );
    for (const became of await Promise.all(each)) {
      if (became === 'unconfirmed') unconfirmed += 1;
      if (became === 'damaged') damaged += 1;
    }
    count += keys.length;
    onRows(count);
  }
  return { unconfirmed, damaged };
}

/** Keys of all credentials but those of nobody, in order. */
export async function* credentialKeys(
  engine: Pick<Engine, 'query'>,
): AsyncGenerator<readonly CredentialKey[]> {
  let after: CredentialKey = { tenant: '', subject: '', purpose: '' };
  for (;;) {
    const rows = await engine.query(selectKeysAfter(after));
    const keys = rows.map(toKey);
    const last = keys.at(-1);
    if (last === undefined) return;
    yield keys;
    after = last;
  }
}

function selectKeysAfter({ tenant, subject, purpose }: CredentialKey): Statement {
  return {
    sql: `SELECT tenant, subject, purpose FROM credentials
      WHERE (tenant, subject, purpose) > (?, ?, ?) AND subject <> ''
      ORDER BY tenant, subject, purpose LIMIT ${AT_ONCE}`,
    params: [tenant, subject, purpose],
  };
}

function toKey(row: Row): CredentialKey {
  return {
    tenant: text(row, 'tenant'),
    subject: text(row, 'subject'),
    purpose: text(row, 'purpose'),
  };
}

type Became = 'unconfirmed' | 'spent' | 'damaged';

function distrustOne(
  { engine, credentials, now }: Omit<Doubt, 'onRows'>,
  key: CredentialKey,
  policy: Policy,
): Promise<Became> {
  return engine.commit<Became>({
    reads: [selectCredential(key)],
    decide: ([row]) => {
      const read = credentials.open({ key, row, known: undefined });
      // It stays as it is, and whoever asks for it meets the fault.
      if ('damage' in read) return { writes: [], result: 'damaged' };
      const { credential } = read.opened;
      if (isUnconfirmed(credential.lockout)) return { writes: [], result: 'unconfirmed' };
      const next = distrust(credential, policy, now);
      const { statement } = credentials.write(key, next, read.opened);
      const result = isUnconfirmed(next.lockout) ? 'unconfirmed' : 'spent';
      return { writes: [statement], result };
    },
  });
}

async function policiesOf(engine: Engine): Promise<ReadonlyMap<string, Policy>> {
  const tenants = (await engine.query(selectTenants())).map(toTenant);
  return new Map(tenants.map(({ id, policy }) => [id, policy]));
}
