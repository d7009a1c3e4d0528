import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';
import { importsOf } from './imports.mjs';

/**
 * Circles of imports in packages/<name>/src, each told once as `a -> b -> a`. Type imports count: they
 * do no harm at run time, but two files that need each other's words are one idea in two places.
 */
export function checkCycles(root) {
  const files = listFiles(root, 'packages').filter(
    (file) => /^packages\/[^/]+\/src\//.test(file) && /\.[cm]?[jt]sx?$/.test(file),
  );
  const graph = new Map(files.map((file) => [file, targetsOf(root, file)]));
  const done = new Set();
  const problems = [];
  const visit = (file, path) => {
    const start = path.indexOf(file);
    if (start >= 0) {
      problems.push(`circular import: ${[...path.slice(start), file].join(' -> ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return problems;
}

function targetsOf(root, file) {
  return importsOf(readFileSync(join(root, file), 'utf8'))
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.join(dirname(file), specifier));
}
