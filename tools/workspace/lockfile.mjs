import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = join('node_modules', '.pintumbler-installed');

function lockfileDigest(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Remembers, inside node_modules so that both disappear together, which lockfile it holds. */
export function stampInstalled(root) {
  writeFileSync(join(root, STAMP), `${lockfileDigest(root)}\n`);
}

/**
 * Why node_modules has to be installed, or undefined when it holds what the lockfile asks for.
 * After somebody's own `npm install` our stamp is missing or old, but npm's record of what it put
 * there tells the truth; without looking at it we would reinstall what is already right.
 */
export function reasonToInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  const stamp = join(root, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockfileDigest(root)) {
    return undefined;
  }
  if (npmInstalledThisLockfile(root)) {
    stampInstalled(root);
    return undefined;
  }
  return existsSync(stamp)
    ? 'package-lock.json changed since the last install'
    : 'the last install did not finish or is older than package-lock.json';
}

function npmInstalledThisLockfile(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const there = present[path];
    // Binaries for other machines are in every lockfile and in no install.
    if (!there) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}
