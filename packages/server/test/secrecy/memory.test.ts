import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { afterEach, expect, it } from 'vitest';
import { look, submit } from '../pages/hosted-visitor.ts';
import { searchMemory } from '../support/process-memory.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  await dir.remove();
});

/** How all of them begin: so that one search finds them all. */
const BEGIN = '739268';

/** Twelve digits that no policy refuses and nothing else in memory is by accident. */
function randomPin(): string {
  const pin = BEGIN + String(randomInt(100_000, 1_000_000));
  const odd = /19|20|[01]\d[0-3]\d|(\d)\1/.test(pin.slice(4)) || new Set(pin).size < 6;
  return odd ? randomPin() : pin;
}

const PINS = Array.from({ length: 9 }, randomPin);

async function useNatively([first, second, wrong, asked, sealed]: readonly string[]) {
  const pin = '/v1/subjects/ann/pin';
  await server.call('POST', '/v1/subjects', { id: 'ann' });
  const answers = [
    await server.call('POST', '/v1/policy/check', { pin: asked }),
    await server.call('PUT', pin, { pin: first }, { 'idempotency-key': 'set' }),
    await server.call('POST', `${pin}/verify`, { pin: first }),
    await server.call('POST', `${pin}/verify`, { pin: wrong }, { 'idempotency-key': 'wrong' }),
    await server.call('POST', `${pin}/verify`, { pin: wrong }, { 'idempotency-key': 'wrong' }),
    await server.call('POST', `${pin}/change`, { currentPin: first, newPin: second }),
    await server.call('POST', `${pin}/verify`, { pinJwe: await seal(sealed) }),
    // Refused for its other field: the PIN was read all the same.
    await server.call('POST', `${pin}/verify`, { pin: wrong, more: true }),
  ];
  const outcomes = answers.map(({ body }) => body['outcome'] ?? body['ok'] ?? body['code']);
  expect(outcomes).toEqual([
    ...[true, 'set', 'verified', 'wrong', 'wrong', 'changed', 'wrong', 'request_malformed'],
  ]);
}

async function seal(pin: string | undefined): Promise<string> {
  const { keys, now } = (await server.call('GET', '/v1/keys')).body as { keys: JWK[]; now: number };
  const key = keys.find(({ use, crv }) => use === 'enc' && crv === 'P-256') as JWK;
  const about = { aud: 'demo', sub: 'ann', op: 'verify', iat: now, jti: crypto.randomUUID() };
  return new CompactEncrypt(Buffer.from(JSON.stringify({ ...about, pins: { pin } })))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid as string })
    .encrypt(await importJWK(key, 'ECDH-ES'));
}

async function useOnPages([first, second, wrong, slip]: readonly [string, string, string, string]) {
  await server.call('POST', '/v1/subjects', { id: 'bob' });
  const open = async (type: string) => {
    const opened = await server.call('POST', '/v1/challenges', { type, subject: 'bob' });
    return look(String(opened.body['url']));
  };
  const pages = [
    await submit(await open('set'), { newPin: first, repeatPin: slip }),
    await submit(await open('set'), { newPin: first, repeatPin: first }),
    await submit(await open('verify'), { currentPin: wrong }),
    await submit(await open('change'), { currentPin: first, newPin: second, repeatPin: second }),
  ];
  expect(pages.map(({ heading }) => heading)).toEqual([
    ...['Choose your PIN', 'Your PIN is set', 'Enter your PIN', 'Your PIN is changed'],
  ]);
}

it('no PIN is in the memory of the process five seconds later, natively or from a page', async () => {
  dir = makeTempDir();
  server = await startServerProcess(dir.path, 'dev', ['--log-level', 'trace']);
  await useNatively(PINS.slice(0, 5));
  await useOnPages(PINS.slice(5) as [string, string, string, string]);
  await wait(5_000);
  const pid = Number(server.child.pid);
  // What searches has to find what is there: a key that lives as long as the process.
  expect(searchMemory(pid, [server.demo.adminKey]).length).toBeGreaterThan(0);
  expect(searchMemory(pid, PINS)).toEqual([]);
}, 180_000);
