import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway } from './gateway.ts';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

/** Gateways write "for good" as the last date they can. */
describe.each(['9999-12-31 23:59:59', '9999-12-31 00:00:00'])('a suspension until %s', (until) => {
  it('is in force at the next LOGIN', async () => {
    const member = await enrol(server, { pin: '5927' });
    const set = await gateway.ask('SET_AUTH_SECURITY_PARAMETERS', {
      ...member.sim(),
      ...{ pin: '5927', auth_security_type: 'PASSWORD', auth_action: 'SUSPEND' },
      auth_action_valid_date: until,
    });
    expect(set).toMatchObject({ set_auth_security_parameters_status: 'SUCCESS' });
    const login = await gateway.ask('LOGIN', { ...member.sim(), pin: '5927' });
    expect(login).toMatchObject({ login_status: 'SUSPENDED', auth_action_valid_date: until });
  });
});
