import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder all of a server's own files are in; only its owner may look inside. */
export class DataDir {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** `undefined` when there is no such file. */
  read(name: string): string | undefined {
    try {
      return readFileSync(this.file(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Readers see the old content or the new one, never half; only the owner can read it. */
  write(name: string, content: string): void {
    const temporary = this.file(`${name}.tmp`);
    writeFileSync(temporary, content, { mode: 0o600, flush: true });
    renameSync(temporary, this.file(name));
  }
}
