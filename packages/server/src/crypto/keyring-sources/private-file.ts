import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * The text of a file with keys; `null` where there is none. Throws for one that others on the machine
 * can read, or that lies in a folder where others could put another one in its place.
 */
export function readPrivateFile(path: string): string | null {
  const descriptor = openIfThere(path);
  if (descriptor === null) return null;
  try {
    // Of what was opened, not of what has that name by then.
    const mode = fstatSync(descriptor).mode & 0o777;
    if ((mode & OTHERS) !== 0) {
      throw new Error(
        `The keyring ${path} can be read by others (mode ${mode.toString(8)}). Run: chmod 600 ${path}`,
      );
    }
    refuseOpenFolder(path);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a file for its owner alone, durable before this returns. Throws where there is one. */
export function createPrivateFile(path: string, text: string): void {
  const temporary = writeBeside(path, text);
  try {
    // Unlike a rename it fails where somebody else was quicker: their keys may be in use already.
    linkSync(temporary, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new Error(`There is a keyring at ${path} already. Move it away first.`, { cause });
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(dirname(path));
}

/** Replaces a file: after a crash there is the old one or the new one, whole. */
export function replacePrivateFile(path: string, text: string): void {
  const temporary = writeBeside(path, text);
  try {
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
  syncFolder(dirname(path));
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}

/** In a sticky folder, such as those Kubernetes mounts secrets in, others cannot replace it. */
function refuseOpenFolder(path: string): void {
  const folder = dirname(path);
  const { mode } = statSync(folder);
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  throw new Error(
    `Others can put another keyring into ${folder} (mode ${(mode & 0o777).toString(8)}). ` +
      `Run: chmod go-w ${folder}`,
  );
}

function writeBeside(path: string, text: string): string {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}

/** Without this a new name may be gone after a power cut, and with it every PIN sealed since. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
