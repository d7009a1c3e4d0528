import { expect, it } from 'vitest';
import { startTestServer } from '../../support/test-server.ts';
import { demoOf, SDKS } from './backend.ts';

it.each(SDKS)('SDK %s works at the root of a host name of its own', async (_version, initiate) => {
  const server = await startTestServer({ flags: { 'dialect-hosts': 'circle=localhost' } });
  try {
    const root = server.baseUrl.replace('127.0.0.1', 'localhost');
    for (const baseUrl of [root, `${root}/`]) {
      const sdk = initiate({ apiKey: demoOf(server).apiKey, baseUrl });
      expect((await sdk.getUser({ userId: 'demo-circle-user' })).status).toBe(200);
    }
    // Where a host leads cannot be seen from here, so links want to be told.
    const circle = { publicUrl: root };
    await server.admin('PATCH', '/tenants/demo', { dialects: { circle } });
    const sdk = initiate({ apiKey: demoOf(server).apiKey, baseUrl: root });
    expect((await sdk.listUsers()).headers?.['link']).toContain(`<${root}/v1/w3s/users>`);
  } finally {
    await server.close();
  }
});
