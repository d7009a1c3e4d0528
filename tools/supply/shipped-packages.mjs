import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The workspace whose dependencies an installed server has. */
const SERVER = 'packages/server';
/** The workspace whose build puts packages of others into files of ours. */
const PAGES = 'packages/web';

/** Everything npm was told to install, by folder. */
export function readLockfile(root) {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

/**
 * The packages of others that reach whoever installs the server, by name: what it depends on,
 * however indirectly, and what is built into its pages. From the lockfile, so that the answer is the
 * same on every machine, binaries of other platforms included.
 *
 * `npm sbom --omit dev` answers something else: it leaves out what the tests of the workspace use as
 * well, the PostgreSQL driver for one.
 */
export function shippedPackages(lock) {
  const chosen = dependenciesOf(lock, SERVER);
  const built = Object.keys(lock[PAGES].devDependencies ?? {}).map((name) =>
    folderOf(lock, PAGES, name),
  );
  const direct = new Set([...chosen, ...built].map((folder) => idOf(lock, folder)));
  const builtIn = new Set(closure(lock, built).map((folder) => idOf(lock, folder)));
  // One version may lie in several folders; it is one package all the same.
  const folders = new Map(closure(lock, [...chosen, ...built]).map((at) => [idOf(lock, at), at]));
  return [...folders]
    .map(([id, at]) => ({ ...describe(lock, at), direct: direct.has(id), built: builtIn.has(id) }))
    .sort((a, b) => compare(a.id, b.id));
}

/** Folders with everything they need; a workspace of ours stands for what it needs. */
function closure(lock, folders, found = new Set()) {
  for (const folder of folders) {
    if (found.has(folder)) continue;
    const { link, resolved } = lock[folder];
    if (link !== true) found.add(folder);
    closure(lock, dependenciesOf(lock, link === true ? resolved : folder), found);
  }
  return [...found];
}

function describe(lock, folder) {
  const { version, license, integrity, optional = false, hasInstallScript = false } = lock[folder];
  const needs = dependenciesOf(lock, folder).map((path) => idOf(lock, path));
  return {
    ...{ id: idOf(lock, folder), name: nameIn(folder), version, folder, license, integrity },
    ...{ optional, hasInstallScript, needs: needs.sort(compare) },
  };
}

function dependenciesOf(lock, folder) {
  const { dependencies, optionalDependencies } = lock[folder];
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return names.map((name) => folderOf(lock, folder, name));
}

/** Where Node finds a package from a folder: beside it, or above. */
function folderOf(lock, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[candidate] !== undefined) return candidate;
    if (folder === '') throw new Error(`package-lock.json lacks ${name}, which ${from} needs`);
  }
}

function idOf(lock, folder) {
  return `${nameIn(folder)}@${lock[folder].version}`;
}

function nameIn(folder) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** By code points: the order of a locale would differ between machines. */
export function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
