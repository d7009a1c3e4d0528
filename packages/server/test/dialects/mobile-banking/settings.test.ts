import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { otherGateway, serverNow, stranger } from './gateway.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const configure = (settings: object) =>
  server.admin('PATCH', '/tenants/sacco', { dialects: { 'mobile-banking': settings } });

it('a tenant chooses the zone its dates are in', async () => {
  const gateway = await otherGateway(server, 'sacco');
  const shown = async () => {
    const body = await gateway.ask('CHECK_USER', stranger().sim());
    const text = String(body['transaction_status_date_time']).replace(' ', 'T');
    const aheadMs = Date.parse(`${text}Z`) - (await serverNow(server));
    return Math.round(aheadMs / 60_000) + 0;
  };
  expect(await shown()).toBe(180);
  expect((await configure({ timeZone: 'Asia/Kolkata' })).status).toBe(200);
  expect(await shown()).toBe(330);
  expect((await configure({ timeZone: 'UTC', lenientDeviceType: false })).status).toBe(200);
  expect(await shown()).toBe(0);
});

it('refuses what is no switch of this dialect, and no zone', async () => {
  for (const wrong of [{ timeZone: 'Mars/Olympus' }, { lenientDeviceType: 'yes' }, { other: 1 }]) {
    expect((await configure(wrong)).status).toBe(400);
  }
});
