import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';
import { COOKIE, makeAccount, openBrowser, PASSWORD, signedIn } from './operator-browser.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const WRONG = { outcome: 'wrong' };
const NEW = 'another long password';

describe('a session', () => {
  it('is opened with the admin key, which the browser need not keep', async () => {
    const browser = openBrowser(server);
    const answer = await browser.signIn({ adminKey: server.demo.adminKey });
    expect(answer.body).toMatchObject({ outcome: 'signed_in', account: 'admin', role: 'owner' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^pintumbler-console=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.text).not.toContain(browser.token);
    expect((await browser.call('GET', '/session')).body).toMatchObject({
      ...{ account: 'admin', role: 'owner', passkeys: 0, totp: false },
      expiresAt: answer.body['expiresAt'],
    });
    expect((await browser.call('GET', '/tenants')).status).toBe(200);
    expect((await openBrowser(server).signIn({ adminKey: 'x'.repeat(40) })).body).toEqual(WRONG);
  });

  it('is opened by name and password, and says who it is of', async () => {
    const { account, call } = await signedIn(server, 'auditor');
    expect((await call('GET', '/session')).body).toMatchObject({ account, role: 'auditor' });
  });

  it('answers the same for unknown names, wrong passwords, and no password at all', async () => {
    const account = await makeAccount(server);
    for (const body of [
      { account, password: 'not the password' },
      { account: 'nobody-here', password: PASSWORD },
      { account: 'nul \u0000 byte', password: PASSWORD },
      { account, password: '\ud800' },
      { account: '', password: PASSWORD },
    ]) {
      const answer = await openBrowser(server).signIn(body);
      if (body.account === '') expect(answer.status).toBe(400);
      else expect([answer.status, answer.body]).toEqual([200, WRONG]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('takes a name as people type it', async () => {
    const account = await makeAccount(server);
    const typed = { account: ` ${account.toUpperCase()} `, password: PASSWORD };
    expect((await openBrowser(server).signIn(typed)).body).toMatchObject({ account });
  });

  it('goes on while it is used, until eight hours are over', async () => {
    const browser = await signedIn(server);
    for (let minutes = 0; minutes < 8 * 60; minutes += 14) {
      expect((await browser.call('GET', '/session')).status).toBe(200);
      await server.advanceClock(14 * 60);
    }
    expect((await browser.call('GET', '/session')).status).toBe(401);
  });

  it('is over after a quarter of an hour without use', async () => {
    const browser = await signedIn(server);
    await server.advanceClock(14 * 60);
    expect((await browser.call('GET', '/session')).status).toBe(200);
    await server.advanceClock(15 * 60);
    expect((await browser.call('GET', '/session')).status).toBe(401);
  });

  it('is over when its owner signs out, also for who copied the token', async () => {
    const browser = await signedIn(server);
    const copy = openBrowser(server);
    copy.token = browser.token;
    const out = await browser.call('DELETE', '/session');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual([
      `${COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
    ]);
    expect((await copy.call('GET', '/session')).status).toBe(401);
  });

  it.each([
    ['role', { role: 'auditor' }],
    ['access', { disabled: true }],
    ['password', { password: NEW }],
  ])('is over when somebody changes the %s of its account', async (_what, change) => {
    const browser = await signedIn(server, 'operator');
    const other = openBrowser(server);
    await other.signIn({ account: browser.account, password: PASSWORD });
    const path = `/accounts/${browser.account}`;
    expect((await server.admin('PATCH', path, change)).status).toBe(200);
    for (const each of [browser, other]) {
      expect((await each.call('GET', '/session')).status).toBe(401);
    }
  });

  it('is over, all but the one it was asked in, when its owner changes the password', async () => {
    const browser = await signedIn(server);
    const other = openBrowser(server);
    await other.signIn({ account: browser.account, password: PASSWORD });
    const before = browser.token;
    const change = (currentPassword: string, newPassword: string) =>
      browser.call('PUT', '/session/password', { currentPassword, newPassword });
    expect((await change('not the password', NEW)).body).toEqual(WRONG);
    const short = { outcome: 'password_refused', rule: 'length' };
    expect((await change(PASSWORD, 'short')).body).toEqual(short);
    expect((await change(PASSWORD, NEW)).body).toEqual({ outcome: 'changed' });
    expect(browser.token).not.toBe(before);
    expect((await browser.call('GET', '/session')).status).toBe(200);
    expect((await other.call('GET', '/session')).status).toBe(401);
    const old = { account: browser.account, password: PASSWORD };
    expect((await openBrowser(server).signIn(old)).body).toEqual(WRONG);
  });

  it('never takes a token the browser came with', async () => {
    const account = await makeAccount(server);
    const planted = (await signedIn(server)).token;
    for (const token of [planted, 'A'.repeat(43)]) {
      const browser = openBrowser(server);
      browser.token = token;
      await browser.signIn({ account, password: PASSWORD });
      expect(browser.token).not.toBe(token);
      const thief = openBrowser(server);
      thief.token = token;
      expect((await thief.call('GET', '/session')).status).toBe(401);
    }
  });

  it('is not there for two cookies of its name, or a token of another form', async () => {
    const { token, call } = await signedIn(server);
    for (const cookie of [`${COOKIE}=${token}; ${COOKIE}=${token}`, `${COOKIE}="${token}"`]) {
      expect((await call('GET', '/session', undefined, { cookie })).status).toBe(401);
    }
  });
});

describe('a request with a session', () => {
  const reason = { reason: 'a call' };
  const forged: readonly (readonly [string, Record<string, string | undefined>])[] = [
    ['without the header of the console', { 'x-pintumbler-console': undefined }],
    ['with another value in it', { 'x-pintumbler-console': 'true' }],
    ['without an origin', { origin: undefined }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from a sandbox', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['from an origin that begins like ours', { origin: 'http://127.0.0.1:8080.evil.example' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
  ];

  it.each(forged)('changes nothing %s', async (_name, headers) => {
    const browser = await signedIn(server);
    const { account } = browser;
    const answer = await browser.call('POST', `/accounts/${account}/unlock`, reason, headers);
    expect([answer.status, answer.body['code']]).toEqual([403, 'forbidden']);
    const out = await browser.call('DELETE', '/session', undefined, headers);
    expect(out.status).toBe(403);
    expect((await browser.call('GET', '/session')).status).toBe(200);
  });

  it('changes nothing with a body a form could send', async () => {
    const { account, call } = await signedIn(server);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { 'content-type': type };
      const body = JSON.stringify(reason);
      const answer = await call('POST', `/accounts/${account}/unlock`, body, headers);
      expect(answer.status).toBe(415);
    }
  });

  it('shows nothing to a page from elsewhere, and no page may read an answer', async () => {
    const { call } = await signedIn(server);
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await call('GET', '/tenants', undefined, elsewhere)).status).toBe(403);
    const preflight = await call('OPTIONS', '/tenants', undefined, {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    });
    for (const [name] of preflight.headers) expect(name).not.toMatch(/^access-control-/);
  });

  it('counts by its admin key where it has one: no page can send that along', async () => {
    const headers = { authorization: `Bearer ${server.demo.adminKey}` };
    const { baseUrl } = server;
    const answer = await send(`${baseUrl}/admin/v1/session`, 'GET', undefined, headers);
    expect(answer.body).toEqual({
      ...{ account: 'admin', role: 'owner', expiresAt: null, passkeys: 0, totp: false },
    });
  });
});

it('nobody is signed in by a page from elsewhere', async () => {
  const account = await makeAccount(server);
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const body = { account, password: PASSWORD };
    const answer = await openBrowser(server).call('POST', '/session', body, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});
