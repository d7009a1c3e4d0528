import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { basic, demoGateway, enrol, type Gateway, otherGateway } from './gateway.ts';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

const post = (body: unknown, headers: Record<string, string> = {}, url = gateway.url) =>
  send(url, 'POST', body, { authorization: gateway.authorization, ...headers });

describe('credentials', () => {
  it.each([
    ['none', undefined],
    ['another scheme', 'Bearer abc'],
    ['no colon', `Basic ${Buffer.from('user').toString('base64')}`],
    ['no user', basic('', 'password')],
    ['an unknown user', basic('nobody', 'password')],
    ['not base64', 'Basic %%%'],
  ])('are refused with 401 in the form of this wire: %s', async (_case, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await send(gateway.url, 'POST', { action: 'LOGIN' }, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(answer.body['request_status']).toBe('ERROR');
    expect(answer.body['request_status_description']).toBeTypeOf('string');
  });

  it('of a wrong password, a revoked key and another dialect are refused alike', async () => {
    const { username = '' } = server.demo.mobileBanking;
    const wrong = await post({}, { authorization: basic(username, 'wrong') });
    const [, id = '', secret = ''] = server.demo.native.apiKey.split('_');
    const foreign = await post({}, { authorization: basic(id, secret) });
    expect([wrong.status, foreign.status]).toEqual([401, 401]);
    expect(wrong.body['request_status_description']).toBe(
      foreign.body['request_status_description'],
    );
  });

  it('decide the tenant: another one does not know the member', async () => {
    const member = await enrol(server);
    const other = await otherGateway(server, 'other-sacco');
    expect(await other.ask('CHECK_USER', member.sim())).toMatchObject({ user_status: 'NOT_FOUND' });
    const login = await other.ask('LOGIN', { ...member.sim(), pin: '5927' });
    expect(login['login_status']).toBe('ERROR');
    const change = { ...member.sim(), pin: '5927', new_pin: '8206' };
    expect(await other.ask('CHANGE_PIN', change)).toMatchObject({
      change_pin_status: 'INVALID_ACCOUNT',
    });
  });
});

describe('bodies', () => {
  it.each([
    ['empty', ''],
    ['not JSON', '{"action":'],
    ['a comment', '{"action":"LOGIN" /* x */}'],
    ['an action given twice', '{"action":"LOGIN","action":"CHECK_USER"}'],
    ['a PIN given twice', '{"action":"LOGIN","payload":{"pin":"1","pin":"2"}}'],
    ['a prototype', '{"action":"LOGIN","payload":{"__proto__":{}}}'],
    ['no object', '["LOGIN"]'],
    ['a text', '"LOGIN"'],
    ['too deep', `{"action":"LOGIN","payload":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('that cannot be read are a 400: %s', async (_case, body) => {
    const answer = await post(body, { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
    expect(answer.body['request_status']).toBe('ERROR');
  });

  it('that are too large are a 413', async () => {
    const answer = await post({ action: 'LOGIN', payload: { pad: 'x'.repeat(70_000) } });
    expect([answer.status, answer.body['request_status']]).toEqual([413, 'ERROR']);
  });

  it('need no content type, and may carry the stray charset header', async () => {
    const member = await enrol(server);
    const body = JSON.stringify({ action: 'CHECK_USER', payload: member.sim() });
    for (const type of ['application/json', 'application/json; charset=utf-8', 'text/plain']) {
      const answer = await post(body, { 'content-type': type, charset: 'utf-8' });
      expect(answer.body['user_status']).toBe('ACTIVE');
    }
    const bare = await post(new TextEncoder().encode(body));
    expect(bare.body['user_status']).toBe('ACTIVE');
  });

  it.each(['latin1', 'utf8'] as const)('are read as %s', async (encoding) => {
    const member = await enrol(server);
    const login = (name: string) => {
      const payload = { ...member.sim(name), pin: '5927' };
      return post(Buffer.from(JSON.stringify({ action: 'LOGIN', payload }), encoding));
    };
    expect((await login('Émile Zoë')).body['login_status']).toBe('SUCCESS');
    expect((await login('Emile Zoe')).body['login_status']).toBe('INVALID_DEVICE_IDENTIFIER');
    const { body } = await server.call('GET', `/v1/subjects/${member.subject}`);
    expect(body['devices']).toEqual([{ type: 'IMSI', value: 'Émile Zoë' }]);
  });
});

describe('addresses', () => {
  it('are the one of deployed configurations and the mount itself', async () => {
    const member = await enrol(server);
    const body = { action: 'CHECK_USER', payload: member.sim() };
    const { baseUrl } = server;
    for (const path of ['/api/mbanking/ProcessRequest', '', '/']) {
      const answer = await post(body, {}, `${baseUrl}/mobile-banking${path}`);
      expect(answer.body['user_status']).toBe('ACTIVE');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    const elsewhere = await post(body, {}, `${baseUrl}/mobile-banking/elsewhere`);
    expect([elsewhere.status, elsewhere.body['request_status']]).toEqual([404, 'ERROR']);
  });
});

describe('overload', () => {
  it('is a 503 with Retry-After in the form of this wire, and costs nothing', async () => {
    const small = await startTestServer({ flags: { 'hash-places': '1' } });
    try {
      const busy = demoGateway(small);
      const member = await enrol(small);
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => busy.post('LOGIN', { ...member.sim(), pin: '4071' })),
      );
      const refused = answers.filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      for (const { headers, body } of refused) {
        expect(headers.get('retry-after')).toMatch(/^\d+$/);
        expect(body['request_status']).toBe('ERROR');
      }
      const tested = answers.filter(({ body }) => body['login_status'] === 'INCORRECT_PIN').length;
      const { login_attempts } = await busy.ask('CHECK_USER', member.sim());
      expect(login_attempts).toBe(tested);
    } finally {
      await small.close();
    }
  });
});
