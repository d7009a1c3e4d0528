import { ensureInstalled } from './workspace/install.mjs';
import { runProgram } from './workspace/run-program.mjs';

// `npm run crack`: what a thief of the named files would find out. It reads sources, so nothing is built.
await ensureInstalled();
await runProgram('attack/cracker/main.ts');
