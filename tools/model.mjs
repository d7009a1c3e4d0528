import { ensureInstalled } from './workspace/install.mjs';
import { runProgram } from './workspace/run-program.mjs';

// `npm run model`: explores the guess accounting as it is in the sources, so nothing is built.
await ensureInstalled();
await runProgram('model/main.ts');
