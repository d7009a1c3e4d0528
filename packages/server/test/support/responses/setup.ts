import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { watchResponses } from './watch-responses.ts';

/* Loaded before each file of tests: an answer that is not as it has to be fails the test it happened in. */

const breaches: string[] = [];
watchResponses((breach) => breaches.push(breach));

/** What servers in processes of their own tell. */
const report = join(tmpdir(), `pintumbler-breaches-${process.pid}.txt`);
process.env['PINTUMBLER_TEST_BREACHES'] = report;

function complain(): void {
  const found = new Set(breaches.splice(0));
  if (found.size === 0) return;
  const what =
    'answers that the document at /openapi.json does not describe, or that lack a header';
  throw new Error(`${what}:\n${[...found].join('\n')}`);
}

afterEach(complain);

afterAll(() => {
  if (existsSync(report)) breaches.push(...readFileSync(report, 'utf8').trim().split('\n'));
  rmSync(report, { force: true });
  complain();
});
