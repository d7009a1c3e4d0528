import { DatabaseSync } from 'node:sqlite';
import { Connection } from '../../packages/server/src/storage/engine/postgres/connection.ts';

/**
 * Counts the commits of this process, in whichever database. Each of them waits for the disk once:
 * for SQLite, with WAL and `synchronous = FULL`, it is one fsync of the log.
 */
export function countCommits(): () => number {
  let commits = 0;
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT') commits += 1;
    exec.call(this, sql);
  };
  const runText = Connection.prototype.runText;
  Connection.prototype.runText = function (this: Connection, text: string) {
    if (text === 'COMMIT') commits += 1;
    return runText.call(this, text);
  };
  return () => commits;
}
