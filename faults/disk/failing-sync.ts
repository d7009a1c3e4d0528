import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('./failing-sync.c', import.meta.url));
const COMPILERS = ['cc', 'gcc', 'clang'];

/** A disk that can be told to fail: `fsync` answers EIO in every process with this environment. */
export interface FailingSync {
  readonly environment: Readonly<Record<string, string>>;
  fail(): void;
  heal(): void;
  remove(): void;
}

/** Answers why there is none where no C compiler is: the library is compiled here and now. */
export function compileFailingSync(): FailingSync | string {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-sync-'));
  // PostgreSQL runs under an account of its own where we are root.
  chmodSync(folder, 0o755);
  const library = join(folder, 'failing-sync.so');
  const args = ['-shared', '-fPIC', '-O1', '-o', library, SOURCE, '-ldl'];
  const isCompiled = COMPILERS.some((compiler) => {
    try {
      execFileSync(compiler, args, { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  });
  if (!isCompiled) {
    rmSync(folder, { recursive: true, force: true });
    return 'it takes a C compiler on Linux';
  }
  const sign = join(folder, 'fails');
  return {
    environment: { LD_PRELOAD: library, FAULTS_SYNC_FAILS: sign },
    fail: () => writeFileSync(sign, ''),
    heal: () => rmSync(sign, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
