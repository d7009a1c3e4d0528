import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Claims a data directory for this process. Two servers on one directory would each keep a view of
 * their own and hand out guesses twice. The claim is a lock the operating system drops when the
 * process ends, however it ends: there is no stale file to clean up after kill -9.
 */
export class DataDirLock {
  readonly #database: DatabaseSync;

  constructor(dataDir: string) {
    this.#database = new DatabaseSync(join(dataDir, 'pintumbler.lock'));
    try {
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (cause) {
      this.#database.close();
      throw new Error(
        `Another Pintumbler process uses the data directory ${dataDir}. ` +
          'Stop it, or choose another directory with PINTUMBLER_DATA_DIR.',
        { cause },
      );
    }
  }

  release(): void {
    this.#database.close();
  }
}
