import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runHere } from '../cli/run-here.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseEnvironment } from '../support/test-engine.ts';
import { startTestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let dir: TempDir;
let sticks: TempDir;

beforeEach(() => {
  [dir, sticks] = [makeTempDir(), makeTempDir()];
});
afterEach(async () => {
  await dir.remove();
  await sticks.remove();
});

/** A command about the keyring, as it is typed. */
async function keys(...words: readonly string[]) {
  const environment = await databaseEnvironment(dir.path);
  const umask = process.umask();
  Object.assign(process.env, environment);
  try {
    return await runHere(['keys', ...words, '--data-dir', dir.path]);
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
    process.umask(umask);
  }
}

/** The same in a process of its own, which reads the shares from its stdin. */
async function recoverFromStdin(input: string): Promise<string> {
  const env = { ...process.env, ...(await databaseEnvironment(dir.path)) };
  const args = [MAIN, 'keys', 'recover', '--json', '--data-dir', dir.path];
  return spawnSync(process.execPath, args, { encoding: 'utf8', input, env }).stdout;
}

const split = (out: string, ...more: readonly string[]) =>
  keys('split', '--shares', '5', '--threshold', '3', '--out', join(sticks.path, out), ...more);

const shareFiles = (out: string) => globSync(join(sticks.path, out, 'share-*', '*.txt')).toSorted();

const keyring = () => join(dir.path, 'keyring.json');

async function makeData() {
  const server = await startTestServer({ dataDir: dir.path });
  const { subject, pin } = server.demo.native;
  await server.close();
  return { subject, pin };
}

/** Whether a server starts on the data and knows the PIN. */
async function isPinKnown({ subject, pin }: Awaited<ReturnType<typeof makeData>>) {
  const server = await startTestServer({ dataDir: dir.path });
  try {
    const answer = await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
    return answer.body['outcome'] === 'verified';
  } finally {
    await server.close();
  }
}

describe('a keyring that is lost', () => {
  it('comes back from any three of five shares, and the server knows the PINs again', async () => {
    const known = await makeData();
    const lost = readFileSync(keyring(), 'utf8');
    expect(await split('a')).toMatchObject({ code: 0, stderr: '' });
    const files = shareFiles('a');
    expect(files).toHaveLength(5);
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(keyring());
    const [one = '', two = '', three = '', four = ''] = files;
    const few = await keys('recover', '--share', one, four);
    expect(few).toMatchObject({ code: 1, stderr: expect.stringMatching(/2 shares.*takes 3/) });
    const damagedFile = join(sticks.path, 'damaged.txt');
    writeFileSync(damagedFile, readFileSync(two, 'utf8').replace(/.\n$/, ''));
    const damaged = await keys('recover', '--share', one, damagedFile, four);
    expect(damaged.stderr).toMatch(/damaged.*checksum/);
    expect((await keys('recover', '--share', one, one, four)).stderr).toMatch(/given 2 times/);
    expect(existsSync(keyring())).toBe(false);
    const back = await keys('recover', '--share', two, four, one);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toMatch(/The keyring is back.*belongs to the data +yes.*k1 +active/s);
    expect(readFileSync(keyring(), 'utf8')).toBe(lost);
    expect(statSync(keyring()).mode & 0o777).toBe(0o600);
    expect(await isPinKnown(known)).toBe(true);
    const again = await keys('recover', '--share', two, four, three);
    expect(again.stderr).toMatch(/There is a keyring at .* already/);
    expect(readFileSync(keyring(), 'utf8')).toBe(lost);
  });

  it('comes back from stdin, and not from shares of another set or installation', async () => {
    await makeData();
    await split('a');
    await split('b');
    const textOf = (files: readonly string[]) =>
      files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const [a, b] = [shareFiles('a'), shareFiles('b')];
    rmSync(keyring());
    const mixed = await keys('recover', '--share', ...a.slice(0, 2), ...b.slice(2, 3));
    expect(mixed.stderr).toMatch(/not of one set/);
    expect(existsSync(keyring())).toBe(false);
    const told = await recoverFromStdin(textOf(b.slice(2)));
    expect(JSON.parse(told)).toMatchObject({ belongsToData: true, keys: [{ id: 'k1' }] });
    const mine = dir;
    dir = makeTempDir();
    await makeData();
    rmSync(keyring());
    const foreign = await keys('recover', '--share', ...b.slice(2));
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringMatching(/another keyring/) });
    expect(existsSync(keyring())).toBe(false);
    await mine.remove();
  });
});

describe('pintumbler keys', () => {
  it('shows roots by id and state, and no secret', async () => {
    await makeData();
    const file = JSON.parse(readFileSync(keyring(), 'utf8')) as {
      readonly keys: readonly { readonly secret: string }[];
      readonly digest: string;
    };
    const [k1] = file.keys;
    const text = JSON.stringify({
      ...{ ...file, format: 2 },
      keys: [k1, { id: 'k2', secret: file.digest, standby: true }, { id: 'k0', retired: true }],
    });
    writeFileSync(keyring(), text);
    const shown = await keys('show', '--json');
    const states = [
      { id: 'k1', state: 'active' },
      { id: 'k2', state: 'standby' },
      { id: 'k0', state: 'retired' },
    ];
    expect(JSON.parse(shown.stdout)).toEqual({
      place: keyring(),
      keys: states,
      belongsToData: true,
    });
    for (const secret of [file.digest, k1?.secret ?? ''])
      expect(shown.stdout).not.toContain(secret);
    chmodSync(keyring(), 0o644);
    expect((await keys('show')).stderr).toMatch(/can be read by others/);
  });

  it('makes no share without a place of its own for it, nor one that is the keyring', async () => {
    await makeData();
    const bare = ['split', '--shares', '3', '--threshold'];
    expect(await keys(...bare, '2')).toMatchObject({ code: 2, stdout: '' });
    for (const threshold of ['1', '4', 'x']) {
      const refused = await keys(...bare, threshold, '--out', join(sticks.path, 'c'));
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/--threshold/) });
    }
    const twoFolders = [...bare, '2', '--out', join(sticks.path, 'd'), join(sticks.path, 'e')];
    expect((await keys(...twoFolders)).stderr).toMatch(/one folder, or 3 different ones/);
    expect(globSync(join(sticks.path, '**', '*.txt'))).toEqual([]);
    const made = await split('f', '--json');
    const told = JSON.parse(made.stdout) as { readonly files: readonly string[] };
    expect(told.files).toHaveLength(5);
    expect(made.stdout).not.toContain('PTS1');
  });
});
