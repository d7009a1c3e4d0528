import { join } from 'node:path';
import { runStep } from './workspace/child.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { findRuntime } from './workspace/runtime.mjs';

// `npm run model`: explores the guess accounting as it is in the sources, so nothing is built.
await ensureInstalled();
const main = join(root, 'model/main.ts');
const { code } = await runStep(findRuntime(), [main, ...process.argv.slice(2)], {
  cwd: root,
  show: 'inherit',
});
process.exitCode = code;
