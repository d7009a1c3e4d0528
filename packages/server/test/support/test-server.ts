import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../../src/cli/seed-demo.ts';
import { compose, type Server } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Config } from '../../src/config/settings.ts';
import type { HashCost } from '../../src/crypto/hash-messages.ts';
import { quickFolder } from './quick-folder.ts';
import { putSchema } from './sqlite-schema.ts';
import { databaseUrlOf, removeData, TEST_ENGINE } from './test-engine.ts';

/** The cheapest Argon2id there is: tests are about accounting and wires, not about cost. */
export const CHEAP_HASH: HashCost = { memoryKib: 8, passes: 1, lanes: 1 };

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; `undefined` when there is none. */
  readonly body: Record<string, unknown>;
}

export interface Demo {
  readonly baseUrl: string;
  readonly padUrl: string;
  readonly adminKey: string;
  readonly tenant: string;
  readonly native: { readonly apiKey: string; readonly subject: string; readonly pin: string };
  readonly circle: Readonly<Record<'baseUrl' | 'apiKey' | 'appId', string>>;
  readonly mobileBanking: Readonly<Record<string, string>>;
  readonly onboarding: Readonly<Record<string, string>>;
  readonly etna: Readonly<Record<'baseUrl' | 'appKey' | 'username' | 'password' | 'email', string>>;
  readonly mixin: {
    readonly baseUrl: string;
    readonly appKeystore: Readonly<Record<string, string>>;
    /** The same app for every generation of client, by its name in `test/dialects/mixin`. */
    readonly keystores: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

export interface TestServer {
  readonly server: Server;
  readonly demo: Demo;
  readonly baseUrl: string;
  readonly padUrl: string;
  readonly dataDir: string;
  /** Sends JSON with the demo tenant's native key, unless `headers` say otherwise. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
  admin(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  advanceClock(seconds: number): Promise<void>;
  /** To the beginning of a minute: budgets of a minute are whole, and a test has time to use them up. */
  nextMinute(): Promise<void>;
  /** A subject of its own with a PIN, so that tests do not share budgets. */
  makeSubject(pin?: string): Promise<string>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly hashCost?: HashCost;
  readonly flags?: Readonly<Record<string, string>>;
  /** An existing data directory; kept when the server closes. */
  readonly dataDir?: string;
}

let subjects = 0;

async function newDataDir(): Promise<string> {
  const dataDir = mkdtempSync(join(quickFolder(), 'pintumbler-test-'));
  if (TEST_ENGINE === 'sqlite') await putSchema(dataDir);
  return dataDir;
}

/** A whole server in this process: real pipeline, real engine, on free loopback ports. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const config = await testConfig(dataDir, options.flags);
  const server = await compose({ config, mode: 'dev', hashCost: options.hashCost ?? CHEAP_HASH });
  const addresses = await server.listen();
  await seedDemo(server, addresses);
  const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo;
  const { baseUrl, padUrl } = addresses;

  const call: TestServer['call'] = (method, path, body, headers) =>
    send(`${baseUrl}${path}`, method, body, {
      authorization: `Bearer ${demo.native.apiKey}`,
      ...headers,
    });

  return {
    server,
    demo,
    baseUrl,
    padUrl,
    dataDir,
    call,
    admin: (method, path, body) =>
      send(`${baseUrl}/admin/v1${path}`, method, body, {
        authorization: `Bearer ${demo.adminKey}`,
      }),
    async advanceClock(seconds) {
      await call('POST', '/dev/clock', { advanceSeconds: seconds });
    },
    async nextMinute() {
      const { body } = await call('POST', '/dev/clock', { advanceSeconds: 1 });
      const left = 60 - new Date(String(body['now'])).getUTCSeconds();
      await call('POST', '/dev/clock', { advanceSeconds: left });
    },
    async makeSubject(pin = '8305') {
      subjects += 1;
      const id = `subject-${subjects}`;
      await call('POST', '/v1/subjects', { id });
      const set = await call('PUT', `/v1/subjects/${id}/pin`, { pin });
      if (set.body['outcome'] !== 'set') throw new Error(`PIN not set: ${set.text}`);
      return id;
    },
    async close() {
      await server.stop();
      if (options.dataDir === undefined) await removeData(dataDir);
    },
  };
}

/** Free loopback ports, a silent log, and the engine under test. */
export async function testConfig(
  dataDir: string,
  flags: Readonly<Record<string, string>> = {},
): Promise<Config> {
  const given = { port: '0', 'pad-port': '0', 'data-dir': dataDir, 'log-level': 'silent' };
  return loadConfig({ ...given, 'database-url': await databaseUrlOf(dataDir), ...flags }, {});
}

/** Sends a request; a string or bytes go as they are, anything else as JSON. */
export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // One object, and not a line for each.
  const json = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}
