import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { MAIN } from '../support/run-command.ts';
import { Installation, makePerson, verify } from './installation.ts';

const PIN = '8305';
const NEW_PIN = '6194';
const KILLS = 4;
/** From the start of the process to the end of what it does, on a small machine. */
const LONGEST_MS = 2_500;

const place = new Installation();
let backup: string;
afterAll(() => place.remove());

beforeAll(async () => {
  await place.serving(async (server) => {
    await makePerson(server, 'ann', PIN);
    await makePerson(server, 'bea', PIN);
    backup = await place.backup();
    const change = { currentPin: PIN, newPin: NEW_PIN };
    await server.call('POST', '/v1/subjects/ann/pin/change', change);
    for (let guess = 0; guess < 4; guess += 1) await verify(server, 'bea', '1111');
  });
});

async function killedAfter(delayMs: number): Promise<void> {
  const args = [MAIN, 'restore', backup, '--data-dir', place.dataDir];
  const env = { ...process.env, PINTUMBLER_DATABASE_URL: 'sqlite:' };
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  const timer = setTimeout(() => child.kill('SIGKILL'), delayMs);
  await once(child, 'close');
  clearTimeout(timer);
}

describe('a restore that is killed', () => {
  it('leaves one database or the other, with nothing handed back by either', async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killedAfter(Math.random() * LONGEST_MS);
      await place.serving(async (server) => {
        expect(await verify(server, 'ann', PIN)).toBe('wrong');
        expect(await verify(server, 'ann', NEW_PIN)).toBe('verified');
        const { body } = await server.call('GET', '/v1/subjects/bea/pin');
        expect(body['attemptsRemaining']).toBe(1);
      });
    }
    const { code, err } = await place.run('restore', backup);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(place.dataDir).filter((name) => name.includes('.restor'))).toEqual([]);
  }, 240_000);

  it('and was adopting, lets no server start before it is done', async () => {
    await runRaw(place.dataDir, `INSERT INTO facts VALUES ('restore', x'00')`);
    const { code, err } = await place.run('serve', '--port', '0', '--pad-port', '0');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('not finished') });
    const newest = await place.run('restore', '--adopt', '--newest');
    expect(newest.err).toContain('not finished');
    expect((await place.run('restore', '--adopt')).code).toBe(0);
    await place.serving(async (server) => {
      await server.admin('PATCH', '/tenants/demo', { suspended: false });
      expect(await verify(server, 'ann', NEW_PIN)).toBe('locked');
    });
  });
});
