import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What nobody wrote by hand, by folder name, wherever it lies. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage']);

/**
 * All files below `folder` as paths relative to `base`, with forward slashes, sorted. We walk
 * instead of asking git so that the commands also work in an unpacked archive without .git.
 */
export function listFiles(base, folder = '.') {
  const from = join(base, folder);
  if (!existsSync(from)) return [];
  if (statSync(from).isFile()) return [folder];
  const found = [];
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory() && isOurs(path, entry.name)) found.push(...listFiles(base, path));
  }
  return found.sort();
}

function isOurs(path, name) {
  // `data` at the top is where `npm start` keeps its database.
  return !NOT_OURS.has(name) && !name.startsWith('.') && path !== 'data';
}
