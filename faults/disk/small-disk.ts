import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few megabytes, to be filled to the last byte. */
export interface SmallDisk {
  readonly path: string;
  fill(): void;
  free(): void;
  remove(): void;
}

/** Answers why there is none where this process may not mount one: it takes root. */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  const path = mkdtempSync(join(tmpdir(), 'pintumbler-disk-'));
  try {
    const args = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path];
    execFileSync('mount', args, { stdio: 'pipe' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return 'it takes the right to mount a small file system';
  }
  const unmount = () => {
    execFileSync('umount', ['--lazy', path], { stdio: 'pipe' });
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', unmount);
  chmodSync(path, 0o755);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => writeUntilFull(ballast),
    free: () => rmSync(ballast, { force: true }),
    remove() {
      process.off('exit', unmount);
      unmount();
    },
  };
}

const CHUNK = Buffer.alloc(64 * 1024);

/** Others write at the same time: it is full when the system says so. */
function writeUntilFull(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = CHUNK.length; size > 0; ) {
      try {
        size = writeSync(file, CHUNK, 0, size);
      } catch {
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(file);
  }
}
