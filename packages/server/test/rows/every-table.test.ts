import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileSource } from '../../src/crypto/keyring-sources/file-source.ts';
import { openKeyring } from '../../src/crypto/open-keyring.ts';
import { createRowCrypto } from '../../src/crypto/row-crypto.ts';
import type { Row, SqlValue } from '../../src/storage/engine/engine.ts';
import { findDamage } from '../../src/storage/rows/find-damage.ts';
import { SealedRows } from '../../src/storage/rows/sealed-rows.ts';
import { SEALED_ROWS, SEALED_TABLES } from '../../src/storage/rows/sealed-tables.ts';
import { fillByWire } from '../support/moving/fill-by-wire.ts';
import { runRaw } from '../support/raw-database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let dir: TempDir;
let server: TestServer;

beforeAll(async () => {
  dir = makeTempDir();
  server = await startTestServer({ dataDir: dir.path });
  await fillByWire(server);
  await server.admin('POST', '/accounts', {
    name: 'vic',
    role: 'auditor',
    password: 'a first password, long',
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await dir.remove();
});

const raw = (sql: string, ...params: SqlValue[]) => runRaw(dir.path, sql, ...params);
const crypto = async () =>
  createRowCrypto(await openKeyring(createFileSource(`${dir.path}/keyring.json`), true));
const look = {
  query: ({ sql, params }: { sql: string; params: readonly SqlValue[] }) => raw(sql, ...params),
};
const find = async () => findDamage(look, await crypto(), () => true);

it('whatever the wires wrote is authenticated, in every table', async () => {
  const found = await find();
  expect(found).toMatchObject({ damaged: [], stopped: false });
  expect(found.rows).toBeGreaterThan(40);
});

describe.each(SEALED_ROWS.map((table) => [table.name, table] as const))(
  'a row of %s',
  (_name, table) => {
    it('is damaged by an edit of any column, and by another row’s authentication', async () => {
      const rows = await raw(`SELECT * FROM ${table.name} ORDER BY ${table.key.join(', ')}`);
      const live = rows.filter((row) => table.isLive?.(row) ?? true);
      const [row, other] = live;
      if (row === undefined) return expect(['accounts', 'operator_sessions']).toContain(table.name);
      const told: string[] = [];
      const refuse = () => new Error('refused');
      const seals = new SealedRows(await crypto(), table, {
        tell: ({ id }) => void told.push(String(id)),
        refuse,
      });
      expect(seals.isSound(row)).toBe(true);
      const columns = [...table.key, ...table.state, 'mac'];
      const edited = columns.flatMap((column) =>
        othersThan(row[column] ?? null).map((value) => ({ ...row, [column]: value })),
      );
      const live2 = edited.filter((each) => table.isLive?.(each) ?? true);
      expect(live2.filter((each) => seals.isSound(each))).toEqual([]);
      expect(told.length).toBe(live2.length);
      if (other !== undefined)
        expect(seals.isSound({ ...row, mac: other['mac'] ?? null })).toBe(false);
    });
  },
);

function othersThan(value: SqlValue): readonly SqlValue[] {
  if (value === null) return [0, '', 1];
  if (typeof value === 'number') return [null, value + 1, String(value)];
  if (typeof value === 'string')
    return [null, `${value} `, value.slice(0, -1)].filter((each) => each !== value);
  return [null, value.slice(1), Uint8Array.of(...value, 0)];
}

describe('the server, asked for what somebody edited,', () => {
  const EDITS = [
    [
      'a budget',
      `UPDATE tenants SET policy = REPLACE(policy, '"attemptsMax":', '"attemptsMax":1') WHERE id = 'demo'`,
      'tenants',
    ],
    ['a suspension', 'UPDATE subjects SET suspended_at = 1 WHERE id = ?', 'subjects'],
    [
      'a revocation',
      "UPDATE caller_keys SET revoked_at = 1 WHERE dialect = 'native'",
      'caller_keys',
    ],
  ] as const;

  it.each(EDITS)('answers integrity: %s', async (_what, sql, table) => {
    const id = await server.makeSubject();
    const before = await raw(`SELECT * FROM ${table}`);
    await raw(sql, ...(sql.includes('?') ? [id] : []));
    const answer = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '8305' });
    expect([answer.status, answer.body['code']]).toEqual([500, 'integrity']);
    expect((await find()).damaged.join()).toContain(table);
    await putBack(table, before);
    const again = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '8305' });
    expect(again.body['outcome']).toBe('verified');
  });

  it('shows a tenant whose row cannot be believed as one that does nothing', async () => {
    const before = await raw('SELECT * FROM tenants');
    await raw("UPDATE tenants SET audit_retention_days = 1 WHERE id = 'demo'");
    const { status, body } = await server.admin('GET', '/tenants');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('"suspended":true');
    await putBack('tenants', before);
  });

  it('lets nobody in as somebody whose phone number was pointed at them', async () => {
    const [owner, thief] = [`owner-${Date.now()}`, `thief-${Date.now()}`];
    const phone = (value: string) => ({ type: 'msisdn', value }) as const;
    const make = async (id: string, value: string, pin: string) => {
      await server.call('POST', '/v1/subjects', { id, identifiers: [phone(value)] });
      await server.call('PUT', `/v1/subjects/${id}/pin`, { pin });
    };
    await make(owner, '254711000001', '8305');
    await make(thief, '254711000002', '5927');
    const find = (value: string) =>
      server.server.core.findSubject({ tenant: { id: 'demo' } } as never, {
        identifier: phone(value),
      });
    expect(await find('254711000001')).toMatchObject({ id: owner });
    const sql = "UPDATE identifiers SET subject = ? WHERE value = '254711000001'";
    await raw(sql, thief);
    await expect(find('254711000001')).rejects.toMatchObject({
      code: 'integrity',
      internal: expect.stringContaining('it leads to somebody who does not go by it'),
    });
    await raw(sql, owner);
    expect(await find('254711000001')).toMatchObject({ id: owner });
  });

  it('gives no staff right to a role that was raised', async () => {
    await raw("UPDATE accounts SET role = 'owner' WHERE name = 'vic'");
    const { status, body } = await server.admin('GET', '/accounts');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(/"name":"vic"[^}]*"disabled":true/);
  });
});

async function putBack(table: string, rows: readonly Row[]): Promise<void> {
  const { key = [] } = SEALED_TABLES.find(({ name }) => name === table) ?? {};
  for (const row of rows) {
    const columns = Object.keys(row).filter((column) => !key.includes(column));
    await raw(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')}
        WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
      ...columns.map((column) => row[column] ?? null),
      ...key.map((column) => row[column] ?? null),
    );
  }
}
