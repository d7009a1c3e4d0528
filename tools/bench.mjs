import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { runStep } from './workspace/child.mjs';
import { ensureInstalled, ensureInstalledIn } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { findRuntime } from './workspace/runtime.mjs';
import { giveUp } from './workspace/say.mjs';

// `npm run bench`: measures the built server; arguments go to bench/main.ts, which Node runs as it
// is by leaving the types out.
const main = join(root, 'bench/main.ts');
if (!existsSync(main)) giveUp('there is no bench/main.ts to run');
const benchmarks = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();
// What we are compared with is nobody's dependency but this command's, and only when it is asked for.
if (benchmarks.length === 0 || benchmarks.includes('peers')) {
  await ensureInstalledIn(
    join(root, 'bench/peers'),
    'better-auth, parse-server and what they need',
  );
}
const { code } = await runStep(findRuntime(), [main, ...benchmarks], {
  cwd: root,
  show: 'inherit',
});
process.exitCode = code;
