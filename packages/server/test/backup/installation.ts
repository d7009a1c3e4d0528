import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from '../support/quick-folder.ts';
import { type Ran, runCommand } from '../support/run-command.ts';
import { removeData } from '../support/test-engine.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

/** What SQLite keeps of one database. */
const PARTS = ['pintumbler.db', 'pintumbler.db-wal', 'pintumbler.db-shm'];

/** A data directory, the servers that have it one after the other, and commands on it. */
export class Installation {
  readonly dataDir = mkdtempSync(join(quickFolder(), 'pintumbler-backup-'));
  readonly #outside = mkdtempSync(join(quickFolder(), 'pintumbler-backups-'));
  #files = 0;

  start(): Promise<TestServer> {
    return startTestServer({ dataDir: this.dataDir });
  }

  /** Runs `use` with a server and stops that again. */
  async serving<R>(use: (server: TestServer) => Promise<R>): Promise<R> {
    const server = await this.start();
    try {
      return await use(server);
    } finally {
      await server.close();
    }
  }

  run(...args: readonly string[]): Promise<Ran> {
    return runCommand(this.dataDir, ...args);
  }

  /** A name nobody has used, outside the data directory. */
  newFile(name = 'backup'): string {
    this.#files += 1;
    return join(this.#outside, `${name}-${this.#files}`);
  }

  async backup(): Promise<string> {
    const file = this.newFile();
    const { code, err } = await this.run('backup', '--to', file);
    if (code !== 0) throw new Error(err);
    return file;
  }

  /** Copies the database as somebody would who knows nothing of backups. */
  copyDatabase(): string {
    const folder = this.newFile('copy');
    for (const part of PARTS) {
      if (existsSync(join(this.dataDir, part))) {
        cpSync(join(this.dataDir, part), join(folder, part));
      }
    }
    return folder;
  }

  putDatabaseBack(folder: string): void {
    this.loseDatabase();
    cpSync(folder, this.dataDir, { recursive: true });
  }

  loseDatabase(): void {
    for (const part of PARTS) rmSync(join(this.dataDir, part), { force: true });
  }

  async remove(): Promise<void> {
    await removeData(this.dataDir);
    rmSync(this.#outside, { recursive: true, force: true });
  }
}

/** What a verify answers, without what is different each time. */
export async function verify(server: TestServer, subject: string, pin: string): Promise<string> {
  const { status, body } = await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
  return status === 200 ? String(body['outcome']) : String(body['code']);
}

export async function makePerson(server: TestServer, id: string, pin: string): Promise<void> {
  await server.call('POST', '/v1/subjects', { id });
  const { body } = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin });
  if (body['outcome'] !== 'set') throw new Error(JSON.stringify(body));
}
