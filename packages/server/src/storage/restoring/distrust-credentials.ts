import type { Credential, CredentialKey } from '../../core/model/credential.ts';
import { distrust } from '../../core/model/distrust.ts';
import type { Instant } from '../../core/model/instant.ts';
import { isUnconfirmed } from '../../core/model/lockout.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Engine, Row, Statement } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import { selectCredential, toCredential, updateCredential } from '../queries/credentials.ts';
import { selectTenants, toTenant } from '../queries/tenants.ts';

/** Few enough that others get in between, and enough that they share commits. */
const AT_ONCE = 500;

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
export async function distrustCredentials(
  engine: Engine,
  now: Instant,
  onRows: (count: number) => void,
): Promise<Distrusted> {
  const policies = await policiesOf(engine);
  let [unconfirmed, damaged, count] = [0, 0, 0];
  for await (const keys of credentialKeys(engine)) {
    const each = keys.map((key) =>
      distrustOne(engine, key, policies.get(key.tenant) ?? DEFAULT_POLICY, now),
    );
    for (const result of await Promise.allSettled(each)) {
      if (result.status === 'fulfilled') unconfirmed += result.value ? 1 : 0;
      else if (isDamage(result.reason)) damaged += 1;
      else throw result.reason;
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

function distrustOne(
  engine: Engine,
  key: CredentialKey,
  policy: Policy,
  now: Instant,
): Promise<boolean> {
  return engine.commit({
    reads: [selectCredential(key)],
    decide: ([row]) => {
      const current: Credential = toCredential(row);
      if (row === undefined) return { writes: [], result: false };
      if (isUnconfirmed(current.lockout)) return { writes: [], result: true };
      const next = distrust(current, policy, now);
      return { writes: [updateCredential(key, next)], result: isUnconfirmed(next.lockout) };
    },
  });
}

async function policiesOf(engine: Engine): Promise<ReadonlyMap<string, Policy>> {
  const tenants = (await engine.query(selectTenants())).map(toTenant);
  return new Map(tenants.map(({ id, policy }) => [id, policy]));
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'integrity';
}
