import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listFiles } from './tree.mjs';

const TEST = /\.test\.[cm]?[jt]sx?$/;

/**
 * One digest over the names and contents of everything that goes into a build. Contents, not
 * times: switching branches and back, or copying the tree, need not build again. Tests are not
 * compiled, so editing one does not delay the next start.
 */
export function digestOf(root, inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => listFiles(root, input))) {
    if (TEST.test(file)) continue;
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Compiled files in `dist` whose source in `src` is gone; loading one would be a ghost. */
export function orphanedOutputs(packageFolder) {
  const dist = join(packageFolder, 'dist');
  return outputsBelow(dist).filter((file) => {
    const module = relative(dist, file).replace(/(\.d\.ts|\.js)(\.map)?$/, '');
    return !['.ts', '.tsx'].some((end) => existsSync(join(packageFolder, 'src', module + end)));
  });
}

function outputsBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return outputsBelow(path);
    return /(\.d\.ts|\.js)(\.map)?$/.test(entry.name) ? [path] : [];
  });
}
