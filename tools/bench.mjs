import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled, ensureInstalledIn } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { runProgram } from './workspace/run-program.mjs';

// `npm run bench`: measures the built server.
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
await runProgram('bench/main.ts');
