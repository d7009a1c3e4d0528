import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Operator } from '../../src/core/usecases/create-tenant.ts';
import { openTestCore } from '../support/test-core.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { passwordOf } from '../support/typed.ts';
import { openBrowser, PASSWORD, signedIn } from './operator-browser.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'require-second-factor': 'on' } });
});
afterAll(() => server.close());

describe('where operators need two factors, a session of one', () => {
  it('adds another one and does nothing else, until there is one and when it is gone', async () => {
    const browser = await signedIn(server);
    const { account, call } = browser;
    const everything = async () => {
      const asked = [
        await call('GET', '/tenants'),
        await call('GET', '/accounts'),
        await call('PATCH', '/tenants/demo', { auditRetentionDays: null }),
        await call('POST', '/accounts', { name: 'mine', role: 'owner', password: PASSWORD }),
      ];
      return asked.map(({ status }) => status);
    };
    expect(await everything()).toEqual([403, 403, 403, 403]);
    expect((await call('GET', '/session')).body).toMatchObject({ account, factorNeeded: true });

    const { body } = await call('POST', '/session/totp', { password: PASSWORD });
    expect(await everything()).toEqual([403, 403, 403, 403]);
    const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
    const code = () => totp.generate({ timestamp: server.server.core.now() });
    const confirmed = await call('POST', '/session/totp/confirm', { code: code() });
    expect(confirmed.body).toEqual({ outcome: 'confirmed' });
    expect((await everything()).slice(0, 3)).toEqual([200, 200, 200]);
    expect((await call('GET', '/session')).body['factorNeeded']).toBeUndefined();

    const alone = await openBrowser(server).signIn({ account, password: PASSWORD });
    expect(alone.body).toEqual({ outcome: 'code_needed' });
    await call('DELETE', '/session/totp', { password: PASSWORD });
    expect(await everything()).toEqual([403, 403, 403, 403]);
  });

  it('is not that of the admin key', async () => {
    const browser = openBrowser(server);
    await browser.signIn({ adminKey: server.demo.adminKey });
    expect((await browser.call('GET', '/tenants')).status).toBe(200);
    expect((await server.admin('GET', '/tenants')).status).toBe(200);
  });
});

const BY: Operator = { actor: 'admin', dialect: 'admin', source: '192.0.2.1', requestId: 'test' };

describe.each([true, false])('where two factors are asked for: %s', (mustHaveSecondFactor) => {
  it('a password opens an account with a passkey only where one is enough', async () => {
    const test = await openTestCore({ mustHaveSecondFactor, unlimited: true });
    onTestFinished(() => test.close());
    const { operators } = test.core;
    const password = passwordOf(PASSWORD);
    await operators.createAccount(BY, { name: 'ann', role: 'owner', password });
    const signIn = async () => (await operators.signIn(BY, { account: 'ann', password })).outcome;
    expect(await signIn()).toBe('signed_in');
    const passkey = { id: 'key', account: 'ann', name: 'laptop', sealed: new Uint8Array(1) };
    const fresh = { ...passkey, counter: 0, createdAt: 0, usedAt: null };
    await test.ports.store.applyToPasskey('key', () => ({ next: fresh, result: undefined }));
    expect(await signIn()).toBe(mustHaveSecondFactor ? 'wrong' : 'signed_in');
  });
});
