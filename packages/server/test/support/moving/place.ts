import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runExport, runImport } from '../../../src/compose/moving.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import type { Config } from '../../../src/config/settings.ts';
import type { MovedRow, RowNote } from '../../../src/core/ports/row-mover.ts';
import { KEY_PROBE } from '../../../src/core/usecases/check-keys.ts';
import type { Imported, ImportOptions } from '../../../src/moving/import-file.ts';
import type { Engine, Statement } from '../../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { openRowSource } from '../../../src/storage/moving/row-source.ts';
import { makeDatabase } from '../postgres/database.ts';
import { makeTempDir } from '../temp-dir.ts';

/** Somewhere a server keeps its data. */
export interface Place {
  readonly dataDir: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly config: Config;
  file(name: string): string;
  remove(): Promise<void>;
}

export type EngineName = 'SQLite' | 'PostgreSQL';

export const ENGINES: readonly EngineName[] = ['SQLite', 'PostgreSQL'];

/** An empty place; with the keyring of another one, if there is one. */
export async function makePlace(engine: EngineName, keysOf?: Place): Promise<Place> {
  const dir = makeTempDir();
  const database = engine === 'PostgreSQL' ? await makeDatabase() : undefined;
  const flags = { 'database-url': database?.url ?? 'sqlite:' };
  const file = (name: string) => join(dir.path, name);
  if (keysOf !== undefined) copyFileSync(keysOf.file('keyring.json'), file('keyring.json'));
  return {
    dataDir: dir.path,
    flags,
    config: loadConfig({ 'data-dir': dir.path, ...flags }, {}),
    file,
    async remove() {
      await database?.remove();
      await dir.remove();
    },
  };
}

export function openEngineOf({ config, dataDir }: Place): Promise<Engine> | Engine {
  const { databaseUrl } = config;
  if (databaseUrl.engine === 'sqlite') return openSqliteEngine(dataDir);
  return openPostgresEngine({ addresses: databaseUrl.addresses, writers: 1 });
}

/** Does something with an engine of its own, migrated. */
export async function withEngine<R>(
  place: Place,
  work: (engine: Engine) => Promise<R>,
): Promise<R> {
  const engine = await openEngineOf(place);
  try {
    await migrate(engine, () => 1);
    return await work(engine);
  } finally {
    await engine.close();
  }
}

export function writeAll(engine: Engine, writes: readonly Statement[]): Promise<void> {
  return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
}

/** Every row that moves, in the order an export has them. */
export function rowsOf(place: Place): Promise<readonly MovedRow[]> {
  return withEngine(place, async (engine) => {
    const source = await openRowSource(engine, KEY_PROBE);
    const all: MovedRow[] = [];
    for await (const rows of source.read([])) {
      // The engines hand out rows and bytes of different kinds: equal content is what counts.
      for (const { table, columns } of rows) all.push({ table, columns: { ...columns } });
    }
    return all;
  });
}

export function exportFrom(place: Place, file: string, tenants: readonly string[] = []) {
  return runExport(place.config, { file, tenants, onRows: () => {} });
}

export interface Import extends Imported {
  readonly notes: readonly RowNote[];
}

export async function importInto(
  place: Place,
  file: string,
  options: Partial<ImportOptions> = {},
): Promise<Import> {
  const notes: RowNote[] = [];
  const imported = await runImport(place.config, file, {
    ...{ mode: 'fill', dryRun: false, leaveOutRefused: false },
    onStart: () => {},
    onNote: (note) => notes.push(note),
    onRows: () => {},
    ...options,
  });
  return { ...imported, notes };
}
