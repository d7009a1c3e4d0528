import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSteps } from './build-steps.mjs';
import { runStep } from './child.mjs';
import { digestOf, orphanedOutputs } from './outputs.mjs';
import { root } from './root.mjs';
import { findRuntime } from './runtime.mjs';
import { giveUp, say, sayWhileWaiting, took } from './say.mjs';

/**
 * Compiles the packages whose sources changed since their last build; quiet and quick when none
 * did. `only` narrows it to named packages for commands that need no more than that.
 */
export async function ensureBuilt({ only } = {}) {
  const steps = buildSteps().filter((step) => !only || only.includes(step.name));
  for (const step of steps) {
    const digest = digestOf(root, step.inputs);
    const stamp = join(root, step.folder, 'dist', '.build-stamp');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) continue;
    // A build that fails half-way must not pass for the earlier, complete one.
    rmSync(stamp, { force: true });
    await build(step);
    mkdirSync(join(root, step.folder, 'dist'), { recursive: true });
    writeFileSync(stamp, digest);
  }
}

async function build(step) {
  const startedAt = Date.now();
  const stopSaying = sayWhileWaiting(`still building ${step.folder}`);
  const { code, output } = await runStep(findRuntime({ quiet: true }), step.command, {
    cwd: step.cwd,
  }).finally(stopSaying);
  if (output.trim()) process.stderr.write(`${output.trimEnd()}\n`);
  if (code !== 0) giveUp(`building ${step.folder} failed; the errors are above`);
  if (step.prune) {
    for (const orphan of orphanedOutputs(join(root, step.folder))) rmSync(orphan);
  }
  // npm links the program before it is built and cannot mark a file that is not there yet.
  if (step.program) chmodSync(join(root, step.program), 0o755);
  say(`built ${step.folder} in ${took(startedAt)}`);
}
