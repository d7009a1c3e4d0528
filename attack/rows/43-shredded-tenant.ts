import { setTimeout as wait } from 'node:timers/promises';
import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Row as DatabaseRow, RunSql } from '../target/database.ts';
import { takeCopy } from '../target/old-copy.ts';
import type { Target } from '../target/target.ts';

const PATIENCE_MS = 60_000;
/** Those a person of a tenant is let in by; what comes first is what the others hang on. */
const TABLES = ['tenants', 'tenant_keys', 'caller_keys', 'subjects', 'credentials'] as const;

/** A tenant that leaves, with somebody whose PIN the attacker has seen. */
interface Leaver {
  readonly tenant: string;
  readonly apiKey: string;
  readonly person: string;
}

export const shreddedTenant: Row = {
  number: 43,
  title: 'shredded tenant',
  wants:
    'something of a deleted tenant to open, with an old copy of its rows and the keyring of today',
  holds:
    "a tenant's secret is thrown away with it; what copies of it there are is sealed under a root that is retired",
  weakening: {
    what: 'keeps roots that were retired',
    edits: [
      {
        file: 'crypto/root-keeper.ts',
        find: '  const gone = [...new Set([...(content.retired ?? []), ...retired])];',
        put: '  const gone = retired.slice(0, 0);',
      },
    ],
    shows: /^a deleted tenant was there again when its old rows were put back with its key$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const { dataDir } = target;
    const staying = await enrol(target);
    const leaver = await makeLeaver(target);
    const rows = await rowsOf(target.sql, leaver.tenant);
    await target.stop();
    const copy = await takeCopy(arena, dataDir);

    const second = await arena.start({ mode: 'serve', dataDir });
    await deleteTenant(second, leaver);
    await putRowsBack(second.sql, leaver.tenant, rows, { tenant_keys: 'stays as it is' });
    await mustBeGone(second, leaver, 'when its old rows were put back');
    await rotate(second);
    await second.stop();

    await putRowsBack(await arena.sql(dataDir), leaver.tenant, rows);
    const third = await arena.start({ mode: 'serve', dataDir });
    const right = outcomeOf(await verify(third, staying, PIN));
    mustBeSo(right === 'verified', `a person of a tenant that stayed was answered with ${right}`);
    await mustBeGone(third, leaver, 'when its old rows were put back with its key');
    await third.stop();

    await copy.putBack(dataDir);
    for (const how of [[], ['--newest']]) await mustNotOpen(arena, dataDir, leaver, how);
  },
};

/** The whole database as it was, on a machine that has the keyring and whoever answers for it. */
async function mustNotOpen(
  arena: Arena,
  dataDir: string,
  leaver: Leaver,
  how: readonly string[],
): Promise<void> {
  await arena.run(dataDir, 'restore', '--adopt', ...how);
  const started = await arena.start({ mode: 'serve', dataDir }).then(
    (target) => target,
    () => undefined,
  );
  if (started === undefined) return;
  await started.admin('PATCH', `/tenants/${leaver.tenant}`, { suspended: false });
  await mustBeGone(started, leaver, 'in an old copy under the keyring of today');
  await started.stop();
}

async function makeLeaver(target: Target): Promise<Leaver> {
  const tenant = fresh('leaver');
  const { body } = await target.admin('POST', '/tenants', { id: tenant, name: tenant });
  const leaver = { tenant, apiKey: String(body['apiKey']), person: fresh('person') };
  await enrol(asTenant(target, leaver), { id: leaver.person });
  const said = await ofPerson(target, leaver);
  mustBeSo(said === 'verified', `before its deletion a person was answered with ${said}`);
  return leaver;
}

async function deleteTenant(target: Target, leaver: Leaver): Promise<void> {
  const { tenant } = leaver;
  const path = `/tenants/${tenant}`;
  await target.admin('PATCH', path, { suspended: true });
  const why = { confirm: tenant, reason: 'the contract ended' };
  const deleted = await target.admin('DELETE', path, why);
  mustBeSo(outcomeOf(deleted) === 'deleted', `not deleted: ${deleted.text}`);
  await mustBeGone(target, leaver, 'right after it was deleted');
  await until('its rows are gone', async () => {
    const found = await target.sql('SELECT id FROM tenants WHERE id = ?', tenant);
    return found.length === 0;
  });
}

/** Puts the next root in force and throws the first one away. */
async function rotate(target: Target): Promise<void> {
  const reason = { reason: 'a tenant left' };
  const started = await target.admin('POST', '/keys/rotations', reason);
  mustBeSo(started.status === 202, `no rotation: ${started.text}`);
  await until('the rotation has finished', async () => {
    const { body } = await target.admin('GET', '/keys/rotations');
    return (body['rotation'] as { readonly state: string }).state === 'finished';
  });
  await until('the old root is retired', async () => {
    const retired = await target.admin('POST', '/keys/roots/k1/retire', {
      ...{ confirm: 'k1', ...reason },
    });
    return outcomeOf(retired) === 'retired';
  });
}

async function mustBeGone(target: Target, leaver: Leaver, when: string): Promise<void> {
  const said = await ofPerson(target, leaver);
  mustHold(said !== 'verified', `a deleted tenant was there again ${when}`);
  mustHold(said !== 'wrong', `a PIN of a deleted tenant could be compared with ${when}`);
}

async function ofPerson(target: Target, leaver: Leaver): Promise<string> {
  return outcomeOf(await verify(asTenant(target, leaver), leaver.person, PIN));
}

function asTenant(target: Target, { apiKey }: Leaver): Target {
  const authorization = `Bearer ${apiKey}`;
  return {
    ...target,
    call: (method, path, body) => ask(`${target.baseUrl}${path}`, method, body, { authorization }),
  };
}

type Rows = Readonly<Record<string, readonly DatabaseRow[]>>;

async function rowsOf(sql: RunSql, tenant: string): Promise<Rows> {
  const rows: Record<string, readonly DatabaseRow[]> = {};
  for (const table of TABLES) {
    const found = await sql(`SELECT * FROM ${table} WHERE ${ownerOf(table)} = ?`, tenant);
    mustBeSo(found.length > 0, `there is nothing in ${table}`);
    rows[table] = found;
  }
  return rows;
}

/** In place of whatever is there. */
async function putRowsBack(
  sql: RunSql,
  tenant: string,
  rows: Rows,
  without: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const table of TABLES.filter((each) => !(each in without)).toReversed()) {
    await sql(`DELETE FROM ${table} WHERE ${ownerOf(table)} = ?`, tenant);
  }
  for (const table of TABLES.filter((each) => !(each in without))) {
    for (const row of rows[table] ?? []) {
      const names = Object.keys(row);
      const places = names.map(() => '?').join(', ');
      const text = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`;
      await sql(text, ...Object.values(row));
    }
  }
}

function ownerOf(table: string): string {
  return table === 'tenants' ? 'id' : 'tenant';
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    mustBeSo(performance.now() - startedAt < PATIENCE_MS, `never saw that ${what}`);
    await wait(200);
  }
}
