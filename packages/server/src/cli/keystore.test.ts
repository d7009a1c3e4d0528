import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { openAdminApi } from './frame/admin-api.ts';
import { makeKeystore } from './keystore.ts';

const KEY = 'a-key-of-at-least-24-characters';
const KEYSTORES = { official7App: { app_id: 'u' }, official4: { user_id: 'u' } };
const MADE = { id: 's', subject: 'u', keystores: KEYSTORES };

interface Seen {
  readonly url: string;
  readonly authorization: string;
  readonly body: unknown;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** Something that answers every request the same way. */
async function answering(status: number, answer: string, seen: Seen[] = []): Promise<string> {
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const { url = '', headers } = request;
    const body = JSON.parse(Buffer.concat(chunks).toString());
    seen.push({ url, authorization: headers.authorization ?? '', body });
    response.writeHead(status).end(answer);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const configOf = (environment: Readonly<Record<string, string>> = { PINTUMBLER_ADMIN_KEY: KEY }) =>
  loadConfig({ 'data-dir': '/nowhere' }, environment);
const apiAt = (url: string) => openAdminApi(configOf(), url);
const wanted = { tenant: 'acme', name: 'An app' };

describe('pintumbler keystore', () => {
  it('asks the admin API for a client and prints what it is shown', async () => {
    const seen: Seen[] = [];
    const api = apiAt(await answering(201, JSON.stringify(MADE), seen));
    expect(JSON.parse(await makeKeystore({ ...wanted, subject: 'ann' }, api))).toEqual(KEYSTORES);
    const body = { dialect: 'mixin', name: 'An app', algorithm: 'ed25519', subject: 'ann' };
    const url = '/admin/v1/tenants/acme/keys';
    expect(seen).toEqual([{ url, authorization: `Bearer ${KEY}`, body }]);
  });

  it('prints the form of one client, and with --json what else there is', async () => {
    const api = apiAt(await answering(201, JSON.stringify(MADE)));
    const one = { ...wanted, client: 'official4' };
    expect(JSON.parse(await makeKeystore(one, api))).toEqual({ user_id: 'u' });
    expect(JSON.parse(await makeKeystore({ ...one, json: true }, api))).toEqual({
      ...{ id: 's', subject: 'u' },
      keystores: { official4: { user_id: 'u' } },
    });
  });

  it.each([
    ['unauthenticated', 'has another admin key'],
    ['tenant_not_found', 'There is no tenant "acme"'],
    ['subject_not_found', 'There is no subject "ann"'],
    ['request_malformed', 'The server refused: says why'],
  ])('says what to do about %s', async (code, words) => {
    const api = apiAt(await answering(400, JSON.stringify({ code, detail: 'says why' })));
    await expect(makeKeystore({ ...wanted, subject: 'ann' }, api)).rejects.toThrow(words);
  });

  it.each(['<html>', '"text"', '{}'])('knows another server by its answer: %s', async (answer) => {
    const api = apiAt(await answering(404, answer));
    await expect(makeKeystore(wanted, api)).rejects.toThrow('is no Pintumbler server');
  });

  it('says where to start a server that does not answer', async () => {
    const url = await answering(201, '{}');
    server?.close();
    await expect(makeKeystore(wanted, apiAt(url))).rejects.toThrow('pintumbler serve');
  });
});

describe('the server', () => {
  it('is the one of the settings', () => {
    const { url } = openAdminApi(configOf({ PINTUMBLER_ADMIN_KEY: KEY, PINTUMBLER_PORT: '9000' }));
    expect(url).toBe('http://127.0.0.1:9000');
  });

  it.each(['http://pins.example', 'http://10.0.0.1:8080', 'http://127.0.0.1.evil.example'])(
    'never gets the admin key in clear over a network: %s',
    (url) => {
      expect(() => apiAt(url)).toThrow('https');
    },
  );

  it.each(['127.0.0.1:8080', 'localhost:8080', 'ftp://a.example'])('has to be one: %s', (url) => {
    expect(() => apiAt(url)).toThrow('must be an address');
  });

  it('cannot be asked without its key', () => {
    expect(() => openAdminApi(configOf({}))).toThrow('--data-dir');
  });
});
