import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { BackupManifest, BackupSeal } from '../core/ports/backup-seal.ts';
import type { Clock } from '../core/ports/clock.ts';
import { encodeTrailer, FORMAT, markOf } from './backup-format.ts';

export interface BackupSource {
  /** Copies the database into a new file as of one instant. */
  copyTo(file: string): Promise<void>;
  /** What the copy says of itself. */
  describe(file: string): Promise<Pick<BackupManifest, 'schema' | 'epoch'>>;
}

export interface BackupParts {
  readonly source: BackupSource;
  readonly seal: BackupSeal;
  readonly clock: Clock;
}

/** What a backup that is not finished is called; a killed one leaves it, and the next one takes it away. */
export const PART = '.part';

/**
 * Writes a backup, for its owner's eyes only. The file has its name once it is complete and on disk,
 * and no file that is there is ever written over.
 */
export async function writeBackup(parts: BackupParts, file: string): Promise<BackupManifest> {
  refuseExisting(file);
  const part = `${file}${PART}`;
  removePart(part);
  try {
    const manifest = await writePart(parts, part);
    giveName(part, file);
    return manifest;
  } catch (error) {
    throw withAdvice(error, file);
  } finally {
    removePart(part);
    if (existsSync(file)) syncFile(dirname(file));
  }
}

/** Unlike a rename, a link fails when somebody made the file meanwhile; not every file system has them. */
function giveName(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!NO_LINKS.includes(code)) throw error;
    refuseExisting(file);
    renameSync(part, file);
  }
}

const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

async function writePart({ source, seal, clock }: BackupParts, part: string) {
  closeSync(openSync(part, 'wx', 0o600));
  const at = new Date(clock.now()).toISOString();
  await source.copyTo(part);
  const described = await source.describe(part);
  const manifest: BackupManifest = {
    ...({ pintumbler: 'backup', format: FORMAT } as const),
    ...{ schema: described.schema, at, bytes: statSync(part).size },
    ...{ sha256: await seal.sha256(createReadStream(part)), epoch: described.epoch },
  };
  appendFileSync(part, encodeTrailer({ manifest, mac: seal.mac(markOf(manifest)) }));
  syncFile(part);
  return manifest;
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already. Name another file with --to.`);
}

/** With what SQLite may have beside it while it writes. */
function removePart(part: string): void {
  for (const each of ['', '-journal', '-wal', '-shm']) rmSync(part + each, { force: true });
}

function withAdvice(error: unknown, file: string): unknown {
  const said = error instanceof Error ? error.message : String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new Error(`${file} was made by somebody else meanwhile.`);
  if (code === 'ENOSPC' || /disk is full|disk I\/O error|file too large/i.test(said)) {
    const advice = 'No backup was written. Make room there, or name a file elsewhere with --to.';
    return new Error(`${file} cannot be written: ${said}. ${advice}`, { cause: error });
  }
  return error;
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
