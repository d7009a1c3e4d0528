import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { Keystore } from '../dialects/mixin/client.ts';
import {
  makeTipKey,
  openSigner,
  readKeystore,
  type Signer,
  verifyText,
} from '../dialects/mixin/signer.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** PINs of this wire have six digits. They stand in random bytes by accident; see `findPin`. */
const PINS = ['739205', '271846', '618033', '950826'] as const;
/** What people put where a PIN belongs: never a PIN here, and long enough to be searched anywhere. */
const TEXTS = ['739205184630', '950826137044'] as const;

let dir: TempDir;
let server: ServerProcess;
let onlookers: Onlookers;

afterEach(async () => {
  await server.kill();
  await onlookers.close();
  await dir.remove();
});

interface Used {
  readonly answers: readonly string[];
  /** Keys that only the client, or nobody but client and server, may know. */
  readonly secrets: readonly Buffer[];
}

/** Uses PINs and keys in every call there is, rightly, wrongly and malformed. */
async function useEverywhere(): Promise<Used> {
  const answers: string[] = [];
  const [first, second, third, wrong] = PINS;
  const { baseUrl } = server.demo.mixin;
  const app = openSigner(baseUrl, readKeystore(server.demo.mixin.appKeystore));
  const staff = { authorization: `Bearer ${server.demo.adminKey}` };
  const issue = async (algorithm: string) => {
    const wanted = { dialect: 'mixin', name: algorithm, algorithm, subject: app.session.userId };
    const path = '/admin/v1/tenants/demo/keys';
    const { body } = await server.call('POST', path, wanted, staff);
    return body['keystores'] as Record<string, Keystore>;
  };
  const ask = async (client: Signer, ...request: Parameters<Signer['ask']>) => {
    const { text, headers } = await client.ask(...request);
    answers.push(text, JSON.stringify([...headers]));
  };
  const update = (client: Signer, wanted: string | Buffer, old?: string | Buffer) =>
    ask(client, 'POST', '/pin/update', {
      pin: client.seal(wanted),
      ...(old !== undefined && { old_pin: client.seal(old) }),
    });
  const verify = (client: Signer, pin: unknown, path = '/pin/verify') =>
    ask(client, 'POST', path, { pin });

  const { official7App = {} } = await issue('ed25519');
  const { community1 = {} } = await issue('rsa');
  const clients = [official7App, community1].map((each) => openSigner(baseUrl, readKeystore(each)));
  const [one, two] = clients as [Signer, Signer];

  await update(one, '111111');
  await update(one, first);
  await update(one, second);
  for (const client of clients) {
    await verify(client, client.seal(first));
    await verify(client, client.seal(Buffer.from(first, 'hex')));
    await verify(client, client.seal(wrong));
    for (const text of TEXTS) {
      await verify(client, client.seal(text));
      await verify(client, text);
      await verify(client, Number(text));
      await verify(client, [text]);
      await verify(client, text, `/pin/${text}`);
      await verify(client, text, `/pin/verify?pin=${text}`);
      await ask(client, 'POST', '/pin/verify', { [text]: text });
      await ask(client, 'POST', '/pin/verify', `{"pin":"${text}`);
      await ask(client, 'GET', `/logs?category=${text}&limit=${text}&offset=${text}`);
      await ask(client, 'GET', `/users/${text}`);
      const headers = { 'x-request-id': `pin ${text}`, 'mixin-device-id': text };
      await ask(client, 'POST', '/pin/verify', { pin: client.seal(text) }, { headers });
      const claims = { sid: text, jti: text, scp: text };
      await ask(client, 'POST', '/pin/verify', { pin: text }, { claims });
    }
  }
  await update(one, second, first);
  await update(two, third, wrong);
  await update(two, third, second);

  const tip = makeTipKey();
  await verify(one, one.seal(tip.seed));
  await update(one, tip.seed, third);
  await update(one, tip.pin(1), third);
  const at = BigInt(Date.now()) * 1_000_000n;
  const sealed = one.seal(tip.sign(verifyText(at)));
  await ask(one, 'POST', '/pin/verify', `{"pin_base64":"${sealed}","timestamp":${at}}`);
  await verify(one, one.seal(tip.seed));
  for (let guess = 0; guess < 6; guess += 1) {
    const forged = one.seal(randomBytes(64));
    const timestamp = Date.now() * 1_000_000;
    await ask(one, 'POST', '/pin/verify', { pin: forged, timestamp });
  }
  await ask(one, 'GET', '/logs');
  await ask(one, 'GET', '/me');
  await ask(one, 'POST', '/sessions/fetch', [app.session.userId]);
  const trail = ['/dev/events', '/admin/v1/tenants/demo/audit', '/admin/v1/tenants/demo/keys'];
  for (const path of trail) answers.push((await server.call('GET', path, undefined, staff)).text);

  const privateKeys = [Buffer.from(official7App['session_private_key'] ?? '', 'hex'), tip.seed];
  return { answers, secrets: [...privateKeys, ...clients.map(({ session }) => session.aesKey)] };
}

/** Six digits by themselves, not those within a longer number or within bytes written as such. */
function findPin(content: string, pin: string): boolean {
  const digits = [pin, [...pin].reverse().join('')].map(
    (each) => `(?<![0-9A-Za-z])${each}(?![0-9A-Za-z])`,
  );
  const others = spellings(pin).filter((each) => !/^[0-9]{6}$/.test(each));
  return (
    new RegExp(digits.join('|')).test(content) || others.some((each) => content.includes(each))
  );
}

it('leaves no PIN and no key of a client in any answer, log line or file', async () => {
  dir = makeTempDir();
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags);
  const { answers, secrets } = await useEverywhere();
  const whileRunning = await everythingKept(dir.path);
  const metrics = await onlookers.metrics(server);
  await server.terminate();
  const files = [...whileRunning, ...(await everythingKept(dir.path))];
  const seen = [metrics, onlookers.traces(), ['log', server.stderr()]] as const;
  const sinks = [['answers', answers.join('\n')], ...seen, ...files] as const;
  // The searcher must be able to find something: the demo's own key is in demo.json by design.
  const demoKey = Buffer.from(server.demo.mixin.appKeystore['session_private_key'] ?? '', 'hex');
  expect(sinks.filter(([, content]) => holds(content, demoKey)).length).toBeGreaterThan(0);
  expect(findPin('{"pin":"739205"}', PINS[0])).toBe(true);
  // And the calls must have come to something: a count, a TIP key, a lock.
  for (const told of ['"remaining":', '"tip_counter":1', '"code":429', 'VERIFICATION']) {
    expect(answers.join()).toContain(told);
  }

  for (const [sink, content] of sinks) {
    expect([sink, secrets.filter((secret) => holds(content, secret))]).toEqual([sink, []]);
    expect([sink, PINS.filter((pin) => findPin(content, pin))]).toEqual([sink, []]);
    const texts = TEXTS.filter((text) => spellings(text).some((each) => content.includes(each)));
    expect([sink, texts]).toEqual([sink, []]);
  }
});

function holds(content: string, secret: Buffer): boolean {
  const bytes = [...secret].join(',');
  const forms = (['hex', 'base64', 'base64url', 'latin1'] as const).map((form) =>
    secret.toString(form),
  );
  return [bytes, ...forms].some((form) => content.includes(form.replace(/=+$/, '')));
}
