import { afterAll, expect, it } from 'vitest';
import { OPERATORS_TENANT } from '../../src/core/model/operator.ts';
import {
  ENGINES,
  exportFrom,
  importInto,
  makePlace,
  type Place,
  rowsOf,
} from '../support/moving/place.ts';
import { startTestServer } from '../support/test-server.ts';

const places: Place[] = [];
afterAll(() => Promise.all(places.map((each) => each.remove())));

async function placeOn(engine: (typeof ENGINES)[number], keysOf?: Place): Promise<Place> {
  const place = await makePlace(engine, keysOf);
  places.push(place);
  return place;
}

it.each(ENGINES)('who operates an installation on %s stays with it', async (engine) => {
  const from = await placeOn(engine);
  const server = await startTestServer({ dataDir: from.dataDir, flags: from.flags });
  const account = { name: 'ann', role: 'owner', password: 'a long enough password' };
  expect((await server.admin('POST', '/accounts', account)).status).toBe(201);
  await server.admin('PATCH', '/tenants/demo', { approvals: { bulkUnlock: true } });
  await server.close();

  const rows = await rowsOf(from);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(OPERATORS_TENANT);
  const file = from.file('all.jsonl');
  await exportFrom(from, file);
  const to = await placeOn('SQLite', from);
  await importInto(to, file);
  const tenants = (await rowsOf(to)).filter(({ table }) => table === 'tenants');
  expect(tenants.map(({ columns }) => [columns['id'], columns['approvals']])).toEqual([
    ['demo', '{"policyWeakening":false,"bulkUnlock":true}'],
  ]);
});
