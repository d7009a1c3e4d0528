import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';
import { DANGERS } from './dangers.mjs';
import { layersOf, lineAt } from './source-layers.mjs';

const SOURCE = /^packages\/[^/]+\/src\/.+\.[cm]?[jt]sx?$/;
const TEST = /\.test\.[a-z]+$/;

/**
 * Where a source has something dangerous outside the files that may have it, and which of those no
 * longer have it.
 */
export function checkDangers(root, dangers = DANGERS) {
  const files = listFiles(root).filter((file) => SOURCE.test(file) && !TEST.test(file));
  const used = new Set();
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const layers = layersOf(source);
    return dangers.flatMap((danger) => {
      const matches = [...layers[danger.layer].matchAll(danger.pattern)];
      if (matches.length > 0 && danger.only?.includes(file)) {
        used.add(`${danger.why} ${file}`);
        return [];
      }
      return matches.map(
        ({ 0: text, index }) => `${file}:${lineAt(source, index)} ${text.trim()}: ${danger.why}`,
      );
    });
  });
  return [...found, ...unused(dangers, used)];
}

function unused(dangers, used) {
  return dangers.flatMap(({ why, only = [] }) =>
    only
      .filter((file) => !used.has(`${why} ${file}`))
      .map((file) => `tools/checks/dangers.mjs: ${file} has nothing that "${why}" any more`),
  );
}
