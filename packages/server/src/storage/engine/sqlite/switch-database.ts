import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What SQLite keeps beside a database; the database itself goes last. */
const PARTS = ['-shm', '-wal', ''];

export function databaseFile(dataDir: string): string {
  return join(dataDir, 'pintumbler.db');
}

/** Where a restored database is made; a killed restore leaves it, and the next one begins anew. */
export function unfinishedFile(dataDir: string): string {
  return `${databaseFile(dataDir)}.restoring`;
}

/** A restored database that is complete: from the moment there is one, it is the database. */
function readyFile(dataDir: string): string {
  return `${databaseFile(dataDir)}.restored`;
}

/**
 * Puts a complete database in the place of the one that is there, which is kept aside. The rename to
 * its ready name decides: killed before, the old one is in force, killed after, whoever opens the
 * data directory next goes on where this stopped. Answers where the old one is; `null`: there was none.
 */
export function switchDatabase(dataDir: string): string | null {
  syncFile(unfinishedFile(dataDir));
  renameSync(unfinishedFile(dataDir), readyFile(dataDir));
  syncFile(dataDir);
  return finishSwitch(dataDir);
}

/** Ends a switch that was decided. Only for the process that has claimed the directory. */
export function finishSwitch(dataDir: string): string | null {
  const ready = readyFile(dataDir);
  if (!existsSync(ready)) return null;
  const database = databaseFile(dataDir);
  // The same name for all parts, also when two runs move them.
  const aside = `${database}.before-${nameOfTime(statSync(ready).mtime)}`;
  // The log goes before its database: beside the restored one it would be read as that one's.
  for (const part of PARTS) {
    if (existsSync(database + part)) renameSync(database + part, aside + part);
  }
  syncFile(dataDir);
  renameSync(ready, database);
  syncFile(dataDir);
  return existsSync(aside) ? aside : null;
}

function nameOfTime(time: Date): string {
  return time
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
