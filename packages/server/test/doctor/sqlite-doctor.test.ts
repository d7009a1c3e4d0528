import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { diagnose, startNode } from './run-doctor.ts';

let dir: TempDir;

beforeEach(() => {
  dir = makeTempDir();
});
afterEach(() => dir.remove());

const settings = (more = {}) => ({ 'data-dir': dir.path, ...more });
const examine = (more = {}) => diagnose(settings(more));
const file = (name: string) => join(dir.path, name);

/** What a server leaves that ran here once. */
async function leaveData(): Promise<void> {
  const server = await startNode(settings());
  await server.stop();
}

describe('pintumbler doctor on the embedded database', () => {
  it('finds nothing wrong where a server ran, and names what production wants', async () => {
    await leaveData();
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(false);
    expect(of('keyring')).toMatchObject({
      verdict: 'ok',
      looked: expect.stringMatching(/belongs to the data/),
    });
    expect(of('schema').verdict).toBe('ok');
    expect(of('data directory').verdict).toBe('ok');
    expect(of('disk space').looked).toMatch(/MiB free/);
    expect(of('pad url')).toMatchObject({
      verdict: 'warning',
      todo: expect.stringMatching(/PINTUMBLER_PAD_URL/),
    });
    expect(of('console url')).toMatchObject({
      verdict: 'ok',
      looked: expect.stringMatching(/this machine only/),
    });
    expect(of('messages')).toMatchObject({
      verdict: 'warning',
      todo: expect.stringMatching(/PINTUMBLER_SMTP_URL/),
    });
  });

  it('finds no fault in what is set', async () => {
    const { of } = await examine({
      'pad-url': 'https://pin.example.com',
      'smtp-url': 'smtp://mail.example.com',
      'mail-from': 'no-reply@example.com',
      'admin-key': 'a'.repeat(32),
    });
    for (const name of ['pad url', 'messages', 'admin key']) {
      expect(of(name).verdict, name).toBe('ok');
    }
    const plain = await examine({ 'pad-url': 'http://pin.example.com' });
    expect(plain.of('pad url')).toMatchObject({
      verdict: 'warning',
      todo: expect.stringMatching(/https/),
    });
  });

  it('writes nothing, not even where nothing is', async () => {
    dir.remove();
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(false);
    expect(of('data directory').looked).toMatch(/not there yet/);
    expect(of('keyring').looked).toMatch(/not there yet/);
  });

  it('sees a directory and files others can read', async () => {
    await leaveData();
    chmodSync(file('admin.key'), 0o644);
    const open = await examine();
    expect(open.hasProblem).toBe(true);
    expect(open.of('data directory')).toMatchObject({
      verdict: 'problem',
      todo: expect.stringMatching(/chmod 600/),
    });
    chmodSync(file('admin.key'), 0o600);
    chmodSync(dir.path, 0o755);
    expect((await examine()).of('data directory').todo).toBe(`chmod 700 ${dir.path}`);
  });

  it('sees a keyring that is readable, missing, damaged or of other data', async () => {
    await leaveData();
    const keyring = async () => (await examine()).of('keyring');
    chmodSync(file('keyring.json'), 0o640);
    expect(await keyring()).toMatchObject({
      verdict: 'problem',
      todo: expect.stringMatching(/chmod 600/),
    });
    rmSync(file('keyring.json'));
    expect(await keyring()).toMatchObject({
      verdict: 'problem',
      looked: expect.stringMatching(/missing/),
    });
    writeFileSync(file('keyring.json'), '{}', { mode: 0o600 });
    expect(await keyring()).toMatchObject({
      verdict: 'problem',
      todo: expect.stringMatching(/damaged/),
    });
    const secret = Buffer.alloc(32, 7).toString('base64');
    const foreign = { format: 1, active: 'k1', keys: [{ id: 'k1', secret }], digest: secret };
    writeFileSync(file('keyring.json'), JSON.stringify(foreign), { mode: 0o600 });
    expect(await keyring()).toMatchObject({
      verdict: 'problem',
      looked: expect.stringMatching(/does not belong/),
    });
    expect((await examine()).hasProblem).toBe(true);
  });

  it('looks beside a server at work, and says that it is there', async () => {
    const server = await startNode(settings());
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(false);
    expect(of('other process').looked).toMatch(/a server has it open/);
    expect(of('keyring').looked).toMatch(/belongs to the data/);
    await server.stop();
    expect((await examine()).of('other process').looked).toMatch(/nobody/);
  });

  it('sees data of another version', async () => {
    await leaveData();
    const raw = new DatabaseSync(file('pintumbler.db'));
    raw.exec("INSERT INTO schema_migrations VALUES (999, 'future', 0)");
    expect((await examine()).of('schema')).toMatchObject({
      verdict: 'problem',
      todo: expect.stringMatching(/newer/),
    });
    raw.exec('INSERT INTO schema_reach VALUES (999, 1)');
    expect((await examine()).of('schema')).toMatchObject({
      verdict: 'warning',
      todo: expect.stringMatching(/Upgrade/),
    });
    raw.exec('DELETE FROM schema_migrations WHERE version > 3; DROP TABLE schema_reach');
    raw.close();
    expect((await examine()).of('schema').looked).toMatch(/3; the next start brings it to/);
  });

  it('says what it could not look at', async () => {
    writeFileSync(file('pintumbler.db'), 'this is no database, whatever its name says', {
      mode: 0o600,
    });
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(true);
    expect(of('schema')).toMatchObject({
      verdict: 'problem',
      looked: expect.stringMatching(/not a database/),
    });
  });
});
