import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './child.mjs';
import { root } from './root.mjs';
import { findRuntime } from './runtime.mjs';
import { giveUp } from './say.mjs';

/**
 * Runs a program of the repository that Node reads as it is, by leaving the types out, with our own
 * arguments and streams; its exit code becomes ours. What it needs has to be installed before.
 */
export async function runProgram(file) {
  const main = join(root, file);
  if (!existsSync(main)) giveUp(`there is no ${file} to run`);
  const args = [main, ...process.argv.slice(2)];
  const { code } = await runStep(findRuntime(), args, { cwd: root, show: 'inherit' });
  process.exitCode = code;
}
