import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Core, createCore } from '../../src/core/core.ts';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { createReachable, sendCode } from '../support/people.ts';
import { everythingKept } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { openTestEngine } from '../support/test-engine.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { passwordOf } from '../support/typed.ts';

const CODES = ['048271', '905362', '617409'] as const;
const PASSWORD = 'correct horse battery';

let opened: TestCore;
let dir: TempDir;
let engine: Engine;
let kept: TestCore;

beforeEach(async () => {
  opened = await openTestCore({ unlimited: true });
  dir = makeTempDir();
  engine = await openTestEngine(dir.path);
  const left: string[] = [...CODES];
  const random = { ...opened.ports.random, digits: () => left.shift() ?? '' };
  const ports = {
    ...opened.ports,
    random,
    store: await openStore(engine, { clock: opened.clock, rows: TEST_ROWS }),
  };
  const core: Core = createCore(ports);
  const tenant = await core.createTenant(opened.call, { id: 'acme', name: 'Acme' });
  kept = { ...opened, core, ports, call: { ...opened.call, tenant } };
});

afterEach(async () => {
  await engine.close();
  await opened.close();
  await dir.remove();
});

async function occurs(text: string): Promise<boolean> {
  const everything = (await everythingKept(dir.path)).map(([, content]) => content).join('\n');
  return (['utf8', 'utf16le'] as const).some((encoding) =>
    everything.includes(Buffer.from(text, encoding).toString('latin1')),
  );
}

it('the digits of codes, passwords and grants are nowhere in the database in the clear', async () => {
  const { core, call } = kept;
  const ann = await createReachable(kept);
  const about = { subject: { id: 'ann' }, purpose: 'login' };
  await core.setPin(call, { ...about, newPin: '8305' });
  await core.startRecovery(call, { ...about, factor: 'one_time_code' });
  const named = await sendCode(kept, { subject: ann });
  const found = await sendCode(kept, { subject: ann, use: 'pay', findable: true });
  expect([named.code, found.code]).toEqual(CODES.slice(1));
  await core.proveCode(call, { id: named.id, use: 'sign-in', code: named.code });
  await core.proveFoundCode(call, { use: 'pay', code: found.code });
  await core.putPassword(call, { subject: about.subject, newPassword: passwordOf(PASSWORD) });
  const proof = { subject: about.subject, password: passwordOf(PASSWORD), maxAgeDays: null };
  expect(await core.verifyPassword(call, proof)).toMatchObject({ outcome: 'right' });
  const grant = { subject: 'ann', purpose: 'login', ttlMs: 60_000, reason: 'code' };
  const token = (await core.grantNew(call, grant)) ?? '';

  // What is no secret is there to be found: the search looks in the right place.
  expect(await occurs('ann@example.com')).toBe(true);
  for (const secret of [...CODES, PASSWORD, token]) expect(await occurs(secret)).toBe(false);
});
