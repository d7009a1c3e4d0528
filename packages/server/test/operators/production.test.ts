import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose, type Server } from '../../src/compose.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { CHEAP_HASH, send, testConfig } from '../support/test-server.ts';
import { PASSWORD } from './operator-browser.ts';

const ORIGIN = 'https://pin-admin.example.com';
const COOKIE = '__Host-pintumbler-console';

let dir: TempDir;
let server: Server;
let api: string;
let pad: string;
const call = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
  send(`${api}${path}`, method, body, headers);
const admin = () => ({ authorization: `Bearer ${server.adminKey}` });

beforeAll(async () => {
  dir = makeTempDir();
  const flags = { 'console-url': ORIGIN, 'trusted-proxies': '127.0.0.0/8' };
  const config = await testConfig(dir.path, flags);
  server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  const { baseUrl, padUrl } = await server.listen();
  [api, pad] = [`${baseUrl}/admin/v1`, padUrl];
});

afterAll(async () => {
  await server.stop();
  await dir.remove();
});

/** Each test asks from an address of its own, as behind a proxy. */
const from = (source: string) => ({ 'x-forwarded-for': source });

it('a wrong admin key is noted, and stopped after twenty from one address; the right one never is', async () => {
  const wrong = { authorization: `Bearer ${'x'.repeat(40)}`, ...from('203.0.113.1') };
  const statuses: number[] = [];
  for (let tries = 0; tries < 24; tries += 1) {
    statuses.push((await call('GET', '/tenants', undefined, wrong)).status);
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  const stopped = await call('GET', '/tenants', undefined, wrong);
  expect([stopped.status, stopped.body['code']]).toEqual([429, 'too_many_attempts']);
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  const typed = { adminKey: 'y'.repeat(40) };
  expect((await call('POST', '/session', typed, from('203.0.113.1'))).status).toBe(429);
  const elsewhere = { ...wrong, ...from('203.0.113.2') };
  expect((await call('GET', '/tenants', undefined, elsewhere)).status).toBe(401);
  const right = { ...admin(), ...from('203.0.113.1') };
  expect((await call('GET', '/tenants', undefined, right)).status).toBe(200);
  const { body } = await call('GET', '/accounts/audit', undefined, right);
  const entries = body['entries'] as { outcome: string; source: string; reason: string }[];
  const there = entries.filter(({ source }) => source === '203.0.113.1');
  const noted = there.filter(({ outcome }) => outcome === 'wrong');
  expect(noted).toHaveLength(20);
  expect(noted[0]).toMatchObject({ reason: 'a wrong admin key' });
  // And that a limit was reached, once: nobody buries these by going on.
  expect(there).toHaveLength(21);
  expect(there.filter(({ outcome }) => outcome === 'reached')).toHaveLength(1);
});

it('one address does not go through all accounts, and others may go on', async () => {
  const named = (account: string) => ({ account, password: PASSWORD });
  const source = from('203.0.113.3');
  const statuses: number[] = [];
  for (let tries = 0; tries < 61; tries += 1) {
    statuses.push((await call('POST', '/session', named(`account-${tries}`), source)).status);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  expect(statuses.at(-1)).toBe(429);
  expect((await call('POST', '/session/passkey/options', {}, source)).status).toBe(429);
  const elsewhere = await call('POST', '/session', named('account-1'), from('203.0.113.4'));
  expect(elsewhere.body).toEqual({ outcome: 'wrong' });
});

it('the cookie of a public console is for its host alone, over TLS alone, and for its pages alone', async () => {
  const made = { name: 'ann', role: 'operator', password: PASSWORD };
  await call('POST', '/accounts', made, admin());
  const source = from('203.0.113.5');
  const signIn = { account: 'ann', password: PASSWORD };
  const answer = await call('POST', '/session', signIn, { ...source, origin: ORIGIN });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(
    /^__Host-pintumbler-console=[A-Za-z0-9_-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  );
  const token = cookie.slice(COOKIE.length + 1, cookie.indexOf(';'));
  const page = { cookie: `${COOKIE}=${token}`, 'x-pintumbler-console': '1', origin: ORIGIN };
  expect((await call('DELETE', '/session/totp', { password: 'x' }, page)).status).toBe(200);
  const plain = { ...page, cookie: `pintumbler-console=${token}` };
  expect((await call('GET', '/session', undefined, plain)).status).toBe(401);
  for (const origin of [api.replace('/admin/v1', ''), 'http://pin-admin.example.com']) {
    const foreign = { ...page, origin };
    expect((await call('DELETE', '/session', undefined, foreign)).status).toBe(403);
  }
});

it('browsers that came over TLS keep to it, whatever was answered, where the public address has it', async () => {
  const value = 'max-age=31536000; includeSubDomains';
  const console = api.replace('/admin/v1', '');
  for (const path of ['/console', '/health/ready', '/admin/v1/accounts', '/nothing-here', '/%']) {
    const plain = { 'x-forwarded-proto': 'http' };
    const answer = await fetch(`${console}${path}`, { headers: plain, redirect: 'manual' });
    const kept = answer.headers.get('strict-transport-security');
    expect([path, kept]).toEqual([path, value]);
    // Nobody is led on to TLS: a program that forgot it has to notice.
    expect([path, answer.headers.get('location')]).toEqual([path, null]);
  }
  // The pad of this server has no public address with TLS.
  const { headers } = await fetch(pad);
  expect(headers.get('strict-transport-security')).toBeNull();
});

it('a session opened with the admin key is over when another key is in force', async () => {
  const opened = await call('POST', '/session', { adminKey: server.adminKey }, {});
  const [cookie = ''] = opened.headers.getSetCookie();
  const page = { cookie: cookie.slice(0, cookie.indexOf(';')) };
  expect((await call('GET', '/session', undefined, page)).status).toBe(200);
  await server.stop();
  const flags = { 'console-url': ORIGIN, 'trusted-proxies': '127.0.0.0/8' };
  const config = { ...(await testConfig(dir.path, flags)), adminKey: 'another key '.repeat(4) };
  server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  const { baseUrl, padUrl } = await server.listen();
  [api, pad] = [`${baseUrl}/admin/v1`, padUrl];
  expect((await call('GET', '/session', undefined, page)).status).toBe(401);
});
