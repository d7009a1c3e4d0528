import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mobileBankingDemo } from '../../../src/dialects/mobile-banking/mobile-banking-demo.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway } from './gateway.ts';

const run = promisify(execFile);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('shows what the design promises', () => {
  expect(Object.keys(server.demo.mobileBanking)).toEqual([
    'url',
    'username',
    'password',
    'identifier',
    'deviceIdentifierType',
    'deviceIdentifier',
    'pin',
    'subject',
  ]);
});

it('gives a command line that works again and again', async () => {
  const line = mobileBankingDemo.curl(server.demo.mobileBanking);
  for (let pasted = 0; pasted < 3; pasted += 1) {
    const { stdout } = await run('sh', ['-c', line]);
    expect(JSON.parse(stdout)).toMatchObject({ login_status: 'SUCCESS' });
  }
});

it("answers the page's own request, with the member's PIN in it", async () => {
  const { pin } = server.demo.mobileBanking;
  const printed = {
    api_request_id: 'df3e7cf5-1e4b-41ef-a22f-e755be665432',
    identifier_type: 'MSISDN',
    identifier: '254712345678',
    pin: '1234',
    device_identifier_type: 'IMSI/APP_ID',
    device_identifier: '1099200912931023',
    new_pin: '1234',
  };
  const gateway = demoGateway(server);
  expect(await gateway.ask('CHANGE_PIN', printed)).toMatchObject({
    change_pin_status: 'INCORRECT_PIN',
  });
  expect(await gateway.ask('CHANGE_PIN', { ...printed, pin, new_pin: '8206' })).toMatchObject({
    change_pin_status: 'SUCCESS',
    change_pin_status_description: 'PIN changed successfully',
  });
});
