import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeTrailer } from '../../src/backup/backup-format.ts';
import { runRaw } from '../support/raw-database.ts';
import { MAIN } from '../support/run-command.ts';
import type { TestServer } from '../support/test-server.ts';
import { Installation, makePerson, verify } from './installation.ts';

const PIN = '8305';
/** Enough that a backup takes its time beside a server. */
const FILLER_BYTES = 40_000_000;
const KILLS = 3;

const place = new Installation();
let server: TestServer;

beforeAll(async () => {
  server = await place.start();
  await Promise.all(Array.from({ length: 8 }, (_, nth) => makePerson(server, `p${nth}`, PIN)));
});
afterAll(async () => {
  await server.close();
  await place.remove();
});

/** Guesses, right and wrong, until told to stop. */
function guessOn(): { stop(): Promise<number> } {
  let [going, count] = [true, 0];
  const guesser = async (nth: number) => {
    while (going) {
      await verify(server, `p${nth}`, count % 3 === 0 ? '1111' : PIN);
      count += 1;
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, (_, nth) => guesser(nth)));
  return {
    async stop() {
      going = false;
      await all;
      return count;
    },
  };
}

describe('a backup', () => {
  it('is one state of the database, also while people are guessing', async () => {
    const guessing = guessOn();
    const files = [await place.backup(), await place.backup(), await place.backup()];
    expect(await guessing.stop()).toBeGreaterThan(0);
    for (const file of files) {
      const database = new DatabaseSync(file, { readOnly: true });
      const all = (sql: string) => database.prepare(sql).all();
      expect(all('PRAGMA foreign_key_check')).toEqual([]);
      // Written in the transaction of the entries: any other mixture of pages shows.
      const torn = all(`SELECT lane FROM audit_lanes WHERE number <>
        (SELECT MAX(number) FROM audit WHERE audit.lane = audit_lanes.lane)`);
      expect(torn).toEqual([]);
      database.close();
    }
  });

  it('is for its owner only, has no key in it, and is never written over', async () => {
    const file = await place.backup();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { keys, digest } = JSON.parse(readFileSync(join(place.dataDir, 'keyring.json'), 'utf8'));
    const bytes = readFileSync(file);
    for (const secret of [digest, ...keys.map(({ secret: each }: { secret: string }) => each)]) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'base64'))).toBe(false);
    }
    const again = await place.run('backup', '--to', file);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('can be read back at once', async () => {
    const { code, out } = await place.run('backup', '--to', place.newFile(), '--verify', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ pintumbler: 'backup', format: 1, verified: true });
  });

  it('needs a folder that has room, and says so', async () => {
    const file = place.newFile('full');
    const script = `ulimit -f 64; exec "$0" "$@"`;
    const args = [MAIN, 'backup', '--to', file, '--data-dir', place.dataDir];
    const child = spawn('bash', ['-c', script, process.execPath, ...args], {
      env: { ...process.env, PINTUMBLER_DATABASE_URL: 'sqlite:' },
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('Make room') });
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('full'))).toEqual([]);
  });

  it('is whole or not there, when it is killed', async () => {
    await runRaw(place.dataDir, `INSERT INTO facts VALUES ('filler', randomblob(${FILLER_BYTES}))`);
    let killed = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const file = place.newFile('killed');
      const child = startBackup(file);
      // The first one while it works, the others anywhere from its start on.
      if (round === 0) await until(() => existsSync(`${file}.part`));
      else await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
      child.kill('SIGKILL');
      await once(child, 'close');
      if (existsSync(file))
        expect((await place.run('restore', file, '--dry-run')).err).toMatch(/uses/);
      else killed += 1;
      expect((await place.run('backup', '--to', file)).code).toBe(existsSync(file) ? 0 : 1);
    }
    expect(killed).toBeGreaterThan(0);
    await runRaw(place.dataDir, `DELETE FROM facts WHERE name = 'filler'`);
  }, 120_000);
});

function startBackup(file: string): ChildProcess {
  const args = [MAIN, 'backup', '--to', file, '--data-dir', place.dataDir];
  const env = { ...process.env, PINTUMBLER_DATABASE_URL: 'sqlite:' };
  return spawn(process.execPath, args, { stdio: 'ignore', env });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('what is no backup of this data', () => {
  let whole: string;
  beforeAll(async () => {
    whole = await place.backup();
  });

  function altered(change: (file: string) => void): string {
    const file = place.newFile('altered');
    copyFileSync(whole, file);
    change(file);
    return file;
  }

  it.each<[string, (file: string) => void, RegExp]>([
    ['cut by a byte', (file) => truncateSync(file, statSync(file).size - 1), /its end is missing/],
    ['cut in half', (file) => truncateSync(file, statSync(file).size >> 1), /its end is missing/],
    ['empty', (file) => truncateSync(file, 0), /its end is missing/],
    ['one bit of it turned', (file) => flip(file, 5_000), /is damaged/],
    ['with bytes in between', (file) => insertByte(file), /its end is missing/],
    ['told to be older than it is', (file) => predate(file), /another keyring, or is not what/],
  ])('%s, is refused, and nothing is touched', async (_what, change, words) => {
    const refused = await place.run('restore', altered(change));
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(words);
  });

  it('of another installation, is refused', async () => {
    const other = new Installation();
    await other.serving(async () => undefined);
    const refused = await place.run('restore', await other.backup());
    await other.remove();
    expect(refused.err).toMatch(/another keyring/);
  });

  it('is not put in force beside a server at work', async () => {
    const { code, err } = await place.run('restore', whole);
    expect(code).toBe(1);
    expect(err).toMatch(/Another Pintumbler process uses the data directory/);
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

function insertByte(file: string): void {
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf('\n{"pintumbler"');
  writeFileSync(file, Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)]));
}

/** As somebody would who wants an older database to look newer, without the keyring. */
function predate(file: string): void {
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf('\n{"pintumbler"');
  const [line = ''] = bytes
    .subarray(at + 1)
    .toString()
    .split('\n');
  const { mac, ...manifest } = JSON.parse(line);
  manifest.epoch.number += 1_000;
  const forged = encodeTrailer({ manifest, mac });
  writeFileSync(file, Buffer.concat([bytes.subarray(0, at), Buffer.from(forged)]));
}

it('is refused with PostgreSQL, with words about its own tools', async () => {
  mkdirSync(join(place.dataDir, 'none'), { recursive: true });
  const env = { ...process.env, PINTUMBLER_DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  const child = spawn(process.execPath, [MAIN, 'backup', '--to', place.newFile()], { env });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  await once(child, 'close');
  expect(err).toContain('pg_basebackup');
});
