import { DatabaseSync } from 'node:sqlite';
import type { Engine } from '../engine.ts';
import { GroupCommit } from './group-commit.ts';
import { readInTurn } from './snapshot.ts';
import { SQLITE_PROFILE } from './sqlite-engine.ts';

/** There is nothing to lose: it ends with the process, however that ends. */
const PRAGMAS = `
  PRAGMA journal_mode = MEMORY;
  PRAGMA synchronous = OFF;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
`;

/**
 * A database for trying something out: on disk, in the folder for temporary files, but without a
 * name there, so that the system removes it even after kill -9.
 */
export function openScratchEngine(): Engine {
  const database = new DatabaseSync('');
  database.exec(PRAGMAS);
  const commits = new GroupCommit(database, () => false);
  return {
    profile: SQLITE_PROFILE,
    query: async (statement) => commits.all(statement),
    // Nobody else writes to it.
    snapshot: (statements) => readInTurn(database, statements),
    commit: (operation) => commits.commit(operation),
    sealWith: (makeSeal) => commits.sealWith(makeSeal()),
    define: (statements) =>
      commits.commit({ reads: [], decide: () => ({ writes: statements, result: undefined }) }),
    async close() {
      commits.flush();
      database.close();
    },
  };
}
