import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/storage/engine/engine.ts';
import { runRaw } from '../support/raw-database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PIN = '8305';
const WRONG = '9514';
const OTHER = '271846';

let dir: TempDir;
let server: TestServer;

beforeAll(async () => {
  dir = makeTempDir();
  server = await startTestServer({ dataDir: dir.path });
});
afterAll(async () => {
  await server.close();
  await dir.remove();
});

const raw = (sql: string, ...params: Row[string][]) => runRaw(dir.path, sql, ...params);

async function restart(): Promise<void> {
  await server.close();
  server = await startTestServer({ dataDir: dir.path });
}

async function verify(id: string, pin: string, more = {}): Promise<unknown> {
  const answer = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin, ...more });
  return answer.status === 200 ? answer.body['outcome'] : answer.body['code'];
}

async function copyRow(subject: string): Promise<Row> {
  const [row] = await raw(
    "SELECT * FROM credentials WHERE subject = ? AND purpose = 'login'",
    subject,
  );
  if (row === undefined) throw new Error('there is no row');
  return row;
}

/** As it was, whatever is there now. */
async function putBack(row: Row): Promise<void> {
  const names = Object.keys(row);
  await raw('DELETE FROM credentials WHERE subject = ?', row['subject'] ?? null);
  await raw(
    `INSERT INTO credentials (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(row),
  );
}

const MOMENTS = [
  ['while the server is at work', async () => undefined],
  ['while the server is down', restart],
] as const;

describe.each(MOMENTS)('rows of credentials, %s,', (_when, between) => {
  it('put back from before five wrong guesses give no guess more', async () => {
    const id = await server.makeSubject();
    const before = await copyRow(id);
    for (let guess = 0; guess < 5; guess += 1) expect(await verify(id, WRONG)).toBe('wrong');
    await putBack(before);
    await between();
    expect(await verify(id, WRONG)).toBe('integrity');
    expect(await verify(id, PIN)).toBe('integrity');
    const status = await server.call('GET', `/v1/subjects/${id}/pin`);
    expect([status.status, status.body['code']]).toEqual([500, 'integrity']);
  });

  it('put back from before a change revive no old PIN', async () => {
    const id = await server.makeSubject();
    const before = await copyRow(id);
    const body = { currentPin: PIN, newPin: OTHER };
    await server.call('POST', `/v1/subjects/${id}/pin/change`, body);
    await putBack(before);
    await between();
    expect([await verify(id, PIN), await verify(id, OTHER)]).toEqual(['integrity', 'integrity']);
  });

  it('that are gone are missed, and no first PIN is set in their place', async () => {
    const id = await server.makeSubject();
    await raw('DELETE FROM credentials WHERE subject = ?', id);
    await between();
    expect(await verify(id, PIN)).toBe('integrity');
    const set = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: OTHER });
    expect(set.body['code']).toBe('integrity');
  });

  it('of somebody who had the id before belong to nobody', async () => {
    const id = await server.makeSubject();
    expect(await verify(id, WRONG)).toBe('wrong');
    const before = await copyRow(id);
    await server.call('DELETE', `/v1/subjects/${id}`);
    await server.call('POST', '/v1/subjects', { id });
    await between();
    // A new life is nothing to be missed.
    expect(await verify(id, PIN)).toBe('not_set');
    const after = await copyRow(id);
    await putBack(before);
    expect(await verify(id, PIN)).toBe('integrity');
    await putBack(after);
    await between();
    await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: OTHER });
    expect(await verify(id, OTHER)).toBe('verified');
  });

  it('exchanged between two people, or two purposes, let neither in', async () => {
    const [one, two] = [await server.makeSubject(), await server.makeSubject(OTHER)];
    const rows = [await copyRow(one), await copyRow(two)];
    await putBack({ ...rows[0], subject: two });
    await putBack({ ...rows[1], subject: one });
    await between();
    for (const [id, pin] of [
      [one, OTHER],
      [two, PIN],
    ] as const)
      expect(await verify(id, pin)).toBe('integrity');
    const three = await server.makeSubject();
    await putBack({ ...(await copyRow(three)), purpose: 'transaction' });
    await between();
    expect(await verify(three, PIN, { purpose: 'transaction' })).toBe('integrity');
  });

  it('without authentication, or with a part of it, let nobody in', async () => {
    const id = await server.makeSubject();
    const { mac } = await copyRow(id);
    for (const edited of [null, '', String(mac).slice(0, -1), `${mac}A`]) {
      await raw('UPDATE credentials SET mac = ? WHERE subject = ?', edited, id);
      await between();
      expect(await verify(id, PIN)).toBe('integrity');
    }
  });
});

it('damage is told of in the audit trail, once for each row, and in the metrics', async () => {
  const id = await server.makeSubject();
  await raw('UPDATE credentials SET failures = 0, tickets = 0 WHERE subject = ?', id);
  await raw('UPDATE credentials SET changed_at = 1 WHERE subject = ?', id);
  for (let asked = 0; asked < 5; asked += 1) expect(await verify(id, PIN)).toBe('integrity');
  const { body } = await server.admin('GET', `/tenants/demo/audit?subject=${id}`);
  const told = (body['entries'] as Record<string, unknown>[]).filter(
    ({ action }) => action === 'row.check',
  );
  expect(told).toMatchObject([{ outcome: 'damaged', actor: 'server', purpose: 'login' }]);
});

it('attempts side by side, and restarts between, make no row look altered', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => server.makeSubject()));
  const pins = [PIN, WRONG, PIN, PIN];
  for (let round = 0; round < 3; round += 1) {
    const outcomes = await Promise.all(ids.flatMap((id) => pins.map((pin) => verify(id, pin))));
    expect(outcomes).not.toContain('integrity');
    await restart();
  }
});
