import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, type TestServer } from '../support/test-server.ts';
import { Installation } from './installation.ts';

const place = new Installation();
let backup: string;
let copy: string;
let apiKey: string;
afterAll(() => place.remove());

beforeAll(async () => {
  backup = await place.serving(async (server) => {
    const made = await server.admin('POST', '/tenants', { id: 'leaver', name: 'Leaver' });
    apiKey = String(made.body['apiKey']);
    expect(await policyOf(server)).toBe(200);
    return place.backup();
  });
  copy = place.copyDatabase();
  await place.serving(async (server) => {
    await server.admin('PATCH', '/tenants/leaver', { suspended: true });
    const why = { confirm: 'leaver', reason: 'the contract ended' };
    const deleted = await server.admin('DELETE', '/tenants/leaver', why);
    expect(deleted.body).toEqual({ outcome: 'deleted' });
  });
});

async function policyOf({ baseUrl }: TestServer): Promise<number> {
  const headers = { authorization: `Bearer ${apiKey}` };
  return (await send(`${baseUrl}/v1/policy`, 'GET', undefined, headers)).status;
}

async function mustBeGone(): Promise<void> {
  await place.serving(async (server) => {
    const resumed = await server.admin('PATCH', '/tenants/leaver', { suspended: false });
    expect(resumed.status).toBe(404);
    expect(await policyOf(server)).toBe(401);
    const again = await server.admin('POST', '/tenants', { id: 'leaver', name: 'Leaver' });
    expect(again.body['code']).toBe('tenant_exists');
  });
}

it('a tenant that was deleted since the backup stays deleted where nothing newer is left', async () => {
  place.loseDatabase();
  const { code, out } = await place.run('restore', backup);
  expect([code, out]).toEqual([0, expect.stringContaining('Deleted since, and again now: leaver')]);
  expect(out).not.toMatch(/Suspended.*leaver/);
  await mustBeGone();
});

it('and in an old copy that is adopted', async () => {
  place.putDatabaseBack(copy);
  const { code, out } = await place.run('restore', '--adopt');
  expect([code, out]).toEqual([0, expect.stringContaining('Deleted since, and again now: leaver')]);
  await mustBeGone();
});
