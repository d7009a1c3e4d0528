import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from '../workspace/child.mjs';
import { root } from '../workspace/root.mjs';
import { say, sayWhileWaiting } from '../workspace/say.mjs';

/**
 * Clones the last commit, installs and builds it in a folder of another name, and packs it there;
 * answers the digests. Throws where a step fails. Nothing of this folder takes part: not node_modules, not what was built.
 */
export async function packElsewhere() {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-elsewhere-'));
  try {
    await step('cloning', 'git', ['clone', '--quiet', root, folder], root);
    await step('installing, building and packing the clone', 'npm', ['run', 'pack'], folder);
    return readFileSync(join(folder, 'dist/SHA256SUMS'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function step(doing, command, args, cwd) {
  say(`${doing} ...`);
  const stopSaying = sayWhileWaiting(`still ${doing}`);
  const { code, output } = await runStep(command, args, { cwd }).finally(stopSaying);
  if (code !== 0) throw new Error(`${doing} failed:\n${output}`);
}
