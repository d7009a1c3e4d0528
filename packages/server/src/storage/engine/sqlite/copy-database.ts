import { backup, DatabaseSync } from 'node:sqlite';
import { databaseFile } from './switch-database.ts';

/** Pages copied at once; in between others have the disk. */
const PAGES_AT_ONCE = 256;

export interface CopyOptions {
  /** Told after every portion, with pages; may wait, where nobody else needs this thread. */
  readonly onPages: (done: number, total: number) => void;
}

/**
 * Copies the embedded database into a new file as of one instant, beside a server at work. It reads
 * inside a transaction of its own: what others commit meanwhile stays in the write-ahead log until
 * the copy is done, and does not make it begin again.
 */
export async function copyDatabase(
  dataDir: string,
  target: string,
  { onPages }: CopyOptions,
): Promise<void> {
  const source = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  try {
    source.exec('BEGIN');
    // A transaction begins to see with its first read.
    source.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
    await backup(source, target, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) =>
        onPages(totalPages - remainingPages, totalPages),
    });
  } finally {
    source.close();
  }
}

/** Throws when the structure of a database file is damaged. Reads all of it. */
export function checkStructure(path: string): void {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare('PRAGMA integrity_check(1)').all();
    const [first] = Object.values(rows[0] ?? {});
    if (first !== 'ok') throw new Error(`the database file is damaged: ${String(first)}`);
  } finally {
    database.close();
  }
}
