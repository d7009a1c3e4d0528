import { appendFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { watchResponses } from './watch-responses.ts';

/* Loaded into servers in processes of their own; whoever started one reads what it wrote. */

const report = process.env['PINTUMBLER_TEST_BREACHES'];
if (report !== undefined) watchResponses((breach) => appendFileSync(report, `${breach}\n`));

// What was compiled is kept at an exit, and most of these processes are killed.
setTimeout(flushCompileCache, 2_000).unref();
