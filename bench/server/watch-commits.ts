import { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from '../../packages/server/src/storage/engine/sqlite/group-commit.ts';

/**
 * Counts the commits of this process. With WAL and `synchronous = FULL` each of them is one fsync of
 * the log; those of the now and then checkpoint come on top.
 */
export function countCommits(): () => number {
  const exec = DatabaseSync.prototype.exec;
  let commits = 0;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT') commits += 1;
    exec.call(this, sql);
  };
  return () => commits;
}

/** Makes every operation a batch of its own; everything else stays the code of production. */
export function commitAlone(): void {
  const commit = GroupCommit.prototype.commit;
  GroupCommit.prototype.commit = function (this: GroupCommit, operation) {
    const done = commit.call(this, operation);
    this.flush();
    return done as never;
  };
}
