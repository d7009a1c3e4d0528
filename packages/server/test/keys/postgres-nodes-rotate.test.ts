import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addRoot } from '../../src/compose/roots.ts';
import type { Server } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Call } from '../../src/core/model/call.ts';
import { Pin } from '../../src/core/model/pin.ts';
import { startNode } from '../doctor/run-doctor.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

const PIN = '482915';
const LOGIN = 'login';
const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };
const reason = 'a drill';

let database: TestDatabase;
let dirs: readonly [TempDir, TempDir];
let nodes: Server[];
let call: Call;

beforeEach(async () => {
  database = await makeDatabase();
  dirs = [makeTempDir(), makeTempDir()];
  nodes = [await start(0)];
  copyKeyring();
  nodes.push(await start(1));
  const { core } = node(0);
  const tenant = await core.createTenant(operator, { id: 'acme', name: 'Acme' });
  call = { ...operator, tenant };
  await core.createSubject(call, { id: 'ann' });
  await core.setPin(call, { subject: { id: 'ann' }, purpose: LOGIN, newPin: PIN });
  await until(async () => (await core.keys.read()).nodes.length === 2);
});
afterEach(async () => {
  await Promise.all(nodes.map((each) => each.stop()));
  await database.remove();
  for (const dir of dirs) dir.remove();
});

const node = (at: number): Server => nodes[at] ?? expect.fail('there are two nodes');
const keyringOf = (at: 0 | 1) => join(dirs[at].path, 'keyring.json');
const copyKeyring = () => copyFileSync(keyringOf(0), keyringOf(1));
const flagsOf = (at: 0 | 1) => ({
  ...{ 'data-dir': dirs[at].path, 'database-url': database.url, 'admin-key': 'k'.repeat(32) },
});
const start = (at: 0 | 1) => startNode(flagsOf(at));

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await wait(100);
  }
  expect.fail('it does not come to that');
}

async function verify(at: number): Promise<string> {
  const guess = { subject: { id: 'ann' }, purpose: LOGIN, pin: Pin.parse(PIN) as Pin };
  return (await node(at).core.verifyPin(call, guess)).outcome;
}

const rotate = () => node(0).core.keys.startRotation(operator, { reason });
const activeOn = async (at: number) =>
  (await node(at).core.keys.read()).roots.find(({ state }) => state === 'active')?.id;

it('two nodes on one database rotate together, and PINs verify on both all the while', async () => {
  // Made on the fly it would be on one of them only.
  await expect(rotate()).rejects.toMatchObject({ code: 'rotation_refused' });
  await addRoot(loadConfig(flagsOf(0), {}));
  await expect(rotate()).rejects.toThrow(/Not every node has root k2/);
  copyKeyring();
  await until(() =>
    rotate().then(
      () => true,
      () => false,
    ),
  );
  await until(async () => {
    expect(await verify(0)).toBe('verified');
    expect(await verify(1)).toBe('verified');
    return (await node(1).core.keys.read()).rotation?.state === 'finished';
  });
  expect([await activeOn(0), await activeOn(1)]).toEqual(['k2', 'k2']);
  await node(1).core.setPin(call, { subject: { id: 'ann' }, purpose: 'other', newPin: PIN });
  await until(() =>
    node(0)
      .core.keys.retireRoot(operator, { root: 'k1', confirm: 'k1', reason })
      .then(
        () => true,
        () => false,
      ),
  );
  // The other one follows, and throws its copy away as well.
  await until(async () => /"id": "k1",\s+"retired": true/.test(readFileSync(keyringOf(1), 'utf8')));
  expect([await verify(0), await verify(1)]).toEqual(['verified', 'verified']);
}, 120_000);

it('a rotation does not start while two nodes have two secrets of one id', async () => {
  await addRoot(loadConfig(flagsOf(0), {}));
  await addRoot(loadConfig(flagsOf(1), {}));
  const knows = async () =>
    (await node(0).core.keys.read()).nodes.every(({ roots }) => roots['k2'] !== undefined);
  await expect(rotate()).rejects.toThrow(/or not the same one/);
  await until(async () => (await rotate().catch(() => null)) === null && (await knows()));
  await expect(rotate()).rejects.toThrow(/or not the same one/);
}, 120_000);
