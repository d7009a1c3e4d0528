import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { runProgram } from './workspace/run-program.mjs';

// `npm run attack`: attacks servers of its own from outside, and weakened ones to see that it would
// notice.
await ensureInstalled();
await ensureBuilt();
await runProgram('attack/main.ts');
