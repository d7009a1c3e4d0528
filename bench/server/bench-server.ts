import { commitAlone } from './commit-alone.ts';
import type { BenchServerOptions } from './messages.ts';

// The server under test, in a process of its own. Its modules are loaded after the options are
// known: how they commit may be one of them.
const options = JSON.parse(process.argv[2] ?? '') as BenchServerOptions;
if (options.commitAlone) commitAlone();
const { serveBench } = await import('./serve-bench.ts');
await serveBench(options);
