import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PIN = '8305';
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

const DAMAGE = [
  ['edited', 'UPDATE credentials SET tickets = 0, generation = 9007199254740991 WHERE subject = ?'],
  ['gone', 'DELETE FROM credentials WHERE subject = ?'],
  ['not authenticated', 'UPDATE credentials SET mac = NULL WHERE subject = ?'],
] as const;

describe.each(DAMAGE)('a PIN whose row is %s', (_how, sql) => {
  const verify = async (id: string, pin: string) => {
    const { status, body } = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin });
    return status === 200 ? body['outcome'] : body['code'];
  };

  it('is ended by who deletes it, and nothing but a new one follows', async () => {
    const id = await server.makeSubject();
    expect(await verify(id, '9514')).toBe('wrong');
    await runRaw(dir.path, sql, id);
    expect(await verify(id, PIN)).toBe('integrity');
    const body = { reason: 'the row was damaged' };
    const deleted = await server.call('DELETE', `/v1/subjects/${id}/pin`, body);
    expect([deleted.status, await verify(id, PIN)]).toEqual([200, 'not_set']);
    const set = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '271846' });
    expect(set.body['outcome']).toBe('set');
    expect([await verify(id, PIN), await verify(id, '271846')]).toEqual(['wrong', 'verified']);
    await server.close();
    server = await startTestServer({ dataDir: dir.path });
    expect(await verify(id, '271846')).toBe('verified');
    const trail = await server.admin('GET', `/tenants/demo/audit?subject=${id}&action=pin.delete`);
    expect(trail.body['entries']).toMatchObject([{ outcome: 'replaced' }]);
  });

  it('can be neither unlocked, changed, held, reset nor given a first PIN', async () => {
    const id = await server.makeSubject();
    await runRaw(dir.path, sql, id);
    const calls = [
      server.call('POST', `/v1/subjects/${id}/pin/change`, { currentPin: PIN, newPin: '271846' }),
      server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '271846' }),
      server.admin('POST', `/tenants/demo/subjects/${id}/unlock`, { reason: 'a test' }),
    ];
    for (const { body } of await Promise.all(calls)) expect(body['code']).toBe('integrity');
  });

  it('goes with its subject, and a new life begins without it', async () => {
    const id = await server.makeSubject();
    await runRaw(dir.path, sql, id);
    expect((await server.call('DELETE', `/v1/subjects/${id}`)).status).toBe(204);
    await server.call('POST', '/v1/subjects', { id });
    await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '271846' });
    expect(await verify(id, '271846')).toBe('verified');
  });
});
