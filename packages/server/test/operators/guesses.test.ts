import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makeAccount, openBrowser, PASSWORD, signedIn } from './operator-browser.ts';

/** Wrong ones that are looked at before the account locks. */
const BUDGET = 5;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly reason: string | null;
}

/** What the trail says of the attempts at one account. */
async function attemptsAt(account: string): Promise<readonly Entry[]> {
  const entries = await server.server.core.operators.listAudit(10_000);
  return entries.filter((each) => each.subject === account && each.action === 'operator.sign_in');
}

function countOf(entries: readonly Entry[], outcome: string): number {
  return entries.filter((each) => each.outcome === outcome).length;
}

/** An account with an authenticator app, and what the app shows now or some steps later. */
async function withApp() {
  const browser = await signedIn(server);
  const { body } = await browser.call('POST', '/session/totp', { password: PASSWORD });
  const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
  const code = (steps = 0) =>
    totp.generate({ timestamp: server.server.core.now() + steps * 30_000 });
  const confirmed = await browser.call('POST', '/session/totp/confirm', { code: code() });
  expect(confirmed.body).toEqual({ outcome: 'confirmed' });
  const account = browser.account;
  const signIn = async (password: string, given?: string) => {
    const named = { account, password, ...(given !== undefined && { code: given }) };
    return (await openBrowser(server).signIn(named)).body['outcome'];
  };
  return { browser, account, uri: String(body['uri']), code, signIn };
}

describe('how long a sign-in takes', () => {
  it('is a whole step at least, although there is no such account', async () => {
    const took: number[] = [];
    for (const account of Array.from({ length: 8 }, (_none, at) => `nobody-${at}`)) {
      const startedAt = performance.now();
      const { body } = await openBrowser(server).signIn({ account, password: 'wrong password' });
      took.push(performance.now() - startedAt);
      expect(body).toEqual({ outcome: 'wrong' });
    }
    // A timer may be a little early.
    expect(Math.min(...took)).toBeGreaterThan(45);
  });
});

describe('200 wrong passwords at once', () => {
  it('are looked at exactly as often as the budget says, and the right one after them not', async () => {
    const account = await makeAccount(server);
    const guess = (password: string) => openBrowser(server).signIn({ account, password });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => guess(`wrong password ${index}`)),
    );
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([200, { outcome: 'wrong' }]);
    }
    const attempts = await attemptsAt(account);
    expect(countOf(attempts, 'wrong')).toBe(BUDGET);
    expect(countOf(attempts, 'locked')).toBe(200 - BUDGET);
    expect((await guess(PASSWORD)).body).toEqual({ outcome: 'wrong' });
    const reason = { reason: 'a call from the person' };
    const unlock = await server.admin('POST', `/accounts/${account}/unlock`, reason);
    expect(unlock.body).toEqual({ outcome: 'unlocked' });
    expect((await guess(PASSWORD)).body).toMatchObject({ outcome: 'signed_in' });
  });

  it('lock for a while, not for good', async () => {
    const account = await makeAccount(server);
    const outcome = async (password: string) =>
      (await openBrowser(server).signIn({ account, password })).body['outcome'];
    for (let guess = 0; guess < BUDGET; guess += 1) await outcome('not the password');
    expect(await outcome(PASSWORD)).toBe('wrong');
    await server.advanceClock(61);
    expect(await outcome(PASSWORD)).toBe('signed_in');
  });

  it('also count where a signed-in operator is asked for the password', async () => {
    const { call, account } = await signedIn(server);
    const body = { currentPassword: 'not the password', newPassword: 'another long password' };
    const change = () => call('PUT', '/session/password', body);
    await Promise.all(Array.from({ length: 20 }, change));
    const right = { ...body, currentPassword: PASSWORD };
    expect((await call('PUT', '/session/password', right)).body).toEqual({ outcome: 'wrong' });
    const signIn = await openBrowser(server).signIn({ account, password: PASSWORD });
    expect(signIn.body).toEqual({ outcome: 'wrong' });
  });
});

