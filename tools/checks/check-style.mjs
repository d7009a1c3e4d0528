import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';
import { importsOf } from './imports.mjs';
import { layersOf, lineAt } from './source-layers.mjs';
import { EMPTY_NAMES, RULES } from './style-rules.mjs';

const OURS = /^(packages|tools|bench|model|faults|attack|examples)\/|^[^/]+\.(ts|mjs)$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
const TEST = /\.test\.[a-z]+$|^packages\/[^/]+\/test\//;
const EXTENSION = /\.[a-z0-9]+(\?.*)?$/;

/** Breaches of the style rules that no other tool looks for. */
export function checkStyle(root) {
  const files = listFiles(root).filter((file) => OURS.test(file));
  return [
    ...emptyNames(files),
    ...files.filter((file) => SCRIPT.test(file)).flatMap((file) => problemsIn(root, file)),
  ];
}

function problemsIn(root, file) {
  const source = readFileSync(join(root, file), 'utf8');
  const layers = layersOf(source);
  const kind = TEST.test(file) ? 'tests' : 'sources';
  const found = RULES.filter(({ where }) => !where || where === kind).flatMap((rule) =>
    [...layers[rule.layer].matchAll(rule.pattern)].map((match) => ({
      line: lineAt(source, match.index),
      why: `${match[0].trim()}: ${rule.why}`,
    })),
  );
  const bare = importsOf(source)
    .filter(({ specifier }) => specifier.startsWith('.') && !EXTENSION.test(specifier))
    .map(({ line, specifier }) => ({ line, why: `${specifier}: write the file's extension` }));
  return [...found, ...bare].map(({ line, why }) => `${file}:${line} ${why}`);
}

function emptyNames(files) {
  const folders = new Set(
    files.flatMap((file) => {
      const parts = file.split('/');
      return parts.slice(0, -1).map((_, depth) => parts.slice(0, depth + 1).join('/'));
    }),
  );
  return [...folders]
    .filter((folder) => EMPTY_NAMES.includes(folder.split('/').at(-1)))
    .map((folder) => `${folder}/: name the folder after what is in it`);
}
