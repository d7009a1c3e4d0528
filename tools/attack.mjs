import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { runStep } from './workspace/child.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { findRuntime } from './workspace/runtime.mjs';
import { giveUp } from './workspace/say.mjs';

// `npm run attack`: attacks servers of its own from outside, and weakened ones to see that it would
// notice; arguments go to attack/main.ts, which Node runs as it is by leaving the types out.
const main = join(root, 'attack/main.ts');
if (!existsSync(main)) giveUp('there is no attack/main.ts to run');
await ensureInstalled();
await ensureBuilt();
const { code } = await runStep(findRuntime(), [main, ...process.argv.slice(2)], {
  cwd: root,
  show: 'inherit',
});
process.exitCode = code;
