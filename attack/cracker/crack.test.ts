import { execFileSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashSync } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTempDir, type TempDir } from '../../packages/server/test/support/temp-dir.ts';
import {
  CHEAP_HASH,
  startTestServer,
  type TestServer,
} from '../../packages/server/test/support/test-server.ts';
import { crack } from './crack.ts';

const PEOPLE = 3;
const MAIN = new URL('../../packages/server/src/main.ts', import.meta.url).pathname;
/** The demo's credentials say the demo's PIN; `serve` writes no such file. */
const NOT_STOLEN = ['keyring.json', 'demo.json'];

describe('a thief of database, log, export and configuration', { timeout: 240_000 }, () => {
  const pins = new Map<string, string>();
  let dir: TempDir;
  let server: TestServer;
  let stolen: readonly string[];

  beforeAll(async () => {
    dir = makeTempDir();
    server = await startTestServer({ dataDir: dir.path });
    while (pins.size < PEOPLE) {
      const id = `person-${pins.size}`;
      const pin = String(randomInt(10_000)).padStart(4, '0');
      await server.call('POST', '/v1/subjects', { id });
      const { body } = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin });
      // One of the refused PINs is nobody's: the next try is another one.
      if (body['outcome'] === 'set') pins.set(id, pin);
    }
    const taken = filesIn(dir.path).filter((path) => !NOT_STOLEN.includes(basename(path)));
    mkdirSync(join(dir.path, 'stolen'));
    for (const path of taken) copyFileSync(path, join(dir.path, 'stolen', basename(path)));
    await server.close();
    const out = join(dir.path, 'stolen/all.jsonl');
    execFileSync(process.execPath, [MAIN, 'export', '--data-dir', dir.path, '--out', out]);
    stolen = filesIn(join(dir.path, 'stolen'));
  });

  afterAll(() => dir.remove());

  const rightOnes = (found: readonly { readonly subject: string; readonly pin: string }[]) =>
    new Set(
      found.filter(({ subject, pin }) => pins.get(subject) === pin).map((each) => each.subject),
    );

  it('gets no PIN, and not even a hash to try PINs against', async () => {
    expect(stolen.some((path) => path.endsWith('-wal'))).toBe(true);
    const { rows, keysTried, sealed, hashes, pins: found } = await crack(stolen);
    expect(rows).toBeGreaterThan(2 * PEOPLE);
    expect(keysTried).toBeGreaterThan(PEOPLE);
    expect(sealed).toBeGreaterThanOrEqual(PEOPLE);
    expect(hashes).toBe(0);
    expect(rightOnes(found).size).toBe(0);
  });

  it('gets every PIN with the keyring beside it: it is the keyring that keeps them', async () => {
    const { pins: found } = await crack([...stolen, join(dir.path, 'keyring.json')]);
    expect(rightOnes(found).size).toBe(PEOPLE);
  });

  it('gets every PIN from a table of plain Argon2id hashes of the same PINs', async () => {
    const cost = { memoryCost: CHEAP_HASH.memoryKib, timeCost: 1, parallelism: 1 };
    const path = tableOf(dir, 'argon2.db', (pin) => hashSync(pin, cost));
    expect(rightOnes((await crack([path])).pins).size).toBe(PEOPLE);
  });

  it('gets PINs from plain and from salted digests', async () => {
    const plain = tableOf(dir, 'plain.db', (pin) => digestOf(pin));
    expect(rightOnes((await crack([plain])).pins).size).toBeGreaterThan(0);
    const salted = tableOf(dir, 'salted.db', (pin, id) => digestOf(`${id}${pin}`));
    expect(rightOnes((await crack([salted])).pins).size).toBeGreaterThan(0);
  });

  function tableOf(at: TempDir, name: string, keep: (pin: string, id: string) => string): string {
    const path = join(at.path, name);
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE pins (subject TEXT, kept TEXT)');
    const insert = database.prepare('INSERT INTO pins VALUES (?, ?)');
    for (const [id, pin] of pins) insert.run(id, keep(pin, id));
    database.close();
    return path;
  }
});

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
