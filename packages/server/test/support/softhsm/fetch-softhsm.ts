import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = 'libsofthsm2';
const CACHE = fileURLToPath(new URL('../../../../../node_modules/.cache', import.meta.url));
const KEPT = join(CACHE, 'pintumbler-softhsm');

/**
 * The library of SoftHSM, a token in software: Debian's package, taken apart below node_modules once,
 * without root and without installing it. Throws where there is no apt to fetch it with.
 */
export function fetchSoftHsm(): string {
  const known = libraryIn(KEPT);
  if (known !== undefined) return known;
  say(`fetching SoftHSM (Debian package ${PACKAGE}) into node_modules/.cache`);
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'softhsm-'));
  try {
    unpack(folder);
    // Another test process may have been quicker: its copy is as good.
    if (libraryIn(KEPT) === undefined) renameSync(join(folder, 'content'), KEPT);
  } catch (cause) {
    if (libraryIn(KEPT) === undefined) throw cause;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const library = libraryIn(KEPT);
  if (library === undefined) throw new Error(`There is no libsofthsm2.so in Debian's ${PACKAGE}.`);
  return library;
}

function libraryIn(folder: string): string | undefined {
  const path = join(folder, 'usr', 'lib', 'softhsm', 'libsofthsm2.so');
  return existsSync(path) ? path : undefined;
}

function unpack(folder: string): void {
  if (download(folder, []) !== 0) downloadWithListsOfOurOwn(folder);
  const [file] = globSync(join(folder, `${PACKAGE}_*.deb`));
  if (file === undefined) throw new Error(`apt-get fetched no ${PACKAGE}.`);
  run(folder, 'dpkg-deb', ['-x', file, join(folder, 'content')]);
}

/** A machine that never asked for lists of packages has none, and others belong to root. */
function downloadWithListsOfOurOwn(folder: string): void {
  const options = ['state', 'cache'].flatMap((name) => {
    mkdirSync(join(folder, name, 'lists', 'partial'), { recursive: true });
    return ['-o', `Dir::${name === 'state' ? 'State' : 'Cache'}=${join(folder, name)}`];
  });
  options.push('-o', 'Dir::State::status=/var/lib/dpkg/status');
  run(folder, 'apt-get', [...options, 'update']);
  if (download(folder, options) !== 0) throw new Error(`apt-get has no package ${PACKAGE}.`);
}

function download(folder: string, options: readonly string[]): number {
  const asked = ['apt-get', [...options, 'download', PACKAGE]] as const;
  const { status, error } = spawnSync(...asked, { cwd: folder, stdio: 'ignore' });
  if (error !== undefined) {
    throw new Error(
      'The tests of PKCS#11 need SoftHSM, which they fetch with apt-get, and there is none here. Run ' +
        'them on Debian or a system made from it.',
      { cause: error },
    );
  }
  return status ?? 1;
}

function run(folder: string, program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
