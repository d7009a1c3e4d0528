import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { openEtnaDoor } from '../conformance/etna-door.ts';
import { openMobileBankingDoor } from '../conformance/mobile-banking-door.ts';
import { openNativeDoor } from '../conformance/native-door.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { pinCalls } from '../support/pin-calls.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everyFile, everythingKept, findSecrets } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseEnvironment } from '../support/test-engine.ts';
import { send, type TestAnswer, type TestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

type Sink = readonly [name: string, content: string];

let dir: TempDir;
let temp: TempDir;
let server: ServerProcess;
let receiver: Receiver;
let onlookers: Onlookers;

afterEach(async () => {
  await server.kill();
  await receiver.close();
  await onlookers.close();
  await Promise.all([dir.remove(), temp.remove()]);
});

const canaries: string[] = [];

/** Twelve digits, drawn anew for each use: finding one by accident is out of the question. */
function canary(): string {
  const pin = String(randomInt(10 ** 11, 10 ** 12)).replace(/^./, '7');
  const odd = /19|20|[01]\d[0-3]\d|(\d)\1/.test(pin) || new Set(pin).size < 7;
  if (odd) return canary();
  canaries.push(pin);
  return pin;
}

/** What callers of each wire show; the deeper ways in are those of the doors, and of each wire's own tests. */
function headersFor(route: string): Record<string, string> {
  const { demo } = server;
  const { username, password } = demo.mobileBanking;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const [, wire = ''] = route.split('/');
  const shown: Readonly<Record<string, Record<string, string>>> = {
    v1: { authorization: `Bearer ${demo.native.apiKey}` },
    admin: { authorization: `Bearer ${demo.adminKey}` },
    circle: { authorization: `Bearer ${demo.circle.apiKey}` },
    'mobile-banking': { authorization: `Basic ${basic}` },
    etna: { 'et-app-key': demo.etna.appKey, username: 'ann', password: 'x' },
  };
  return shown[wire] ?? {};
}

/** Sends each call that takes a PIN, well and badly spelled, with a PIN wherever one could be. */
async function callAll(): Promise<readonly TestAnswer[]> {
  const answers: TestAnswer[] = [];
  for (const { method, route, headers, onPad, body } of pinCalls()) {
    const path = route.replace(':tenant', 'demo').replace(/:\w+/g, 'ann');
    const url = `${onPad ? server.demo.padUrl : server.baseUrl}${path}`;
    const shown = () => ({
      ...headersFor(route),
      ...Object.fromEntries(headers.map((name) => [name, canary()])),
    });
    // A body of a GET is for raw sockets: its own wire's tests send those.
    const spelled = () => JSON.stringify(body(canary()) ?? { pin: canary() });
    const bodies = [
      spelled(),
      spelled().slice(0, -1),
      JSON.stringify({ [canary()]: spelled() }),
      spelled().replace(/"(\d{12})"/g, '$1'),
      spelled().replace(/"(\d)(\d{11})"/g, '"\\u003$1$2"'),
      `pin=${canary()}&newPin=${canary()}`,
    ];
    for (const sent of method === 'GET' ? [undefined] : [...bodies, undefined]) {
      answers.push(await send(url, method, sent, shown()));
    }
    answers.push(await send(`${url}?pin=${canary()}`, method, undefined, shown()));
    answers.push(await send(url, method, undefined, { authorization: `Bearer ${canary()}` }));
  }
  return answers;
}

/** Goes through a PIN's whole life on the wires that take twelve digits. */
async function liveThrough(): Promise<void> {
  const asTestServer = {
    ...server,
    padUrl: server.demo.padUrl,
    dataDir: dir.path,
    admin: (method: string, path: string, body?: unknown) =>
      server.call(method, `/admin/v1${path}`, body, {
        authorization: `Bearer ${server.demo.adminKey}`,
      }),
  } as unknown as TestServer;
  for (const openDoor of [openNativeDoor, openMobileBankingDoor, openEtnaDoor]) {
    const door = await openDoor(asTestServer);
    const [first, second, third] = [canary(), canary(), canary()];
    const person = await door.enrol(first);
    expect(await door.verify(person, first)).toBe('right');
    expect(await door.verify(person, canary())).toBe('wrong');
    expect(await door.change(person, first, second)).toBe('changed');
    expect(await door.change(person, canary(), third)).toBe('wrong');
    await door.setOver(person, canary());
    await door.recover(person, third);
    for (const odd of [`${canary()}0`, ` ${canary()}`]) await door.sendMalformed(person, odd);
    for (let guess = 0; guess < 5; guess += 1) await door.verify(person, canary());
  }
}

/** What is written where the server runs no more. */
async function written(): Promise<readonly Sink[]> {
  const env = { ...process.env, ...(await databaseEnvironment(dir.path)), TMPDIR: temp.path };
  // Each command that writes data of all tenants to a file is run here.
  const commands = [['export', join(temp.path, 'data.export')]] as const;
  return commands.map(([command, file]) => {
    const args = [MAIN, command, '--data-dir', dir.path, '--out', file];
    const ran = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000, env });
    if (ran.status !== 0) throw new Error(`${command} failed: ${ran.stderr}`);
    return [command, `${ran.stdout}${ran.stderr}`] as const;
  });
}

it('leaves no PIN of any call that takes one in any place there is', async () => {
  [dir, temp] = [makeTempDir(), makeTempDir()];
  [receiver, onlookers] = await Promise.all([startReceiver(), startOnlookers()]);
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags, { TMPDIR: temp.path });
  let stdout = '';
  server.child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  await server.call('POST', '/v1/webhooks', { url: receiver.url });
  await server.call('POST', '/v1/subjects', { id: 'ann' });
  const answers = await callAll();
  await liveThrough();
  await receiver.next(({ body }) => body['type'] === 'pin.locked');
  const admin = { authorization: `Bearer ${server.demo.adminKey}` };
  const seen: Sink[] = [await onlookers.metrics(server)];
  for (const path of [
    ...['audit', 'audit/export?format=jsonl', 'audit/export?format=csv', 'messages'].map(
      (each) => `/admin/v1/tenants/demo/${each}`,
    ),
    ...['/dev/events', '/dev/messages', '/dev/inbox'],
  ]) {
    const { status, text } = await server.call('GET', path, undefined, admin);
    expect([path, status]).toEqual([path, 200]);
    seen.push([path, text]);
  }
  seen.push(...(await everythingKept(dir.path)), ...everyFile(temp.path));
  const log = server.stderr();
  await server.terminate();
  seen.push(
    ['answers', answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join('\n')],
    ...(await written()),
    ...(await everythingKept(dir.path)),
    ...everyFile(temp.path),
    ['webhooks', receiver.received.map(({ text }) => text).join('\n')],
    onlookers.traces(),
    ['log', server.stderr()],
    ['stdout', stdout],
  );

  // Every call was made: the log names the route of each.
  const called = new Set(
    log.split('\n').flatMap((line) => {
      const { method, route } = line.startsWith('{') ? JSON.parse(line) : {};
      return route === undefined ? [] : [`${method} ${route}`];
    }),
  );
  const calls = pinCalls().map(({ method, route }) => `${method} ${route}`);
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter((each) => !called.has(each))).toEqual([]);
  // What searches can find: the demo PIN is in demo.json by design.
  expect(seen.some(([, content]) => content.includes(server.demo.native.pin))).toBe(true);
  expect(findSecrets(seen, canaries)).toEqual([]);
});
