import { appendFileSync } from 'node:fs';
import { watchResponses } from './watch-responses.ts';

/* Loaded into servers in processes of their own; whoever started one reads what it wrote. */

const report = process.env['PINTUMBLER_TEST_BREACHES'];
if (report !== undefined) watchResponses((breach) => appendFileSync(report, `${breach}\n`));
