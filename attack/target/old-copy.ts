import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arena } from './arena.ts';
import { type RunSql, tablesOf } from './database.ts';

/** The state of a database at one moment, in the hands of somebody who can write it back. */
export interface OldCopy {
  /** Into the database of that data directory: the one it came from, or another. No server may have it open. */
  putBack(dataDir: string): Promise<void>;
}

const FILES = ['pintumbler.db', 'pintumbler.db-wal', 'pintumbler.db-shm'];

/** Copies a database that no server has open, as its engine's own tools do. */
export async function takeCopy(arena: Arena, dataDir: string): Promise<OldCopy> {
  return arena.engine === 'sqlite' ? copyFiles(arena, dataDir) : copyTables(arena, dataDir);
}

function copyFiles(arena: Arena, dataDir: string): OldCopy {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-copy-'));
  arena.closeLater(() => rmSync(folder, { recursive: true, force: true }));
  const move = (from: string, to: string) => {
    for (const file of FILES) {
      rmSync(join(to, file), { force: true });
      if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
    }
  };
  move(dataDir, folder);
  return { putBack: async (into) => move(folder, into) };
}

/** Rows of every table, kept beside: what a dump and its restore do to a schema that stays the same. */
async function copyTables(arena: Arena, dataDir: string): Promise<OldCopy> {
  const sql = await arena.sql(dataDir);
  const kept = new Map<string, Awaited<ReturnType<RunSql>>>();
  for (const table of await tablesOf('postgres', sql))
    kept.set(table, await sql(`SELECT * FROM ${table}`));
  return {
    async putBack(into) {
      const there = await arena.sql(into);
      await there(`TRUNCATE ${[...kept.keys()].join(', ')}`);
      for (const [table, rows] of kept) {
        for (const row of rows) {
          const names = Object.keys(row);
          const places = names.map(() => '?').join(', ');
          const text = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`;
          await there(text, ...Object.values(row));
        }
      }
    },
  };
}
