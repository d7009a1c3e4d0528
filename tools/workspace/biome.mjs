import { join } from 'node:path';
import { runStep } from './child.mjs';
import { root } from './root.mjs';
import { findRuntime } from './runtime.mjs';

const BIOME = join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Runs the formatter and linter over the repository; `show` as in `runStep`. */
export function runBiome(args, show = 'none') {
  return runStep(findRuntime({ quiet: true }), [BIOME, ...args], { cwd: root, show });
}
