import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { runProgram } from './workspace/run-program.mjs';

// `npm run faults`: kills, cuts, fills and stops what a server stands on, on purpose and in places
// of its own.
await ensureInstalled();
await ensureBuilt();
await runProgram('faults/main.ts');
