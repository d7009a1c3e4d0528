import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashSync } from '@node-rs/argon2';
import { inLanes } from '../crowd.ts';
import type { Arena } from '../target/arena.ts';
import { tablesOf } from '../target/database.ts';
import type { Target } from '../target/target.ts';
import { type CrackReport, crack } from './crack.ts';

/** Where the guide to keys says that they lie; a thief has everything else. */
const NOT_STOLEN = /^keyring\.json/;
/** The least Argon2 can do: that the cracker gets PINs need not take days to show. */
const CHEAPEST = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** PINs by whose they are. */
export type Pins = ReadonlyMap<string, string>;

export interface Drill {
  readonly arena: Arena;
  readonly target: Target;
  readonly databaseUrl: string;
  /** An empty folder for what is stolen. */
  readonly folder: string;
  /** What else a thief finds on the machine of the engine: its data files and its log. */
  readonly engineFolder?: string;
  readonly say: (line: string) => void;
}

/** Gives people PINs at a real server, through its API: drawn by lot from those it takes. */
export async function enrolPeople({ target, say }: Drill, people: number): Promise<Pins> {
  const pins = new Map<string, string>();
  await inLanes(people, async (nth) => {
    const id = `person-${nth}`;
    await target.call('POST', '/v1/subjects', { id });
    pins.set(id, await setPin(target, id));
    if (pins.size % 1_000 === 0) say(`${pins.size} of ${people} people have a PIN`);
  });
  return pins;
}

async function setPin(target: Target, id: string): Promise<string> {
  for (;;) {
    const pin = String(randomInt(10_000)).padStart(4, '0');
    const { body, text } = await target.call('PUT', `/v1/subjects/${id}/pin`, { pin });
    if (body['outcome'] === 'set') return pin;
    if (body['outcome'] !== 'refused') throw new Error(`no PIN for ${id}: ${text}`);
  }
}

/**
 * Takes what lies there while the server runs: data directory, database and log, a dump of every
 * table, the settings, and on the embedded engine a backup; then stops it and takes an export. Answers
 * the files.
 */
export async function steal(drill: Drill): Promise<readonly string[]> {
  const { arena, target, folder, engineFolder, databaseUrl } = drill;
  mkdirSync(join(folder, 'data'));
  for (const name of readdirSync(target.dataDir)) {
    if (!NOT_STOLEN.test(name)) copy(join(target.dataDir, name), join(folder, 'data', name));
  }
  if (engineFolder !== undefined) copy(engineFolder, join(folder, 'engine'));
  if (arena.engine === 'sqlite') await runOn(drill, 'backup', '--to', join(folder, 'backup'));
  writeFileSync(join(folder, 'dump.jsonl'), await dump(drill));
  writeFileSync(join(folder, 'settings.env'), `PINTUMBLER_DATABASE_URL=${databaseUrl}\n`);
  await target.stop();
  await runOn(drill, 'export', '--out', join(folder, 'export.jsonl'));
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** A command of the server's own; throws when it did not do what it was asked. */
async function runOn({ arena, target }: Drill, ...args: readonly string[]): Promise<void> {
  const { code, err } = await arena.run(target.dataDir, ...args);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${err}`);
}

/** All rows, in lines as an export has them. */
async function dump({ arena, target }: Drill): Promise<string> {
  const lines: unknown[] = [{ pintumbler: 'export' }];
  for (const name of await tablesOf(arena.engine, target.sql)) {
    for (const row of await target.sql(`SELECT * FROM "${name}"`)) {
      lines.push({ table: name, row: Object.fromEntries(Object.entries(row).map(asText)) });
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function asText([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  if (value instanceof Uint8Array) {
    return [name, { base64: Buffer.from(value).toString('base64') }];
  }
  return [name, typeof value === 'bigint' ? Number(value) : value];
}

/** A table of the same PINs as many keep them: each hashed with Argon2id, and nothing over that. */
export function writePlainHashes(pins: Pins, folder: string): string {
  const path = join(folder, 'plain-argon2id.db');
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE pins (subject TEXT, kept TEXT); BEGIN');
  const insert = database.prepare('INSERT INTO pins VALUES (?, ?)');
  for (const [subject, pin] of pins) insert.run(subject, hashSync(pin, CHEAPEST));
  database.exec('COMMIT');
  database.close();
  return path;
}

export interface Loss {
  readonly report: CrackReport;
  /** People whose own PIN was found. */
  readonly lost: number;
}

/** What the cracker gets of these people's PINs out of the files. */
export async function countLost(
  paths: readonly string[],
  pins: Pins,
  say: (line: string) => void,
): Promise<Loss> {
  const report = await crack(paths, say);
  const right = report.pins.filter(({ subject, pin }) => pins.get(subject) === pin);
  return { report, lost: new Set(right.map(({ subject }) => subject)).size };
}
