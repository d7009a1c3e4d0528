import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { takeBreaches } from './watch-responses.ts';

/* Loaded before each file of tests: what does not fit the document fails the test it happened in. */

const folder = mkdtempSync(join(tmpdir(), 'pintumbler-breaches-'));
const report = join(folder, 'breaches.txt');
process.env['PINTUMBLER_TEST_BREACHES'] = report;

function complain(found: readonly string[]): void {
  if (found.length === 0) return;
  throw new Error(
    `answers that docs/reference/openapi.json does not describe:\n${[...new Set(found)].join('\n')}`,
  );
}

afterEach(() => complain(takeBreaches()));

afterAll(() => {
  const reported = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
  rmSync(folder, { recursive: true, force: true });
  complain([...takeBreaches(), ...reported.filter((line) => line !== '')]);
});
