import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** What hundreds of small databases need at most, with their logs. */
const ROOM_BYTES = 2 * 1024 ** 3;
const MEMORY = '/dev/shm';

/**
 * Where the files of tests lie: in memory where there is room, or tests would mostly wait for a disk.
 * A process that is killed loses nothing there either, and losing power is not what they are about.
 */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
