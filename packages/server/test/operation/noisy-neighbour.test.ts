import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
afterEach(() => server.close());

const PIN = '8305';
/** Real cost, so that the flood is still waiting while the neighbour calls. */
const HASH_COST = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };

/** Another tenant, with a key and a person of its own. */
async function openNeighbour() {
  await server.admin('POST', '/tenants', { id: 'quiet', name: 'Quiet' });
  const key = await server.admin('POST', '/tenants/quiet/keys', { dialect: 'native', name: 'k' });
  const headers = { authorization: `Bearer ${key.body['apiKey']}` };
  await server.call('POST', '/v1/subjects', { id: 'ann' }, headers);
  await server.call('PUT', '/v1/subjects/ann/pin', { pin: PIN }, headers);
  return () => server.call('POST', '/v1/subjects/ann/pin/verify', { pin: PIN }, headers);
}

describe('a flood of one tenant', () => {
  it('is refused itself, and nobody of another tenant is', async () => {
    server = await startTestServer({ hashCost: HASH_COST, flags: { 'hash-places': '8' } });
    const neighbour = await openNeighbour();
    const ids: string[] = [];
    for (let index = 0; index < 80; index += 1) ids.push(await server.makeSubject(PIN));

    const flood = ids.map(async (id) => {
      const answer = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: PIN });
      return answer.status;
    });
    const quiet = await Promise.all([neighbour(), neighbour()]);
    quiet.push(await neighbour());
    const statuses = await Promise.all(flood);

    // Where places go by arrival alone, the flood has them all and the neighbour gets 503.
    expect(quiet.map(({ body }) => body['outcome'])).toEqual(Array(3).fill('verified'));
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(8);
  });
});