describe('codes of an authenticator app', () => {
  it('are asked for after a right password, and good in the step of the clock or beside it', async () => {
    const { signIn, code, uri, account, browser } = await withApp();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Pintumbler:/);
    expect((await browser.call('GET', '/session')).body).toMatchObject({ account, totp: true });
    expect(await signIn(PASSWORD)).toBe('code_needed');
    expect(await signIn('not the password')).toBe('wrong');
    await server.advanceClock(60);
    expect(await signIn(PASSWORD, code(-2))).toBe('wrong');
    expect(await signIn(PASSWORD, code(-1))).toBe('signed_in');
    expect(await signIn(PASSWORD, ` ${code().slice(0, 3)} ${code().slice(3)}`)).toBe('signed_in');
    expect(await signIn(PASSWORD, code(1))).toBe('signed_in');
  });

  it('are good once, however many try with the same one', async () => {
    const { signIn, code, account } = await withApp();
    expect(await signIn(PASSWORD, code())).toBe('wrong');
    await server.advanceClock(30);
    const given = code();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => signIn(PASSWORD, given)));
    expect(outcomes.filter((each) => each === 'signed_in')).toHaveLength(1);
    const reasons = (await attemptsAt(account)).map(({ reason }) => reason);
    expect(reasons).toContain('the code was wrong, or used before');
  });

  it('cost what passwords cost: 200 wrong ones at once are looked at as often as the budget says', async () => {
    const { signIn, code, account } = await withApp();
    await server.advanceClock(60);
    const right = [code(-1), code(), code(1)];
    const wrong = Array.from({ length: 203 }, (_, index) => String(index).padStart(6, '0'))
      .filter((each) => !right.includes(each))
      .slice(0, 200);
    const outcomes = await Promise.all(wrong.map((each) => signIn(PASSWORD, each)));
    expect(new Set(outcomes)).toEqual(new Set(['wrong']));
    expect(countOf(await attemptsAt(account), 'wrong')).toBe(BUDGET);
    expect(await signIn(PASSWORD, code())).toBe('wrong');
  });

  it('are not bought anew by a right password without one', async () => {
    const { signIn, code, account } = await withApp();
    for (let round = 0; round < 10; round += 1) {
      await signIn(PASSWORD, '000000');
      await signIn(PASSWORD);
    }
    const attempts = await attemptsAt(account);
    expect(countOf(attempts, 'wrong') + countOf(attempts, 'code_needed')).toBe(BUDGET);
    await server.advanceClock(30);
    expect(await signIn(PASSWORD, code())).toBe('wrong');
  });

  it('are no longer asked for once the app is removed with the password', async () => {
    const { browser, signIn } = await withApp();
    const remove = (password: string) => browser.call('DELETE', '/session/totp', { password });
    const again = await browser.call('POST', '/session/totp', { password: PASSWORD });
    expect([again.status, again.body['code']]).toEqual([422, 'factor_unavailable']);
    expect((await remove('not the password')).body).toEqual({ outcome: 'wrong' });
    expect((await remove(PASSWORD)).body).toEqual({ outcome: 'removed' });
    expect(await signIn(PASSWORD)).toBe('signed_in');
  });

  it('are set up by nobody who does not know the password, whose guesses count', async () => {
    const { account, call } = await signedIn(server);
    const begin = (password: string) => call('POST', '/session/totp', { password });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_each, index) => begin(`wrong password ${index}`)),
    );
    for (const { body } of answers) expect(body).toEqual({ outcome: 'wrong' });
    expect((await begin(PASSWORD)).body).toEqual({ outcome: 'wrong' });
    const signIn = await openBrowser(server).signIn({ account, password: PASSWORD });
    expect(signIn.body).toEqual({ outcome: 'wrong' });
    expect((await call('POST', '/session/totp')).status).toBe(400);
  });

  it('end every other session when they begin to be asked for, and when they no longer are', async () => {
    const browser = await signedIn(server);
    const { account } = browser;
    const other = async () => {
      const opened = openBrowser(server);
      opened.token = browser.token;
      return opened;
    };
    const { body } = await browser.call('POST', '/session/totp', { password: PASSWORD });
    const before = await other();
    expect((await before.call('GET', '/session')).status).toBe(200);
    const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
    const code = totp.generate({ timestamp: server.server.core.now() });
    await browser.call('POST', '/session/totp/confirm', { code });
    expect((await before.call('GET', '/session')).status).toBe(401);
    expect((await browser.call('GET', '/session')).body).toMatchObject({ account, totp: true });
    const between = await other();
    await browser.call('DELETE', '/session/totp', { password: PASSWORD });
    expect((await between.call('GET', '/session')).status).toBe(401);
    expect((await browser.call('GET', '/session')).body).toMatchObject({ account, totp: false });
  });

  it('are not asked for before the app showed one', async () => {
    const browser = await signedIn(server);
    await browser.call('POST', '/session/totp', { password: PASSWORD });
    const confirm = (code: string) => browser.call('POST', '/session/totp/confirm', { code });
    for (const code of ['000000', '', 'abcdef']) {
      expect((await confirm(code)).body).toEqual({ outcome: 'wrong' });
    }
    const named = { account: browser.account, password: PASSWORD };
    expect((await openBrowser(server).signIn(named)).body).toMatchObject({ outcome: 'signed_in' });
  });

  it('go with the old password when an owner gives a new one', async () => {
    const { account, signIn } = await withApp();
    const password = 'handed over by an owner';
    await server.admin('PATCH', `/accounts/${account}`, { password });
    expect(await signIn(password)).toBe('signed_in');
  });
});
